"""Turn the template of a sentence into the same template in the language of whoever reads it.

The sentences stand in English in the code, and in Danish in the catalogue `locale/da/LC_MESSAGES/samtaleguide.po`;
`make messages` gathers and compiles them. Which language is spoken is asked where something is said, in each process.
"""

import gettext
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

DOMAIN: Final = "samtaleguide"
FOLDER: Final = Path(__file__).parent / "locale"
# »sprog« is Danish for language: as the option of the commands is called.
CHOICE: Final = "SAMTALEGUIDE_SPROG"
ENGLISH, DANISH = "en", "da"
LANGUAGES: Final = (DANISH, ENGLISH)


def language() -> str:
    """Return the language that is spoken: the one that was asked for, or Danish on a Danish system, else English."""
    asked = os.environ.get(CHOICE, "")
    return asked if asked in LANGUAGES else language_of_the_system()


def language_of_the_system() -> str:
    """Return the language of the system, as far as we speak it, by the variables that POSIX has for it."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((held for name in names if (held := os.environ.get(name))), "") or _of_the_windows()
    # GNU's list of languages, best first; of no effect where all is as in C.
    if locale.partition(".")[0] not in ("", "C", "POSIX"):
        locale = os.environ.get("LANGUAGE", "").partition(":")[0] or locale
    return DANISH if locale.partition("_")[0].lower() in ("da", "danish") else ENGLISH


def _of_the_windows() -> str:
    """Return what Windows itself speaks, such as da_DK; nothing on other systems."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


@contextmanager
def spoken(wanted: str) -> Iterator[None]:
    """Speak a language while the work inside is done, and in the processes that it starts."""
    before = os.environ.get(CHOICE)
    os.environ[CHOICE] = wanted
    try:
        yield
    finally:
        os.environ.pop(CHOICE)
        if before is not None:
            os.environ[CHOICE] = before


def translated(template: str) -> str:
    """Return a template in the language that is spoken; as it is if the catalogue has no such one."""
    # An empty one would be the head of the catalogue.
    return _catalogue(language()).gettext(template) if template else ""


@lru_cache
def _catalogue(wanted: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [wanted], fallback=wanted == ENGLISH)
