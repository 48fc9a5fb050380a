"""Step 7: turn a folder that has just been built into the published one; what others keep there stays."""
