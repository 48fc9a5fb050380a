"""Step 2: turn a layer into its edition: everything one school publishes, resolved and ready to render."""
