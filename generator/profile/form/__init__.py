"""Turn the profile's model into what the page is made of in which a school fills in its profile."""
