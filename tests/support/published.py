"""Turn a few words into a published edition, as small as one can be."""

from contextlib import AbstractContextManager
from pathlib import Path

from generator.publishing.publish import publishing

SCHOOL = "Skolen, murer"
# What every edition holds.
OWN = ("index.html", "samtaleark/index.html", "pdf/guide.pdf")


def write_edition(folder: Path, text: str, *others: str) -> None:
    """Write what every edition holds, and files of other names."""
    for name in (*OWN, *others):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)


def publishing_at(
    target: Path, told: list[str] | None = None, school: str = SCHOOL
) -> AbstractContextManager[Path, bool | None]:
    """Publish at `target` what is built inside; what is told of it goes into the list."""
    return publishing(target, school, (told if told is not None else []).append)


def publish(target: Path, text: str, *others: str, school: str = SCHOOL) -> list[str]:
    """Publish a small edition, and return what was told."""
    told: list[str] = []
    with publishing_at(target, told, school) as folder:
        write_edition(folder, text, *others)
    return told


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files of any names."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
