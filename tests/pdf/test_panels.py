"""A panel whose text is too long for its room is set tighter, and no other section of the document with it."""

import pytest

from generator.documents.job import Job
from generator.pdf.panels import tightened
from generator.pdf.render import render
from generator.problems.problem import GeneratorError

# The third section is the one that fits in a smaller size only; a section in a comment is none.
DOCUMENT = """<html lang="da"><head><title>Prøve</title><style>
@page {{ size: 100mm 100mm; margin: 0 }}
section {{ font-size: 40pt }}
section[data-tight="2"] {{ font-size: {size}pt }}
</style></head><body><!-- <section data-room="0 0 1 1"> -->
<section>Hej</section><section data-panel="A" data-room="0 0 100 100">Hej</section>
<section data-panel="B" data-room="0 34 100 12">Hej med dig</section></body></html>"""


def job(size: int) -> Job:
    return Job("proeve", DOCUMENT.format(size=size), "Prøve", "2026-11-02", document="proeve")


def test_only_the_section_that_is_meant_is_set_tighter() -> None:
    parts = tightened(DOCUMENT, [0, 0, 2]).split("<section ")
    assert [part.startswith('data-tight="2"') for part in parts[-2:]] == [False, True]
    assert tightened(DOCUMENT, [0, 0, 0]) == DOCUMENT


def test_a_panel_is_set_tighter_until_its_text_fits() -> None:
    assert render(job(12)).pages == 1


def test_what_does_not_fit_in_the_smallest_size_is_told() -> None:
    with pytest.raises(GeneratorError) as raised:
        render(job(39))
    (problem,) = raised.value.problems
    assert (problem.place.file, problem.advice.code) == ("proeve", "panel-too-full")
    assert str(problem).startswith("proeve: the text of the panel »B« is ")
    assert "mm too long for its room of 100 × 12 mm. Shorten what stands there: its texts are in forms/proeve/" in str(
        problem
    )
