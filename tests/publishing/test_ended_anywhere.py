"""Publishing may be killed, or refused by the system, before any of its steps: a whole edition stands there always.

Each step that changes something on the disk is one that Python tells of (an audit event), or the exchange of two
folders. A child of the test is ended before its first step, another before its second, and so on, until one gets
through. Until the exchange it does the same whether the system can do that in one step or not.
"""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.edition.web_root import MANIFEST
from generator.problems.problem import GeneratorError
from generator.publishing import switch
from generator.publishing.manifest import digest_of, read_manifest
from tests.support.published import OWN, publish, publishing_at, write, write_edition

CHANGES = {
    "os.mkdir",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "os.chown",
    "os.utime",
}
FOREIGN = {"CNAME": "guide.example.dk", "retur/ark.pdf": "answers"}
CHANGED = {"was.html": "filled in"}
# How a child ends; what is refused when all is done stops nothing.
UNDISTURBED, KILLED, REFUSED, THROUGH = 0, 9, 28, 29
# A run has about 40 steps; so many would mean that it never gets through.
MOST_STEPS = 200
# In the place of a step's number.
AT_THE_EXCHANGE = 0


def is_change(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        return isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
    return event in CHANGES


def in_child(number: int, target: Path, happens: Callable[[int], None]) -> int:
    """Publish in a child in which something happens before its step `number`, and return how it ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    steps = 0
    exchange = switch._exchange

    def step(*, is_exchange: bool = False) -> None:
        nonlocal steps
        steps += 1
        if steps == number or (is_exchange and number == AT_THE_EXCHANGE):
            happens(steps)

    def exchange_as_a_step(one: Path, other: Path) -> bool:
        step(is_exchange=True)
        return exchange(one, other)

    switch._exchange = exchange_as_a_step
    try:
        with publishing_at(target) as folder:
            write_edition(folder, "new", "ny.html")
            sys.addaudithook(lambda event, arguments: step() if is_change(event, arguments) else None)
        os._exit(THROUGH if steps >= number else UNDISTURBED)
    except (OSError, GeneratorError):
        os._exit(REFUSED)
    finally:
        os._exit(1)


def kill(_: int) -> None:
    os._exit(KILLED)


def refuse(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def edition_at(folder: Path) -> str:
    """Return which edition stands in a folder; fails unless it is whole, with all that is not its own."""
    text = (folder / "index.html").read_text()
    assert {(folder / name).read_text() for name in OWN} == {text}
    manifest = read_manifest(folder)
    assert manifest is not None
    for name, digest in manifest.files.items():
        assert digest_of(folder / name) == digest or name in CHANGED
    assert {name: (folder / name).read_text() for name in FOREIGN} == FOREIGN
    return text


def published(out: Path) -> Path:
    """Publish the old edition and return where; people have put files of theirs into it, and changed one."""
    publish(out / "skolen", "old", "was.html")
    write(out / "skolen", FOREIGN | CHANGED)
    return out / "skolen"


def kept(out: Path, name: str, text: str) -> bool:
    """Return whether a file with this text lies anywhere that a person sees."""
    places = (out / "skolen" / name, out / "skolen.changed" / name)
    return any(place.is_file() and place.read_text() == text for place in places)


@pytest.mark.parametrize("steps", ["in one step", "in two renames"])
@pytest.mark.parametrize("happens", [kill, refuse])
@pytest.mark.slow
def test_a_whole_edition_stands_there_at_any_moment(
    happens: Callable[[int], None], steps: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_one_step = steps == "in one step" and can_exchange(tmp_path)
    if not in_one_step:
        monkeypatch.setattr(switch, "_exchange", lambda one, other: False)
    seen, between, first = set[str](), 0, 1
    if steps == "in two renames":
        first = in_child(AT_THE_EXCHANGE, published(tmp_path / "old"), os._exit)
    for number in range(first, MOST_STEPS):
        out = tmp_path / str(number)
        target = published(out)
        ended = in_child(number, target, happens)
        assert ended in ((KILLED,) if happens is kill else (REFUSED, THROUGH)) or ended == UNDISTURBED
        if target.exists():
            seen.add(edition_at(target))
            assert kept(out, "was.html", "filled in")
        else:
            between += 1
        publish(target, "newer")
        assert edition_at(target) == "newer"
        assert kept(out, "was.html", "filled in")
        assert {path.name for path in out.iterdir()} == {".skolen.lock", "skolen", "skolen.changed"}
        names = {path.name for path in target.iterdir()}
        assert names == {"index.html", "samtaleark", "pdf", MANIFEST, "CNAME", "retur"}
        if ended == UNDISTURBED:
            break
    assert ended == UNDISTURBED
    assert seen == {"old", "new"}
    # Only where two renames are needed, and the run is killed between them.
    assert between == (happens is kill and not in_one_step)


def can_exchange(folder: Path) -> bool:
    """Return whether this system and this disk can exchange two names in one step."""
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    return switch._exchange(folder / "a", folder / "b")


@pytest.mark.parametrize("number", [1, 2])
def test_a_rename_that_is_refused_is_taken_back(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses it while somebody has a file of the folder open."""
    target, renames = tmp_path / "skolen", list[str]()
    publish(target, "old")
    rename = Path.rename

    def refuse_one(path: Path, new: Path) -> Path:
        renames.append(path.name)
        if len(renames) == number:
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(path))
        return rename(path, new)

    monkeypatch.setattr(switch, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refuse_one)
    with pytest.raises(GeneratorError) as refused:
        publish(target, "new")
    assert str(refused.value).endswith(
        "skolen: the new edition cannot take this one's place. "
        "Close what has a file of it open, then build again. (The process cannot access the file)"
    )
    assert (target / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["skolen"]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS])
def test_a_disk_that_cannot_exchange_is_known(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        def __init__(self, *arguments: object, **options: object) -> None:
            pass

        def renameat2(self, *arguments: object) -> int:
            return -1

    monkeypatch.setattr("ctypes.CDLL", Library)
    monkeypatch.setattr("ctypes.get_errno", lambda: code)
    publish(tmp_path / "skolen", "old")
    publish(tmp_path / "skolen", "new")
    assert (tmp_path / "skolen" / "index.html").read_text() == "new"
