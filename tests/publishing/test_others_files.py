"""What somebody else put into a published folder stays there, and what was changed in it is kept; both are told."""

import os
import shutil
from pathlib import Path

import pytest

from generator.edition.web_root import MANIFEST
from generator.problems.problem import GeneratorError
from tests.support.published import OWN, publish, write

FOREIGN = {
    "CNAME": "guide.example.dk",
    ".htaccess": "Options -Indexes",
    ".git/HEAD": "ref: refs/heads/gh-pages",
    ".git/objects/ab/cd": "object",
    "returnerede ark/møde.pdf": "answers",
    "pdf/vores-eget.pdf": "own",
}


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published edition, below the working folder."""
    monkeypatch.chdir(tmp_path)
    publish(Path("skolen"), "old", "was.html")
    return Path("skolen")


def texts(folder: Path) -> dict[str, str]:
    """Return the texts of all files below a folder that were not written by publishing itself."""
    names = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in names}


def test_foreign_files_stay(target: Path) -> None:
    write(target, FOREIGN)
    (target / ".git" / "refs").mkdir()
    (target / "hjem").symlink_to("..")
    (target / "ingen-steder").symlink_to("findes ikke")
    os.mkfifo(target / "rør")
    told = publish(target, "new")
    assert texts(target) == {**dict.fromkeys(OWN, "new"), **FOREIGN}
    assert (target / ".git" / "refs").is_dir()
    assert (target / "hjem").readlink() == Path("..")
    assert (target / "ingen-steder").is_symlink()
    assert (target / "rør").is_fifo()
    names = ".git/, .htaccess, CNAME, hjem, ingen-steder, pdf/vores-eget.pdf, returnerede ark/, rør"
    assert told == [f"  Kept, though not of this edition: {names}"]
    assert sorted(path.name for path in Path().iterdir()) == [".skolen.lock", "skolen"]


def test_a_folder_keeps_its_rights_and_times(target: Path) -> None:
    write(target, {"retur/a/b.txt": "x"})
    (target / "retur" / "a").chmod(0o750)
    os.utime(target / "retur", (1_000_000_000, 1_000_000_000))
    publish(target, "new")
    assert (target / "retur" / "a").stat().st_mode & 0o777 == 0o750
    assert (target / "retur").stat().st_mtime == 1_000_000_000


def test_large_files_are_not_copied(target: Path) -> None:
    write(target, {"film.mp4": "x"})
    before = (target / "film.mp4").stat().st_ino
    publish(target, "new")
    assert (target / "film.mp4").stat().st_ino == before


def test_where_no_file_can_have_two_names_it_is_copied(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a USB stick, for instance."""

    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write(target, FOREIGN)
    publish(target, "new")
    assert texts(target) == {**dict.fromkeys(OWN, "new"), **FOREIGN}


def test_what_another_disk_holds_is_not_copied(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    write(target, {"drev/film.mp4": "x"})
    with pytest.raises(GeneratorError, match=r"^skolen/drev/film\.mp4: this lies on another disk.*Unmount it"):
        publish(target, "new")
    assert texts(target) == {**dict.fromkeys([*OWN, "was.html"], "old"), "drev/film.mp4": "x"}


def test_what_was_changed_is_kept_elsewhere(target: Path) -> None:
    """Somebody filled in a sheet and saved it where it lay; it is not published again."""
    for number, answers in enumerate(("one", "two", "two"), 1):
        write(target, {"pdf/guide.pdf": answers, "was.html": answers})
        told = publish(target, "new", "was.html")
        kept = "skolen.changed/pdf/guide" + ("-2" if number > 1 else "") + ".pdf"
        assert told[-1] == (
            "skolen/pdf/guide.pdf: warning: this file was changed after it was published, and is made anew. "
            f"As it was, it is kept as {kept}."
        )
    assert texts(Path("skolen.changed")) == {
        "pdf/guide.pdf": "one",
        "pdf/guide-2.pdf": "two",
        "was.html": "one",
        "was-2.html": "two",
    }
    assert texts(target) == dict.fromkeys([*OWN, "was.html"], "new")


def test_what_was_changed_and_is_no_longer_made_is_kept_as_well(target: Path) -> None:
    write(target, {"was.html": "mended"})
    assert publish(target, "new")[-1] == (
        "skolen/was.html: warning: this file was changed after it was published, and is no longer a part of the "
        "edition. As it was, it is kept as skolen.changed/was.html."
    )
    assert texts(Path("skolen.changed")) == {"was.html": "mended"}
    assert not (target / "was.html").exists()


@pytest.mark.parametrize("name", ["ny.html", "ny.html/inde.txt"])
def test_a_foreign_file_is_not_replaced_by_a_new_page(name: str, target: Path) -> None:
    write(target, {name: "mine"})
    with pytest.raises(GeneratorError) as refused:
        publish(target, "new", "ny.html")
    assert str(refused.value) == (
        "skolen/ny.html: this is not the edition's, and a new part of the edition would take its place. "
        "Move it away, or give it another name."
    )
    assert texts(target) == {**dict.fromkeys([*OWN, "was.html"], "old"), name: "mine"}


def test_a_link_in_the_place_of_a_folder_is_not_followed(target: Path) -> None:
    Path("hjemme").mkdir()
    (target / "pdf").rename("hjemme/pdf")
    (target / "pdf").symlink_to("../hjemme/pdf")
    with pytest.raises(GeneratorError, match=r"^skolen/pdf: this is not the edition's"):
        publish(target, "new")
    assert texts(Path("hjemme")) == {"pdf/guide.pdf": "old"}


@pytest.mark.parametrize("manifest", [None, "", "[]", "{", '{"edition": "x", "files": []}', "[" * 100_000])
def test_without_a_manifest_nothing_is_lost(manifest: str | None, target: Path) -> None:
    """An edition of before there were manifests, or one that a program uploaded without what it did not know."""
    (target / MANIFEST).unlink()
    write(target, FOREIGN | ({} if manifest is None else {MANIFEST: manifest}))
    told = publish(target, "new")
    assert texts(target) == {**dict.fromkeys(OWN, "new"), "was.html": "old", **FOREIGN}
    assert told == [
        f"skolen: warning: nothing says which files here an edition made ({MANIFEST} is missing); these were kept: "
        ".git/, .htaccess, CNAME, pdf/vores-eget.pdf, returnerede ark/, was.html. Delete what an earlier edition left."
    ]
    (told,) = publish(target, "newer")
    assert told.startswith("  Kept, though not of this edition: .git/")


def test_a_fresh_checkout_is_published_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A school may keep its site in a repository, which holds this much before the first edition."""
    monkeypatch.chdir(tmp_path)
    fresh = {".git/HEAD": "ref: refs/heads/gh-pages", ".nojekyll": "", "CNAME": "guide.example.dk", "README.md": "Om"}
    write(Path("skolen"), fresh)
    for text in ("first", "second"):
        told = publish(Path("skolen"), text)
        assert told == ["  Kept, though not of this edition: .git/, .nojekyll, CNAME, README.md"]
        assert texts(Path("skolen")) == {**dict.fromkeys(OWN, text), **fresh}


@pytest.mark.parametrize("name", ["noter.txt", "index.html", "src/a.py"])
def test_a_repository_with_something_of_its_own_is_left_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {".git/HEAD": "ref: refs/heads/main", name: "mine"}
    write(Path("skolen"), files)
    with pytest.raises(GeneratorError, match=r"Only these may lie here before an edition: \.git, .*, CNAME, "):
        publish(Path("skolen"), "new")
    assert texts(Path("skolen")) == files


def test_only_the_first_of_many_are_named(target: Path) -> None:
    write(target, {f"{number}.txt": "x" for number in range(10, 30)})
    (told,) = publish(target, "new")
    assert told.endswith("of this edition: " + ", ".join(f"{n}.txt" for n in range(10, 20)) + ", and 10 more")


def test_a_manifest_that_is_no_plain_file_is_not_waited_for(target: Path) -> None:
    (target / MANIFEST).unlink()
    os.mkfifo(target / MANIFEST)
    publish(target, "new")
    assert texts(target) == {**dict.fromkeys(OWN, "new"), "was.html": "old"}


def test_a_manifest_takes_nothing_away_that_is_not_as_it_says(target: Path) -> None:
    """It may be a stranger's, and name any file."""
    write(target, {"CNAME": "guide.example.dk"})
    for name in ("CNAME", "../mine.txt"):
        text = (target / MANIFEST).read_text()
        (target / MANIFEST).write_text(text.replace('"files": {', f'"files": {{"{name}": "",'))
    Path("mine.txt").write_text("mine")
    publish(target, "new")
    assert texts(Path("skolen.changed")) == {"CNAME": "guide.example.dk"}
    assert Path("mine.txt").read_text() == "mine"


def test_the_edition_of_another_school_is_not_replaced(target: Path) -> None:
    with pytest.raises(GeneratorError) as refused:
        publish(target, "new", school="Skolen, tømrer")
    assert str(refused.value) == (
        "skolen: here stands the edition of Skolen, murer, and that of Skolen, tømrer would take its place. "
        "Write a slug of its own, such as slug: skolen-2, or name another folder with --out. If it is the same school, "
        f"and its name or trade has changed, take {MANIFEST} out of this folder."
    )
    assert texts(target) == dict.fromkeys([*OWN, "was.html"], "old")
    (target / MANIFEST).unlink()
    publish(target, "new", school="Skolen, tømrer")
    assert texts(target)["index.html"] == "new"


def test_a_school_is_known_wherever_its_edition_goes(target: Path) -> None:
    """Its name is; on a Mac the same name may be written otherwise."""
    shutil.move(target, "andet sted")
    publish(Path("andet sted"), "new", school="SKOLEN, murer")
    assert texts(Path("andet sted"))["index.html"] == "new"


def test_what_is_put_there_in_the_last_moment_stays(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.publishing import publish as module

    switch = module.switch

    def switch_late(new: Path, old: Path, aside: Path) -> None:
        write(old, {"sent.pdf": "answers"})
        switch(new, old, aside)

    monkeypatch.setattr(module, "switch", switch_late)
    told = publish(target, "new")
    assert texts(target) == {**dict.fromkeys(OWN, "new"), "sent.pdf": "answers"}
    assert told == ["  Kept, though not of this edition: sent.pdf"]
