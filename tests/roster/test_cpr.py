"""A CPR number is known in every way in which it is written, and other numbers are not taken for one."""

import pytest

from generator.roster.cpr import holds_cpr
from generator.roster.table import Cell

CPR: list[Cell] = [
    *("010203-1234", "0102031234", "010203 1234", "010203 - 1234", "010203–1234", "010203\u00a01234"),
    *("01.02.03-1234", "01-02-03-1234", "010203/1234", "Ali 010203-1234, ring først", "CPR:0102031234."),
    # Without the 0 that a spreadsheet takes off; as a number, or as the text that it became.
    *(102031234, 102031234.0, "102031234", "102031234.0", 3112991234, 3112991234.0),
    # For those who wait for one: 60 added to the day, or letters behind it.
    *("610203-1234", "9112031234", "010203-AB12", "0102031UK9", "010203-uk01"),
    # The check digit holds no longer, and the 29th may be one of a leap year.
    *("290200-0000", "2902010001"),
    # In other digits, and with a sign inside that nobody sees.
    *("０１０２０３-１２３４", "0102\u00ad031234", "0102\u200b03-1234"),
    "0102031234@skolen.dk",
]
OTHERS: list[Cell] = [
    *("", "Ali Hansen", "12345678", 12345678.0, "12 34 56 78", "+45 12345678", "+4512345678", "004512345678"),
    # No day, or more digits than ten.
    *("321203-1234", "010003-1234", "311103-1234", "5790001330552", "00010203-1234", "010203-12345", 46244, 46244.0),
    *("01-02-2027", "01-02-2027 12:34", "2027-02-01", "010227 hold", "010227-hold", True, 0.5),
]


@pytest.mark.parametrize("cell", CPR, ids=str)
def test_this_is_one(cell: Cell) -> None:
    assert holds_cpr(cell)


@pytest.mark.parametrize("cell", OTHERS, ids=str)
def test_this_is_none(cell: Cell) -> None:
    assert not holds_cpr(cell)


@pytest.mark.parametrize(
    ("cell", "is_one"), [("1003031234", False), (1003031234.0, False), ("100303-1234", True), ("0203031234", True)]
)
def test_the_number_of_a_company_s_place_is_none_in_its_own_column(cell: Cell, *, is_one: bool) -> None:
    assert holds_cpr(cell, of_company=True) is is_one
    assert holds_cpr(cell)
