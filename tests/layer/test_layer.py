"""A name finds the layer's file before the shared one, and never a file outside of both."""

from pathlib import Path

import pytest

from generator.layer.layers import Layers
from generator.problems.problem import GeneratorError


@pytest.fixture
def layers(tmp_path: Path) -> Layers:
    for name in ("shared/docs/index.md", "shared/docs/kun-faelles.md", "skole/docs/index.md", "hemmelig.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "skole/docs/ud.md").symlink_to(tmp_path / "hemmelig.md")
    return Layers(tmp_path / "skole", tmp_path / "shared")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("docs/index.md", "skole/docs/index.md"),
        ("shared/docs/index.md", "shared/docs/index.md"),
        ("docs/kun-faelles.md", "shared/docs/kun-faelles.md"),
    ],
)
def test_the_layer_wins(layers: Layers, name: str, content: str) -> None:
    path = layers.find(name)
    assert path
    assert path.read_text() == content


@pytest.mark.parametrize("name", ["docs/andet.md", "hemmelig.md", "share/docs/index.md", ""])
def test_a_file_that_neither_has_is_not_found(layers: Layers, name: str) -> None:
    assert layers.find(name) is None


@pytest.mark.parametrize(
    "name",
    ["docs/../../hemmelig.md", "/etc/passwd", "../hemmelig.md", "shared/../hemmelig.md", "docs/ud.md"],
)
def test_a_name_that_leads_out_is_refused(layers: Layers, name: str) -> None:
    with pytest.raises(GeneratorError, match="leads out of the layer"):
        layers.find(name)


def test_nothing_in_a_folder_that_leads_out_is_found(layers: Layers, tmp_path: Path) -> None:
    (tmp_path / "andet").mkdir()
    (tmp_path / "andet" / "side.md").write_text("hemmelig")
    (layers.school / "docs" / "mappe").symlink_to(tmp_path / "andet", target_is_directory=True)
    assert layers.names("docs", "**/*.md") == ["docs/index.md", "docs/kun-faelles.md"]
    with pytest.raises(GeneratorError, match="leads out of the layer"):
        layers.find("docs/mappe/side.md")


def test_both_folders_are_listed_once(layers: Layers) -> None:
    assert layers.names("docs", "*.md") == ["docs/index.md", "docs/kun-faelles.md"]


def test_a_link_that_leads_out_is_not_listed_but_told(layers: Layers) -> None:
    (stray,) = layers.strays()
    assert stray.place.file.endswith("skole/docs/ud.md")
    assert stray.advice.found == "this is a link that leads out of the layer"
