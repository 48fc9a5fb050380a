"""What is known of people lies where its owner alone reads it, never where something is published, and can go."""

import json
import os
import stat
from pathlib import Path

import pytest

from generator.private.folder import MANIFEST, forget, refuse_public_place, write_private, written_in
from generator.problems.problem import GeneratorError

FILES = {"plan.xlsx": b"1", "kalender-01.ics": b"2"}
REMOTE = '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://example.dk/x.git\n'
PUBLIC = {
    "an edition": ({"samtaleguide.json": "{}"}, "plan", "inside-web-root"),
    "any web root": ({"index.html": "<p>"}, "hold/2027", "inside-web-root"),
    "one of a web server's": ({".htaccess": ""}, "", "inside-web-root"),
    "a layer's texts": ({"school.yml": "name: x"}, "docs/plan", "output-among-sources"),
    "a checkout with a remote": ({".git/config": REMOTE}, "plan/hold", "inside-git-checkout"),
    "a second work tree": (
        {"plan/.git": "gitdir: ../main/.git/worktrees/plan\n", "main/.git/worktrees/plan/commondir": "../..\n"}
        | {"main/.git/config": REMOTE},
        "plan",
        "inside-git-checkout",
    ),
    "a checkout whose settings cannot be read": ({".git": "gitdir: \0\n"}, "plan", "inside-git-checkout"),
}


def code_of(error: GeneratorError) -> str:
    (problem,) = error.problems
    return problem.advice.code


@pytest.mark.parametrize("what", PUBLIC)
def test_nothing_is_written_where_something_is_published_from(what: str, tmp_path: Path) -> None:
    files, name, code = PUBLIC[what]
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(GeneratorError) as refused:
        write_private(tmp_path / name, "plan", FILES)
    assert code_of(refused.value) == code
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_leads_to_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "index.html").write_text("<p>")
    (tmp_path / "plan").symlink_to(tmp_path / "web")
    with pytest.raises(GeneratorError) as refused:
        write_private(tmp_path / "plan", "plan", FILES)
    assert code_of(refused.value) == "inside-web-root"


def test_a_checkout_that_is_sent_nowhere_will_do(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("[core]\n\tbare = false\n# [remote]\n")
    refuse_public_place(tmp_path / "plan")


def test_only_the_owner_reads_what_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    before = os.umask(0)
    try:
        write_private(folder, "plan", FILES)
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == dict.fromkeys(
        (*FILES, MANIFEST), 0o600
    )


def test_it_is_known_whether_somebody_has_written_in_a_file(tmp_path: Path) -> None:
    write_private(tmp_path, "prefill", {"a.pdf": b"1", "b.pdf": b"2"})
    write_private(tmp_path, "plan", FILES)
    (tmp_path / "b.pdf").write_bytes(b"2, typed")
    (tmp_path / "c.pdf").write_bytes(b"not ours")
    assert [name for name in ("a.pdf", "b.pdf", "gone.pdf") if written_in(tmp_path, name)] == ["b.pdf"]
    # What an ended run has left may be anything.
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    (tmp_path / MANIFEST).write_text(json.dumps({**manifest, "digests": {}}), encoding="utf-8")
    assert written_in(tmp_path, "a.pdf")


def test_what_a_command_no_longer_makes_goes_and_what_another_made_stays(tmp_path: Path) -> None:
    write_private(tmp_path, "plan", FILES)
    write_private(tmp_path, "prefill", {"ark.pdf": b"3"})
    write_private(tmp_path, "plan", {"plan.xlsx": b"4"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != MANIFEST} == {
        "plan.xlsx": b"4",
        "ark.pdf": b"3",
    }
    assert forget(tmp_path) == (2, [])
    assert not tmp_path.exists()


def test_what_can_be_deleted_is_deleted_and_the_rest_is_told(tmp_path: Path) -> None:
    write_private(tmp_path, "plan", FILES)
    (tmp_path / "kalender-01.ics").unlink()
    (tmp_path / "kalender-01.ics").mkdir()
    with pytest.raises(GeneratorError) as refused:
        forget(tmp_path)
    assert refused.value.outcome == "what could be deleted is deleted, and the rest is still there"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kalender-01.ics", MANIFEST]
    (tmp_path / "kalender-01.ics").rmdir()
    assert forget(tmp_path) == (0, [])


def test_what_somebody_else_put_there_is_neither_written_over_nor_deleted(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"mine")
    with pytest.raises(GeneratorError) as refused:
        write_private(tmp_path, "plan", FILES)
    assert code_of(refused.value) == "already-there"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]
    (tmp_path / "plan.xlsx").rename(tmp_path / "noter.txt")
    write_private(tmp_path, "plan", FILES)
    assert forget(tmp_path) == (2, ["noter.txt"])
    assert (tmp_path / "noter.txt").read_bytes() == b"mine"


def test_what_an_ended_run_has_left_is_found_and_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full, or the power goes, in the middle of the second file."""

    def ended(self: Path, target: Path) -> None:
        if target.name == "kalender-01.ics":
            raise KeyboardInterrupt
        self.rename(target)

    monkeypatch.setattr(Path, "replace", ended)
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok: None)
    with pytest.raises(KeyboardInterrupt):
        write_private(tmp_path, "plan", FILES)
    monkeypatch.undo()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kalender-01.ics.part", "plan.xlsx", MANIFEST]
    forget(tmp_path)
    assert not tmp_path.exists()


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/x", "a/b", "..", "", "A\n"])
def test_a_manifest_that_is_another_s_leads_nowhere(name: str, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("kept")
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / MANIFEST).write_text(json.dumps({"files": {name: "plan"}}))
    assert forget(folder) == (0, [])
    assert (tmp_path / "outside.txt").read_text() == "kept"


@pytest.mark.parametrize("text", ["", "[]", '{"files": [1]}', "[" * 100_000])
def test_a_manifest_that_cannot_be_read_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(GeneratorError) as refused:
        forget(tmp_path)
    assert code_of(refused.value) == "not-a-manifest"


def test_without_a_manifest_nothing_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"mine")
    with pytest.raises(GeneratorError) as refused:
        forget(tmp_path)
    assert code_of(refused.value) == "nothing-to-forget"
    assert (tmp_path / "plan.xlsx").exists()
