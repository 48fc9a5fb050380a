"""What a layer's own sheet asks and should not is told with its place; the edition is made all the same."""

from pathlib import Path

from generator.layer.layers import Layers
from generator.sheets.problems import sheet_warnings

SHEET = """\
title: Vores ark
version: 1
purpose: Til os selv.
order: 99
kind: plan
notice: Skriv ikke CPR-nummer eller diagnoser.
head:
  - {id: nummer, text: CPR-nummer, answer: short}
sections:
  - id: hvad
    title: Hvad
    questions:
      - {id: hjaelp, text: Hvilken hjælp har du brug for?, hint: Skriv ikke en diagnose., answer: text}
      - {id: kryds, text: Hvad har du?, answer: any-of, options: [Briller, En diagnose]}
      - id: hvem
        text: Hvem er I?
        answer: table
        columns: [{id: navn, title: Navn, width: 40}, {id: nr, title: Personnummer, width: 40}]
"""


def test_an_own_sheet_that_asks_for_what_no_sheet_may_is_told(tmp_path: Path) -> None:
    """Questions, options and columns are looked at, with a place each; a warning not to write it down is none."""
    file = tmp_path / "forms" / "vores-ark" / "sheet.yml"
    file.parent.mkdir(parents=True)
    file.write_text(SHEET, encoding="utf-8")
    seems = "seems to ask for a CPR number, a diagnosis or medicine. No sheet may; ask what help is needed instead."
    assert [str(problem).removeprefix(f"{file}:") for problem in sheet_warnings(Layers(tmp_path))] == [
        f"8:24: warning: head[1]: 'nummer' {seems}",
        f"14:27: warning: sections[1].questions[2]: 'kryds' {seems}",
        f"16:15: warning: sections[1].questions[3]: 'hvem' {seems}",
    ]
