"""Every step: turn work that might never end into work that is ended from outside, on every system.

What a layer holds is worked on in a process of its own. It keeps limits itself, so that whoever is over one learns
where; its parent looks on and ends it where it cannot do that any more.
"""
