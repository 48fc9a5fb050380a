"""Step 1b: turn YAML into checked data, every value with its place."""
