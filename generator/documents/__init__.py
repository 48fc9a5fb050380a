"""Step 4: turn an edition's documents into jobs: finished HTML with everything that its PDF is made from."""
