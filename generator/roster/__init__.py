"""Step 8: turn a class list, as schools have them, into one row for each apprentice, and all that is wrong with it.

Begin at `read`. Nothing from the list is ever quoted in a message but the names of its columns.
"""
