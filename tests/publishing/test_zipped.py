"""An edition as one file: what is the edition's own, the same bytes each time, and the one before if it fails."""

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.problems.problem import GeneratorError
from generator.publishing.zipped import write_zip
from tests.support.published import OWN, publish, write

MANIFEST = "samtaleguide.json"
NO_FILES = b"PK\x05\x06" + bytes(18)


def test_it_holds_the_edition_and_nothing_that_others_keep_there(tmp_path: Path) -> None:
    folder = tmp_path / "skolen"
    publish(folder, "guide", "søgning.html")
    write(folder, {"CNAME": "x", ".git/config": "x", "retur/ark.pdf": "navne"})
    with ZipFile(write_zip(folder)) as file:
        assert file.namelist() == sorted(f"skolen/{name}" for name in (*OWN, "søgning.html", MANIFEST))
        assert file.read("skolen/index.html") == b"guide"
        file.extractall(tmp_path / "pakket ud")
    assert (tmp_path / "pakket ud" / "skolen" / "søgning.html").read_text() == "guide"


def test_the_same_edition_is_the_same_bytes_whenever_it_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "skolen"
    publish(folder, "guide")
    first = write_zip(folder).read_bytes()
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700)
    assert write_zip(folder).read_bytes() == first
    publish(folder, "ny guide")
    assert write_zip(folder).read_bytes() != first


def test_one_that_cannot_be_finished_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "skolen"
    publish(folder, "guide")
    before = write_zip(folder).read_bytes()
    publish(folder, "ny guide")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(GeneratorError, match=r"skolen\.zip: there is no room left on this disk"):
        write_zip(folder)
    assert (tmp_path / "skolen.zip").read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["skolen.zip"]


@pytest.mark.parametrize("content", [NO_FILES, b"no zip at all", None], ids=["zip", "other", "folder"])
def test_it_takes_the_place_of_nothing_else(content: bytes | None, tmp_path: Path) -> None:
    """Somebody may keep an archive of their own by that name, or a folder."""
    folder, place = tmp_path / "skolen", tmp_path / "skolen.zip"
    publish(folder, "guide")
    place.write_bytes(content) if content else place.mkdir()
    with pytest.raises(GeneratorError, match="this file was not made here"):
        write_zip(folder)
    assert place.is_dir() if content is None else place.read_bytes() == content


def test_it_is_written_through_no_link_of_a_layer(tmp_path: Path) -> None:
    (tmp_path / "school.yml").write_text("")
    publish(tmp_path / "build" / "skolen", "guide")
    (tmp_path / "build" / "skolen.zip").symlink_to("../../andet.zip")
    with pytest.raises(GeneratorError, match="this link lies in a layer"):
        write_zip(tmp_path / "build" / "skolen")
