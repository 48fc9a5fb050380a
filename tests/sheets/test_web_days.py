"""Days on a web sheet: a whole, real one is put into one form; of anything else no day is made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import Visit
from tests.support.sheets import sheet_of
from tests.support.web_sheets import HOW, opened

NO_SUCH_DAY = "Den dato findes ikke i kalenderen. Skriv fx 24-12-2026."
NO_YEAR = "Skriv også hele året, fx 24-12-2026."
NO_MONTH = "Den måned findes ikke. Skriv måneden med tal, fx 24-12-2026."
ONE_DAY = "Skriv kun én dag, fx 24-12-2026."
STRANGE_YEAR = "Se efter, om året er rigtigt. Skriv fx 24-12-2026."
NO_DAY = "Det er ikke en hel dato. Det bliver stående, som det er skrevet."
WHOLE = {
    "24-12-2026": "24-12-2026",
    "1/2 2027": "01-02-2027",
    "24.12.2026": "24-12-2026",
    "24-12 2026": "24-12-2026",
    " 24/12 2026 ": "24-12-2026",
    "1 – 3 – 2027": "01-03-2027",
    "24122026": "24-12-2026",
    "2027-03-01": "01-03-2027",
    "1. marts 2027": "01-03-2027",
    "Den 1. Marts 2027": "01-03-2027",
    "d. 3 sept 2027": "03-09-2027",
    "24. dec. 2026": "24-12-2026",
    "29-02-2028": "29-02-2028",
}
LEFT = {
    "24-12": NO_YEAR,
    "24. december": NO_YEAR,
    "24.12.27": NO_YEAR,
    "3/4-27": NO_YEAR,
    "2027": NO_DAY,
    "1227": NO_DAY,
    "241226": NO_YEAR,
    "3–4 2027": ONE_DAY,
    "3-4. marts 2027": ONE_DAY,
    "3. - 4. marts": ONE_DAY,
    "33. oktobr 2027": NO_MONTH,
    "24-12-1827": STRANGE_YEAR,
    "2527-01-21": STRANGE_YEAR,
    "12-2026": NO_DAY,
    "i uge 7": NO_DAY,
    "24-12-2026 kl. 10": NO_DAY,
    "24-12-0026": NO_DAY,
    "24-12-20266": NO_DAY,
    "２４-１２-２０２６": NO_DAY,
    "31-02-2027": NO_SUCH_DAY,
    "31. februar 2027": NO_SUCH_DAY,
    "29/2 2027": NO_SUCH_DAY,
    "00-12-2026": NO_SUCH_DAY,
    "12/24/2026": NO_SUCH_DAY,
    "1. martsmåned 2027": NO_MONTH,
    "2027-13-01": NO_SUCH_DAY,
    "20261224": NO_DAY,
}


# What fields of a day hold, and the word beside each, after a text has been written there and left.
AFTER_TYPING = """(fields, texts) => fields.flatMap(field => texts.map(text => {
  field.value = text
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }))
  return [field.value, document.getElementById(field.getAttribute("aria-describedby").split(" ").pop()).innerText]
}))"""


def after_typing(left_open: Visit, texts: list[str]) -> dict[str, tuple[str, str]]:
    """What the field of a day holds, and the word beside it, after each text has been typed and left."""
    field = left_open.page.get_by_role("textbox", name=f"Dato {HOW}", exact=True)
    found = field.evaluate_all(AFTER_TYPING, texts)
    return {text: (held, word) for text, (held, word) in zip(texts, found, strict=True)}


def test_a_whole_day_is_kept_in_one_form_however_it_was_typed(left_open: Visit) -> None:
    assert after_typing(left_open, list(WHOLE)) == {typed: (kept, "") for typed, kept in WHOLE.items()}


def test_what_is_no_whole_real_day_stays_as_typed_with_a_word_beside_it(left_open: Visit) -> None:
    assert after_typing(left_open, list(LEFT)) == {typed: (typed, word) for typed, word in LEFT.items()}


@pytest.mark.parametrize("key", ["anden-samtale", "opfoelgning", "aftaleark", "samtykke"])
def test_every_field_of_a_day_says_so_wherever_it_stands(key: str, edition: Path, browser: Browser) -> None:
    """In a table, beside a signature, in an agreement and alone."""
    page = opened(browser, edition, sheet_of(key)).page
    days = page.locator("#ark [data-day]")
    found = days.evaluate_all(AFTER_TYPING, ["2027"])
    assert found
    assert found == [["2027", NO_DAY]] * len(found)
    for number in range(len(found)):
        expect(days.nth(number)).to_have_accessible_description(NO_DAY)
    expect(page.get_by_text(NO_DAY)).to_have_count(len(found))


def test_a_word_about_a_day_goes_when_it_is_put_right(left_open: Visit) -> None:
    field = left_open.page.get_by_role("textbox", name=f"Dato {HOW}", exact=True)
    field.fill("31-02-2027")
    field.blur()
    expect(left_open.page.get_by_text(NO_SUCH_DAY)).to_be_visible()
    field.fill("28-02-2027")
    expect(left_open.page.get_by_text(NO_SUCH_DAY)).to_have_count(0)
