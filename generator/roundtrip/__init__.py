"""Step 10: turn a class list into sheets filled in beforehand, and the sheets that come back into an overview.

Begin at `known` on the way out, at `files` on the way back. Whatever program filled a sheet in, what it holds is data.
"""
