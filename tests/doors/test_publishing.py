"""Nothing is published in the place of something else: of another school's edition, of files that are none."""

import shutil
from pathlib import Path

import pytest

from tests.support.command import EDITIONS, contents, run_here
from tests.support.published import write_edition


def write_layer(folder: Path, adds: str = "") -> None:
    minimal = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    folder.mkdir()
    (folder / "school.yml").write_text(minimal + adds, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(("adds", "place"), [("", "2:7"), ("slug: vesterhavets-erhvervsskole\n", "5:7")])
def test_two_layers_are_not_built_in_one_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, adds: str, place: str
) -> None:
    """A profile is copied for another trade, and nobody thinks of the slug; the first edition stays."""
    produced = []
    monkeypatch.setattr(
        "generator.doors.build.produce", lambda filled, *_: produced.append(filled.edition.layers.school.name)
    )
    for name in ("murer", "toemrer"):
        write_layer(tmp_path / name, adds)
    result = run_here("build", "murer", "toemrer", folder=tmp_path)
    assert result.returncode == 1
    assert produced == ["murer"]
    assert result.stderr.startswith(
        f"toemrer/school.yml:{place}: 'vesterhavets-erhvervsskole' is where the edition of murer goes. "
        "Write a slug of its own, such as slug: vesterhavets-erhvervsskole-2.\n"
    )


@pytest.mark.slow
def test_nor_in_two_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first edition says whose it is; the school itself may move its folder."""
    monkeypatch.setattr("generator.doors.build.produce", lambda filled, folder, *_: write_edition(folder, "first"))
    write_layer(tmp_path / "murer")
    (tmp_path / "toemrer").mkdir()
    profile = (tmp_path / "murer" / "school.yml").read_text(encoding="utf-8")
    (tmp_path / "toemrer" / "school.yml").write_text(profile.replace("murer", "toemrer"), encoding="utf-8")
    assert run_here("build", "murer", "--out", "ud", folder=tmp_path).returncode == 0
    before = contents(tmp_path / "ud")
    result = run_here("build", "toemrer", "--out", "ud", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith(
        "ud/vesterhavets-erhvervsskole: here stands the edition of Vesterhavets Erhvervsskole, murer, "
        "and that of Vesterhavets Erhvervsskole, toemrer would take its place. Write a slug of its own"
    )
    assert contents(tmp_path / "ud") == before
    shutil.move(tmp_path / "murer", tmp_path / "flyttet")
    assert run_here("build", "flyttet", "--out", "ud", folder=tmp_path).returncode == 0


@pytest.mark.slow
def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A layer may lead a build to where its slug names a folder that somebody needs."""
    write_layer(tmp_path / "lag", "slug: arbejde\n")
    (tmp_path / "arbejde").mkdir()
    (tmp_path / "arbejde" / "noter.txt").write_text("mine")
    result = run_here("build", "lag", "--out", ".", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr == (
        "arbejde: here stands something else than an edition, and an edition would take its place. "
        "Move it away, or build elsewhere with --out. Only these may lie here before an edition: "
        ".git, .gitattributes, .github, .gitignore, .nojekyll, CNAME, LICENSE, README, README.md.\n"
        "1 problem; nothing was changed.\n"
    )
    assert contents(tmp_path / "arbejde") == {"noter.txt": b"mine"}


@pytest.mark.usefixtures("rendered_already")
@pytest.mark.parametrize("folder", ["docs", "forms/ud", "trades"])
def test_an_edition_is_not_built_among_its_own_sources(tmp_path: Path, folder: str) -> None:
    """Its pages would be published with the next one."""
    write_layer(tmp_path / "lag")
    result = run_here("build", "lag", "--out", f"lag/{folder}", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith(
        f"lag/{folder}/vesterhavets-erhvervsskole: an edition that is built here lies among"
    )
    assert list(contents(tmp_path / "lag")) == ["school.yml"]


LINKS = {
    "the folder of editions": ("build", ".."),
    "a folder above it": ("ud", "../andet"),
    "the edition itself": ("build/vesterhavets-erhvervsskole", "../../andet"),
    "where a link of the user's leads": ("build", ".."),
}


@pytest.mark.slow
@pytest.mark.usefixtures("rendered_already")
@pytest.mark.parametrize("what", LINKS)
def test_nothing_is_written_to_where_a_link_of_the_layer_leads(what: str, tmp_path: Path) -> None:
    """It may have come with the layer, called like the folder that a build writes into."""
    name, leads_to = LINKS[what]
    write_layer(tmp_path / "lag")
    (tmp_path / "andet").mkdir()
    (tmp_path / "mit").symlink_to("lag/build")
    (tmp_path / "lag" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "lag" / name).symlink_to(leads_to)
    out = {"a folder above it": "ud/dybt/nede", "where a link of the user's leads": "../mit"}.get(what, "build")
    before = sorted(tmp_path.rglob("*"))
    result = run_here("build", ".", "--out", out, folder=tmp_path / "lag")
    assert result.returncode == 1
    assert result.stderr.endswith(
        f"{name}: this link lies in a layer, and may have come with it; nothing is written to where it leads. "
        "Take it away, or name another folder with --out.\n"
        "1 problem; nothing was changed.\n"
    )
    assert sorted(tmp_path.rglob("*")) == before
