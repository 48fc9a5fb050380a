"""A text that is hard to read is told by `check`, by the index that Danish teachers know."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.checks.lix import lix, running_text
from generator.doors.checking import check_layer
from generator.shared import SHARED
from tests.support.command import EDITIONS

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 2)
HARD = (
    "Uddannelsesinstitutionernes kvalitetssikringsforanstaltninger implementeres tværinstitutionelt under "
    "hensyntagen til gældende bekendtgørelser vedrørende fastholdelsesindsatser. "
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        # Four words, one sentence, none of them long.
        ("Du må gerne spørge.", 4),
        # Eight words in two sentences; »spørgsmålene« and »frivillige« are long, »lærlingen« everybody knows.
        ("Lærlingen svarer kun, hvis. Spørgsmålene er helt frivillige.", 8 / 2 + 100 * 2 / 8),
        # A number is no word, and a full stop inside one ends nothing.
        ("Vi ses kl. 17.30 i hallen.", 5 / 2),
    ],
)
def test_the_index_is_counted_as_it_is_defined(text: str, expected: float) -> None:
    assert lix(text) == pytest.approx(expected)


def test_headings_and_lists_are_no_running_text() -> None:
    html = "<h2>Overskrift her.</h2><p>En sætning.</p><ul><li>Et punkt.</li></ul><p>Uden punktum</p>"
    assert running_text(html) == "En sætning."


def test_check_tells_a_page_that_is_hard_to_read(tmp_path: Path) -> None:
    layer = Path(shutil.copytree(EDITIONS / "minimal", tmp_path / "layer"))
    assert [told for told in check_layer(layer, DAY) if "LIX" in told.advice.found] == []
    page = layer / "docs" / "laerlinge" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"---\ntitle: Til dig\ndescription: Til dig.\n---\n# Til dig\n\n{HARD * 12}\n", encoding="utf-8")
    told = [str(told) for told in check_layer(layer, DAY) if "LIX" in told.advice.found]
    assert len(told) == 1
    assert told[0].startswith("docs/laerlinge/index.md: warning: this is hard to read: LIX ")
    assert "Aim at LIX 30 or lower" in told[0]


def test_check_tells_a_handout_that_is_hard_to_read(tmp_path: Path) -> None:
    layer = Path(shutil.copytree(EDITIONS / "minimal", tmp_path / "layer"))
    texts = (SHARED / "forms" / "pjece-laerling" / "text.yml").read_text(encoding="utf-8")
    easy = "Går det stadig godt?"
    assert easy in texts
    file = layer / "forms" / "pjece-laerling" / "text.yml"
    file.parent.mkdir(parents=True)
    file.write_text(texts.replace(easy, HARD * 10), encoding="utf-8")
    told = [str(told) for told in check_layer(layer, DAY) if "LIX" in told.advice.found]
    assert len(told) == 1
    assert told[0].startswith("forms/pjece-laerling/text.yml: warning: this is hard to read: LIX ")
    assert "Aim at LIX 30 or lower" in told[0]
