"""Turn "this never ends" into a failure: how long a test waits for what is sure to come.

Nothing that a test asserts may depend on how fast or how busy a machine is. These limits are there for work that would
go on for ever, so they are a matter of minutes: many times what a slow machine with something else to do needs.
"""

import time
from collections.abc import Callable

MINUTE = 60
# For what a browser, a server or a process does next, in seconds.
PATIENCE = 5 * MINUTE
# For one process of a whole command, in seconds of a processor; a build from nothing takes about one minute.
PROCESSOR = 15 * MINUTE
# For a whole command by the clock, when everything else runs at the same time.
COMMAND = 60 * MINUTE


def wait_for(condition: Callable[[], bool]) -> bool:
    """Return whether the condition comes true in time."""
    end = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)
    return condition()
