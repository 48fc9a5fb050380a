"""The workbook says who talks to whom when, how it was counted, and what it does not know."""

import io
from datetime import date
from typing import Any

from python_calamine import CalamineWorkbook

from generator.planning.days import SchoolDays
from generator.planning.overview import LeftOut, overview
from generator.planning.plan import plan_for, talks_held
from generator.profile.model import Profile
from generator.roster.apprentice import Apprentice, Where

PROFILE = {"name": "Skolen", "trade": "murer", "contacts": [{"role": "tovholder", "name": "Mette Holm"}]}
PEOPLE = [
    Apprentice(Where("", 2), "Ali", class_name="M1", company="=1+1", trainer="Ib", teacher="Mette",
               training_start=date(2027, 2, 1)),
    Apprentice(Where("", 3), "Bo"),
    Apprentice(Where("", 4), "Cleo", teacher="Mette", agreement_start=date(2027, 2, 1)),
]  # fmt: skip


def pages(**changes: Any) -> dict[str, list[list[Any]]]:
    profile = Profile.model_validate(PROFILE | changes)
    plan = plan_for(PEOPLE, talks_held(profile.conversations), SchoolDays(profile.closed_weeks))
    content = overview(plan, profile, {"Mette": "kalender-01.ics"}, LeftOut(2, 1))
    assert content == overview(plan, profile, {"Mette": "kalender-01.ics"}, LeftOut(2, 1))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_row_for_each_who_has_no_date_yet_first() -> None:
    headings, *rows = pages()["Plan"]
    assert headings[:6] == ["Navn", "Hold", "Virksomhed", "Oplæringsansvarlig", "Lærer", "Oplæringens start"]
    assert headings[6:9] == ["Første samtale: forslag", "Første samtale: tidligst", "Første samtale: senest"]
    assert headings[-2:] == ["Prøvetiden slutter (vejledende)", "Bemærkning"]
    assert rows[0] == ["Bo", "", "", "", "(ingen lærer i listen)", *[""] * 11, "Oplæringens start mangler i listen."]
    assert rows[1][:9] == ["Ali", "M1", "=1+1", "Ib", "Mette", "2027-02-01", "2027, uge 01", "2027-01-04", "2027-01-29"]
    assert rows[1][-2:] == ["2027-04-30", ""]
    assert (
        rows[2][-1]
        == "Regnet fra aftalens start. Oplæringen kan begynde senere, hvis aftalen begynder før eller under GF2."
    )


def test_the_load_of_each_teacher_s_weeks() -> None:
    headings, *rows = pages(closed_weeks=["1"])["Uger"]
    assert headings == ["Lærer", "Uge", "Mandag", "Samtaler", "Minutter i alt"]
    assert rows[:2] == [
        ["Mette", "2027, uge 02", "2027-01-11", "1", "45"],
        ["Mette", "2027, uge 03", "2027-01-18", "1", "45"],
    ]
    assert sum(int(row[3]) for row in rows) == 6
    assert pages()["Lærere"][1] == ["Mette", "kalender-01.ics"]


def test_what_it_was_counted_from_and_when_it_goes() -> None:
    notes = "\n".join(
        row[0] for row in pages(closed_weeks=["7", "42"], privacy={"retention": "Slettes 1. juli."})["Om planen"]
    )
    assert "lukkeuger er holdt fri: 7 og 42." in notes
    assert "Prøvetidens slutning er vejledende" in notes
    assert "Lærlinge uden dato: 1." in notes
    assert "fordi deres navn er beskyttet: 2." in notes
    assert "fordi der er fejl i dem: 1." in notes
    assert "Slettes 1. juli." in notes
    assert "Skolens profil har ingen lukkeuger." in "\n".join(row[0] for row in pages()["Om planen"])
