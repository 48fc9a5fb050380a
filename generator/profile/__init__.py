"""Step 1c: turn a school's own file about itself into the profile that everything else is made from."""
