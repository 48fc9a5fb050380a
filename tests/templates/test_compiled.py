"""Shared templates are compiled once, not once for every run; what a layer holds is never kept as code."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from generator.rendering import render_edition
from generator.templates import compiled
from generator.templates.compiled import kept_code
from tests.support.command import DAY, EDITIONS

USE = (True, "finalize", "docs/a.md")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for the code, still to be made; and a Python that keeps its own."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


def code_of(text: str, times: list[str]) -> object:
    """Return what the code kept for `text` comes to; each time that it is compiled is noted."""

    def compile_it() -> object:
        times.append(text)
        return compile(text, "docs/a.md", "eval")

    return eval(kept_code(text, USE, compile_it))  # type: ignore[arg-type]


def test_code_is_kept_until_the_text_is_another() -> None:
    times: list[str] = []
    assert [code_of(text, times) for text in ("1 + 1", "1 + 1", "2 + 2", "2 + 2", "1 + 1")] == [2, 2, 4, 4, 2]
    assert times == ["1 + 1", "2 + 2", "1 + 1"]


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 64, None])
def test_damaged_code_is_made_anew(folder: Path, damage: bytes | None) -> None:
    times: list[str] = []
    code_of("1 + 1", times)
    (path,) = folder.iterdir()
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]) if damage is None else damage)
    assert code_of("1 + 1", times) == code_of("1 + 1", times) == 2
    assert times == ["1 + 1"] * 2


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path) -> None:
    folder.parent.joinpath("kept").write_text("a file")
    times: list[str] = []
    assert [code_of("1 + 1", times), code_of("1 + 1", times)] == [2, 2]
    assert len(times) == 2


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """A layer with a page and a sheet of its own, in both of which stands a word that no other text has."""
    layer = tmp_path / "skole"
    profile = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    page = "# Egen\n\nEt ord, som ingen andre har: fjordforlis.\n"
    question = '{id: egen-sag, text: "{{ school.name }}: fjordforlis?", answer: text}'
    section = f"{{id: egen-del, title: Egen del, questions: [{question}]}}"
    sheet = f"title: Egen\nversion: 1\npurpose: Egen sag.\norder: 99\nkind: checklist\nsections: [{section}]\n"
    files = {"school.yml": profile, "docs/egen.md": page, "forms/egen/sheet.yml": sheet}
    for name, text in files.items():
        (layer / name).parent.mkdir(parents=True, exist_ok=True)
        (layer / name).write_text(text, encoding="utf-8")
    return layer


@pytest.mark.slow
def test_only_what_is_of_a_layer_is_compiled_again(layer: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.templates.sandbox._COMPILED", {})
    render_edition(layer, date.fromisoformat(DAY))
    kept = [path.read_bytes() for path in folder.iterdir()]
    assert len(kept) > 20
    assert not [code for code in kept if b"fjordforlis" in code or b"egen_del" in code]

    parse = Environment._parse
    again: list[str] = []

    def note(environment: Environment, source: str, name: str | None, filename: str | None) -> Any:
        again.append(source)
        return parse(environment, source, name, filename)

    monkeypatch.setattr("generator.templates.sandbox._COMPILED", {})
    monkeypatch.setattr(Environment, "_parse", note)
    render_edition(layer, date.fromisoformat(DAY))
    assert again
    assert not [text for text in again if "fjordforlis" not in text and "egen_del" not in text]
