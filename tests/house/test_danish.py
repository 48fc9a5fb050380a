"""Dates, numbers and lists read as a Danish reader expects."""

from datetime import date

import pytest

from generator.danish import enumeration, long_date, months_span, phone_uri, slugify, weekday_date


def test_a_date_is_written_with_the_month_in_letters() -> None:
    assert long_date(date(2027, 1, 21)) == "21. januar 2027"


def test_an_invitation_names_the_day_of_the_week() -> None:
    assert weekday_date(date(2027, 1, 21)) == "torsdag den 21. januar 2027"


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((1, 1), "en måned"),
        ((1, 2), "en til to måneder"),
        ((6, 9), "seks til ni måneder"),
        ((3, 3), "tre måneder"),
        ((12, 14), "tolv til 14 måneder"),
    ],
)
def test_a_span_of_months_is_written_in_letters(months: tuple[int, int], words: str) -> None:
    assert months_span(months) == words


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["mester"], "mester"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_a_list_reads_as_running_text(items: list[str], text: str) -> None:
    assert enumeration(items) == text


def test_an_anchor_spells_danish_letters_out() -> None:
    assert slugify("Første læringssamtale på skolen") == "foerste-laeringssamtale-paa-skolen"


@pytest.mark.parametrize(
    ("phone", "uri"), [("12 34 56 78", "tel:+4512345678"), ("112", "tel:112"), ("+46 70 123 45 67", "tel:+46701234567")]
)
def test_a_phone_number_can_be_called_from_abroad_too(phone: str, uri: str) -> None:
    assert phone_uri(phone) == uri
