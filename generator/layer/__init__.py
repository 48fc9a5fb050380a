"""Step 1a: turn a school's folder and the shared folders into files that are found by name and looked at."""
