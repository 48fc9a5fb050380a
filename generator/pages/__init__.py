"""Step 3: turn the edition's page templates into finished Markdown that may hold nothing but text and harmless tags."""
