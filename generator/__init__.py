"""Turn a school's profile and the shared templates into its edition: a site, a book, sheets and handouts.

Log policy: *error* means that something is missing from the output, *warning* that the output is complete but
somebody should look at it, *info* names the steps. A finished edition has logged no error.
"""

import os
import sys

__version__ = "0.1.0"


def _leave_out_the_working_folder() -> None:
    """Let nothing be imported from the working folder: it may be a stranger's layer, with a `json.py` in it.

    `python -m` puts it first on the path, and so does an empty entry of PYTHONPATH. Here, before anything else is
    imported, and with nothing but modules that Python itself has loaded already.
    """
    try:
        here = os.path.realpath(os.getcwd())  # noqa: PTH109  pathlib may be that of the folder
    except OSError:
        return
    # Who works in our own folder has our code there.
    if here != os.path.realpath(os.path.dirname(os.path.dirname(__file__))):  # noqa: PTH120
        sys.path[:] = [folder for folder in sys.path if os.path.realpath(folder or here) != here]


_leave_out_the_working_folder()
