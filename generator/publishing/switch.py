"""Turn two folders into each other's places: in one step where the system can, otherwise in two that are taken back."""

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

# What systems and disks say that cannot exchange two names.
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)
# From the headers of Linux and macOS: this working folder, and the wish to exchange.
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


def switch(new: Path, target: Path, aside: Path) -> None:
    """Let `new` be at `target`; what was there before is at `aside`. After an error all is as it was before."""
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        # It is done; where even this is refused, the old one stays under the name of the new.
        with suppress(OSError):
            new.rename(aside)
    else:
        try:
            target.rename(aside)
            new.rename(target)
        except BaseException:
            if not target.exists() and aside.exists():
                aside.rename(target)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, and return whether this system and this disk can do that."""
    if sys.platform == "win32":
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(first, second, _RENAME_SWAP)
        else:
            failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    except (AttributeError, OSError):
        # An older system, or another one.
        return False
    if failed and ctypes.get_errno() not in _CANNOT:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return not failed
