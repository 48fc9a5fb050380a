"""The poster for the staff room: on one page that any printer prints whole, with the talks that the school holds."""

import re
import shutil
import subprocess
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from generator.edition.load import load_edition
from generator.pdf.render import render
from generator.problems.problem import GeneratorError
from tests.support.command import DAY, EDITIONS, REPOSITORY
from tests.support.editions import Editions, is_handout
from tests.support.layers import changed_example, jobs_of
from tests.support.pdfs import MM, overlaps, read

pytestmark = pytest.mark.slow

EXAMPLE = REPOSITORY / "schools" / "eksempel"
LONG_NAMES = REPOSITORY / "tests" / "scenarios" / "long_names"
STEPS = ["Forberedelse", "Kontakt", "Første samtale", "Anden samtale", "Opfølgning"]
# What an office printer leaves white, in mm.
UNPRINTED = 5
SCALE = 3


@pytest.fixture(scope="module", params=["example", "long names", "everything off", "minimal"])
def poster(request: pytest.FixtureRequest, editions: Editions) -> Path:
    """The poster of each of four schools."""
    return poster_of(request.param, editions)


def poster_of(school: str, editions: Editions) -> Path:
    if school == "long names":
        root = editions(LONG_NAMES, is_handout)
    else:
        layers = {"example": EXAMPLE, "everything off": EDITIONS / "alt-fra", "minimal": EDITIONS / "minimal"}
        root = editions(layers[school])
    return root / "pdf" / "plakat.pdf"


@cache
def picture(path: Path) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        return document[0].render(scale=SCALE, grayscale=True).to_pil()


def headings(path: Path) -> list[str]:
    return [block.text for block in read(path).blocks if block.tag == "H2"]


def test_nothing_stands_where_a_printer_prints_nothing(poster: Path) -> None:
    drawn = ImageChops.invert(picture(poster))
    left, top, right, bottom = drawn.getbbox() or (0, 0, 0, 0)
    edge = UNPRINTED * MM * SCALE
    assert edge <= left
    assert edge <= top
    assert right <= drawn.width - edge
    assert bottom <= drawn.height - edge


def test_nothing_stands_on_top_of_anything(poster: Path) -> None:
    (page,) = read(poster).pages
    assert overlaps(page) == []


def test_it_has_the_five_steps_with_their_numbers(poster: Path) -> None:
    """Read aloud, the number comes before its step."""
    texts = [block.text for block in read(poster).blocks]
    numbered = [(text, after) for text, after in pairwise(texts) if text.isdigit()]
    assert numbered == [(str(number), step) for number, step in enumerate(STEPS, 1)]


def test_it_shows_the_talks_that_are_held_and_no_others(edition: Path, editions: Editions) -> None:
    every = headings(edition / "pdf" / "plakat.pdf")
    assert every == [STEPS[0], "Samtale i praktikugen", *STEPS[1:4], "Tredje samtale", STEPS[4]]
    assert headings(poster_of("everything off", editions)) == STEPS


def test_after_each_talk_it_says_to_follow_up(edition: Path) -> None:
    texts = [block.text for block in read(edition / "pdf" / "plakat.pdf").blocks]
    assert texts.count("Følg op 5") == 4


def test_it_can_be_read_from_two_metres_when_it_is_as_large_as_a3(poster: Path) -> None:
    """Letters of steps and talks: 14 pt, which are 20 pt on A3; those at the foot may be smaller."""
    (page,) = read(poster).pages
    heights = [
        glyph.box.top - glyph.box.bottom for glyph in page.glyphs if glyph.char.isalpha() and glyph.baseline > 45 * MM
    ]
    # A line of the face is 1.3 times its size.
    assert min(heights) >= 13 * 1.25


def test_it_says_whom_to_ask(edition: Path) -> None:
    text = read(edition / "pdf" / "plakat.pdf").text
    assert "Spørg Mette Holm" in text
    assert "12 34 56 78" in text


@pytest.mark.parametrize(("school", "layer"), [("example", EXAMPLE), ("long names", LONG_NAMES)])
def test_its_code_leads_to_the_site(school: str, layer: Path, tmp_path: Path, editions: Editions) -> None:
    if shutil.which("zbarimg") is None:
        raise RuntimeError("zbarimg is missing. Install it: apt-get install zbar-tools")
    picture(poster_of(school, editions)).save(tmp_path / "plakat.png")
    command = ["zbarimg", "--quiet", "--raw", tmp_path / "plakat.png"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == load_edition(layer, date.fromisoformat(DAY)).profile.site_url


def test_without_an_address_there_is_no_code(editions: Editions) -> None:
    text = read(poster_of("minimal", editions)).text
    assert "Guide og ark" not in text


def reworded(folder: Path, text: str) -> Path:
    """Return the poster of the example school with other words for its second step."""
    words = (REPOSITORY / "forms" / "plakat" / "text.yml").read_text(encoding="utf-8")
    line = "Ring til virksomheden, og find en tid."
    assert line in words
    (folder / "forms" / "plakat").mkdir(parents=True)
    (folder / "forms" / "plakat" / "text.yml").write_text(words.replace(line, text), encoding="utf-8")
    edition = changed_example(folder, DAY)
    path = folder / "plakat.pdf"
    path.write_bytes(render(jobs_of(edition, ["plakat"])["plakat"]).pdf)
    return path


def test_a_line_that_is_a_little_too_long_is_set_smaller(tmp_path: Path) -> None:
    text = "Ring til virksomheden, og find en tid, hvor både mester og lærling kan være med."
    path = reworded(tmp_path, text)
    (page,) = read(path).pages
    assert text in read(path).text
    assert overlaps(page) == []


def test_a_text_that_would_run_into_the_next_step_is_told(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError) as told:
        reworded(tmp_path, "Ring til virksomheden, og find en tid, der passer alle. " * 4)
    (problem,) = told.value.problems
    assert re.fullmatch(
        r"the text of the panel »Kontakt« is \d+\.\d mm too long for its room of 194 × 25 mm", problem.advice.found
    )
    assert problem.place.file == "plakat"
