"""Whoever asks, by `check` or by `build`, is told the same; and who has not filled in a value is told so."""

from pathlib import Path

import pytest

from generator.doors import build as building
from generator.layer.layers import Layers
from generator.profile.load import load_profile, profile_text
from generator.profile.placeholders import placeholder_warnings
from tests.support.command import DAY, EDITIONS, REPOSITORY, run_here

PROFILE = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
# One of each kind: of the profile, its people and values, a trade, own sheets, texts, logos, files of no use, news.
ADDED = """\
short_name: »Vesterhavet«
logo: logo.svg
website: https://www.example.dk/
support: [{name: Vejledningen, for: alt, phone: 12 34 56 78, checked: 2020-01-01}]
sheets: {foerste-samtale: {reword: {foerste-dag: Har du en diagnose?}}}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#fff" d="M0 0h9v9z"/></svg>'


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """A layer with something to look at of every kind."""
    layer = tmp_path / "skole"
    (layer / "trades").mkdir(parents=True)
    (layer / "school.yml").write_text(f"{PROFILE}{ADDED}", encoding="utf-8")
    (layer / "logo.svg").write_text(LOGO)
    murer = (REPOSITORY / "generator" / "trades" / "murer.yml").read_text(encoding="utf-8")
    (layer / "trades" / "murer.yml").write_text(murer, encoding="utf-8")
    (layer / "forms").mkdir()
    (layer / "forms" / "gammel.txt").write_text("gammel")
    return layer


def warned(told: str) -> list[str]:
    return [line for line in told.splitlines() if ": warning: " in line]


@pytest.mark.slow
def test_build_tells_what_check_tells(layer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = run_here("check", "skole", folder=tmp_path)
    assert checked.returncode == 0, checked.stderr
    told = warned(checked.stdout)
    for part in (
        "the guide has no address (site_url)",
        "nobody can reach the tovholder",
        "was last checked on 2020-01-01",
        "seems to ask for a CPR number, a diagnosis or medicine",
        "nobody has the number '12 34 56 78'",
        "'https://www.example.dk/' is an address of an example",
        "the quotation marks » and « will be printed",
        "skal bekræftes",
        "skole/forms/gammel.txt",
        "nobody has noted yet which shared texts",
    ):
        assert [line for line in told if part in line], part
    # Nothing of what comes after the warnings is needed.
    monkeypatch.setattr(building, "produce", lambda *_, **__: None)
    built = run_here("build", "skole", "--date", DAY, "--out", "out", folder=tmp_path)
    assert built.returncode == 0, built.stderr
    assert warned(built.stdout) == told


@pytest.mark.slow
def test_the_examples_are_made_up_and_have_nothing_to_mend(tmp_path: Path) -> None:
    for name in ("eksempel", "eksempel-maler"):
        result = run_here("check", f"schools/{name}", folder=REPOSITORY)
        assert (result.returncode, result.stdout) == (0, "Nothing to mend.\n"), name


@pytest.mark.parametrize(
    ("written", "is_nobodys"),
    [
        ("phone: 12 34 56 78", True),
        ("phone: +45 12345679", True),
        ("phone: 10 12 34 56", True),
        ("phone: 20 12 34 56", False),
        ("phone: 112", False),
        ("phone: +46 12 34 56 78", False),
        ("email: mette@example.dk", True),
        ("email: mette@skole.example.com", True),
        ("email: mette@skolen.example", True),
        ("email: mette@example-skole.dk", False),
        ("email: mette@exampleskole.dk", False),
        ("name: fornavn efternavn", True),
        ("name: Mette Efternavn", False),
    ],
)
def test_what_is_nobody_s(tmp_path: Path, written: str, *, is_nobodys: bool) -> None:
    lines = ["role: sps", "name: Bo Berg", written] if "name" not in written else ["role: sps", written]
    contact = f"  - {{role: tovholder, name: Mette Holm}}\n  - {{{', '.join(lines)}}}\n"
    (tmp_path / "school.yml").write_text(f"name: Skolen\ntrade: murer\ncontacts:\n{contact}", encoding="utf-8")
    profile = load_profile(tmp_path, ["murer"])
    told = [warning.place.line for warning in placeholder_warnings(profile, profile_text(tmp_path), Layers(tmp_path))]
    assert told == ([5] if is_nobodys else [])
