"""Step 6: turn finished pages into a web site that works from disk and asks nothing of other hosts."""
