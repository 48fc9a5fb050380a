"""Step 7: turn what somebody asks for into calls of the steps: `check`, `build`, `blocks`, `serve`, and `mkdocs`."""
