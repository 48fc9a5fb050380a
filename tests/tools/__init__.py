"""Small programs for the people who work on samtaleguide; none of them is part of the product."""
