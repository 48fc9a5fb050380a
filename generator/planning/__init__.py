"""Step 9: turn the rows of a class list into a plan: who talks to whom when, and the load of each week."""
