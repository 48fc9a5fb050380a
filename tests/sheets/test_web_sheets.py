"""Each sheet on the web: filled in on a phone, printed, saved as one file and opened again; nothing is kept or sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import lxml.html
import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from generator.sheets.answers import ANSWERS
from generator.sheets.model import Sheet
from generator.sheets.web_file import WebSheet, web_sheet
from tests.support.browser import OF_COLOURS, Finding, Scheme, Visit, report, serving, window
from tests.support.examples import examples_of
from tests.support.sheets import SHEETS, path_of, sheet_of
from tests.support.web_sheets import (
    DAY,
    FIELDS,
    HARD,
    NO_PICKER,
    OUT_OF_REACH,
    PUT,
    VALUES,
    fill_in,
    misheard,
    opened,
    page_of,
    printed,
    reopened,
    save,
    save_at_once,
    squeezed,
    ticks_of,
    without_scripts,
    words,
)

SMALL = """() => [...document.querySelectorAll("#ark :is(input, textarea, button, .choice)")]
  .filter(target => !target.closest("[hidden]"))
  .map(target => [target.className, target.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""


@pytest.fixture(scope="module", params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return sheet_of(request.param)


@pytest.fixture(scope="module")
def visit(edition: Path, started: Browser, sheet: Sheet) -> Iterator[Visit]:
    """The page of one sheet after the other, as whoever opened it has left it."""
    visit = opened(started, edition, sheet)
    yield visit
    visit.page.context.close()


SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
FURTHER_ROWS = ".answers tbody tr:nth-child(n + 3)"
# Together they have every kind of answer.
WITH_ALL_KINDS = ["anden-samtale", "samtykke", "opfoelgning"]


def looked_at(saved: Visit, sheet: Sheet) -> list[Finding]:
    """What is wrong with a saved sheet for those who see or hear it in another way than most.

    Each sheet's page is looked at with all other pages of the site, where it is the same one in the dark but for its
    colours. The saved file has the same fields in another frame; those sheets that together have every kind of answer
    stand for all, and the first rows of a table for those that follow.
    """
    found = saved.findings()
    saved.page.locator(FURTHER_ROWS).evaluate_all("rows => rows.forEach(row => row.remove())")
    for width, scheme in product((360, 1280), SCHEMES) if sheet.id in WITH_ALL_KINDS else ():
        rules = OF_COLOURS if scheme == "dark" else ()
        saved.page.set_viewport_size({"width": width, "height": 800})
        saved.page.emulate_media(color_scheme=scheme)
        found += [*saved.findings(), *saved.axe(rules)]
        saved.page.get_by_role("button", name="Gem på enheden").click()
        found += saved.axe(rules)
        saved.page.keyboard.press("Escape")
    return found


def test_a_sheet_is_filled_in_printed_saved_and_opened_again(
    edition: Path, browser: Browser, visit: Visit, sheet: Sheet, tmp_path: Path
) -> None:
    """On a phone without a network: every answer is on the paper, in the file, and there again for the next change."""
    assert visit.page.evaluate(SMALL) == []
    assert visit.page.locator(FIELDS).evaluate_all(OUT_OF_REACH) == []
    assert misheard(visit.page, sheet) == []
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    given = fill_in(visit.page, sheet, by_hand=sheet.id in WITH_ALL_KINDS)
    assert missing(given, printed(visit.page)) == []

    # The buttons and what they ask are the same on each sheet.
    first = (save if sheet.id in WITH_ALL_KINDS else save_at_once)(visit.page, tmp_path, "2")
    assert re.fullmatch(rf"{sheet.id}-\d{{4}}-\d\d-\d\d-2\.html", first.name)
    assert web_sheet(first.read_bytes()) == WebSheet(sheet.id, sheet.version_label, given)
    # Letters from other alphabets bring a face of their own, which lies beside the page.
    own = ("blob:", f"{(edition / 'assets' / 'fonts').resolve().as_uri()}/")
    assert [url for url in asked if not url.startswith(own)] == []
    found = visit.findings()

    preview = without_scripts(browser, first)
    assert missing(given, squeezed(preview.locator("main").inner_text())) == []
    assert missing(given, printed(preview)) == []
    assert ticks_of(preview) == {name: True for name, value in given.items() if value is True}
    assert preview.evaluate("document.scrollingElement.scrollWidth") == 320

    again = reopened(browser, first)
    filled = again.page.evaluate(VALUES)
    assert {name: value for name, value in filled.items() if value} == given
    assert save_at_once(again.page, tmp_path / "again").read_bytes() == first.read_bytes()
    changed = next(name for name, value in given.items() if isinstance(value, str) and value != DAY)
    again.page.locator(f"[name='{changed}']").fill("Ændret")
    second = save_at_once(again.page, tmp_path / "changed")
    assert web_sheet(second.read_bytes()).fields == {**given, changed: "Ændret"}
    found += looked_at(again, sheet)
    assert not found, report(found)


def test_every_example_is_saved_and_printed_as_it_is(visit: Visit, sheet: Sheet, tmp_path: Path) -> None:
    """Empty, filled in, with the longest texts, with letters from other alphabets; read back as it was answered."""
    for number, example in enumerate(examples_of(sheet.id)):
        given = example.fields(sheet)
        visit.page.evaluate(PUT, given)
        fields = web_sheet(save_at_once(visit.page, tmp_path / str(number)).read_bytes()).fields
        assert fields == given
        read = {question.id: ANSWERS[question.answer].read(question, fields) for question in sheet.questions()}
        assert {key: value for key, value in read.items() if value is not None} == example.answers
    assert missing(given, printed(visit.page)) == []


def missing(given: dict[str, str | bool], shown: str) -> list[str]:
    """Which of the texts that were typed are not shown."""
    return [text for text in given.values() if isinstance(text, str) and squeezed(text) not in shown]


def test_the_page_asks_what_the_sheet_asks_in_its_order(edition: Path, sheet: Sheet) -> None:
    """Same questions, same names, same order as in the PDF; before the first stands whose notes these are."""
    page = lxml.html.parse(edition / page_of(sheet)).getroot()
    questions = list(sheet.questions())
    assert [text.text_content() for text in page.find_class("text")] == [question.text for question in questions]
    fields = list(page.get_element_by_id("ark").iter("input", "textarea"))
    names = [f"{f.get('name')}_{f.get('value')}" if f.get("type") == "radio" else f.get("name") for f in fields]
    assert names == [name for question in questions for name in ANSWERS[question.answer].fields(question)]
    with pikepdf.open(path_of(edition, sheet)) as pdf:
        assert sorted(names) == sorted(field.fully_qualified_name for field in pdf.acroform.fields)
    text = squeezed(page.text_content())
    first = next(question for question in questions if question.number)
    assert squeezed(sheet.notice) in text.split(squeezed(f"1 {first.text}"))[0]
    assert squeezed(sheet.closing.law if sheet.closing else "") in text


def test_a_card_leads_to_the_page_of_its_sheet(edition: Path) -> None:
    page = lxml.html.parse(edition / "samtaleark" / "index.html").getroot()
    pages = {f"../{page_of(sheet_of(key))}" for key in SHEETS}
    links = [link for link in page.iter("a") if link.get("href") in pages]
    assert sorted(link.get("href") for link in links) == sorted(pages)
    assert len({" ".join(link.text_content().split()) for link in links}) == len(SHEETS)


def test_the_search_knows_the_pages_of_the_sheets(edition: Path) -> None:
    index = json.loads((edition / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert {page_of(sheet_of(key)) for key in SHEETS} <= found


def test_the_search_shows_what_a_sheet_asks_and_not_its_fields(edition: Path) -> None:
    index = json.loads((edition / "search" / "search_index.json").read_text(encoding="utf-8"))
    entries = [entry for entry in index["docs"] if entry["location"].startswith("samtaleark/")]
    told = "\n".join(entry["text"] for entry in entries)
    assert "Aftal for hver bekymring, hvem der reagerer" in told
    of_fields = ("Hvem reagerer?", "Sæt ét kryds")
    of_saving = ("Siden sender ingenting", "JavaScript", "Det her er et gemt ark", "Nummer eller initialer", "Ryd")
    assert [part for part in (*of_fields, *of_saving) if part in told] == []
    assert [entry["title"] for entry in entries if "Gem arket" in entry["title"] or "Kan du se" in entry["title"]] == []


@pytest.mark.parametrize(("sure", "left"), [(True, ""), (False, "Alt")], ids=["sure", "not sure"])
def test_clearing_asks_first(phone: Visit, sure: bool, left: str) -> None:  # noqa: FBT001
    words(phone.page).fill("Alt")
    phone.page.get_by_role("radio", name="Nej").first.check()
    phone.page.once("dialog", lambda dialog: dialog.accept() if sure else dialog.dismiss())
    phone.page.get_by_role("button", name="Ryd").click()
    expect(words(phone.page)).to_have_value(left)
    assert phone.page.get_by_role("radio", checked=True).count() == (0 if sure else 1)


def test_what_the_profile_says_is_there_from_the_start_and_after_clearing(phone: Visit, tmp_path: Path) -> None:
    field = phone.page.get_by_role("group", name="Hvem kan du kontakte på skolen?").get_by_label("Navn")
    expect(field).to_have_value("Mette Holm")
    field.fill("")
    again = reopened(phone.page.context.browser, save(phone.page, tmp_path))
    taken_out = again.page.get_by_role("group", name="Hvem kan du kontakte på skolen?").get_by_label("Navn")
    expect(taken_out).to_have_value("")
    again.page.once("dialog", lambda dialog: dialog.accept())
    again.page.get_by_role("button", name="Ryd").click()
    expect(taken_out).to_have_value("Mette Holm")
    again.page.context.close()


def test_a_choice_can_be_undone(left_open: Visit) -> None:
    group = left_open.page.get_by_role("group", name="Har du fået støtte før, fx SPS?")
    undo = group.get_by_role("button", name="Fjern svaret")
    expect(undo).to_be_hidden()
    group.get_by_role("radio", name="Ja").check()
    undo.click()
    expect(group.get_by_role("radio", checked=True)).to_have_count(0)
    expect(undo).to_be_hidden()
    expect(group.get_by_role("radio", name="Ja")).to_be_focused()


def test_a_field_grows_with_what_is_written_and_is_printed_whole_over_several_pages(left_open: Visit) -> None:
    story = " ".join(f"ord{number}" for number in range(1200))
    words(left_open.page).fill(story)
    assert (
        left_open.page.evaluate(
            "field => field.scrollHeight - field.clientHeight", words(left_open.page).element_handle()
        )
        <= 1
    )
    assert squeezed(story) in printed(left_open.page)


def test_a_sheet_of_one_line_keeps_no_line_breaks(left_open: Visit) -> None:
    """Its field in the PDF could not hold them."""
    field = left_open.page.get_by_role("textbox", name="Lærling", exact=True)
    field.fill("Łukasz\nŻółć")
    expect(field).to_have_value("Łukasz Żółć")


def test_a_tick_and_the_tables_of_a_wide_screen_are_labelled_row_by_row(edition: Path, browser: Browser) -> None:
    visit = Visit(browser, edition.resolve().as_uri() + "/", 1280, "light")
    visit.open(page_of(sheet_of("opfoelgning")))
    visit.page.get_by_label("række 3: Fravær", exact=True).check()
    assert visit.page.evaluate(VALUES)["laerlinge_3_fravaer"] is True
    expect(visit.page.get_by_role("columnheader", name="Fravær")).to_be_visible()
    visit.page.context.close()


def test_nothing_moves_when_the_script_begins(edition: Path, browser: Browser) -> None:
    """What the page says with a script and without has one room; who has begun to read loses no line."""
    tops = []
    for runs in (True, False):
        page = window(browser, viewport={"width": 360, "height": 740}, java_script_enabled=runs)
        page.goto((edition / "samtaleark" / "foer-samtalen" / "index.html").resolve().as_uri())
        expect(page.locator(".with-script .open")).to_be_visible(visible=runs)
        tops.append(page.locator(".plain-questions").first.bounding_box())
    assert tops[0] == tops[1]


def test_the_page_works_from_a_server_too_and_keeps_nothing_there(
    edition: Path, browser: Browser, tmp_path: Path
) -> None:
    sheet = sheet_of("foer-samtalen")
    with serving(edition) as root:
        visit = Visit(browser, root, 360, "light")
        visit.page.add_init_script(NO_PICKER)
        visit.open(page_of(sheet))
        visit.page.context.set_offline(True)
        visit.page.get_by_role("textbox", name="Dit navn").fill(HARD)
        saved = web_sheet(save(visit.page, tmp_path).read_bytes())
        assert saved.fields == {"navn": HARD}
        visit.page.context.set_offline(False)
        visit.page.on("dialog", lambda dialog: dialog.accept())
        visit.open(page_of(sheet))
        expect(visit.page.get_by_role("textbox", name="Dit navn")).to_have_value("")
        # A letter of another alphabet is drawn in a face of the device where ours cannot be had.
        found = [each for each in visit.findings() if "-more.woff2" not in each.what]
    assert not found, report(found)
    visit.page.context.close()


def test_the_page_says_that_it_keeps_nothing(left_open: Visit) -> None:
    expect(left_open.page.get_by_text("Siden sender ingenting og gemmer ingenting. Luk den ikke")).to_be_visible()


def test_the_saved_file_may_load_nothing_and_answers_cannot_become_markup(left_open: Visit, tmp_path: Path) -> None:
    words(left_open.page).fill(HARD)
    html = save(left_open.page, tmp_path).read_text(encoding="utf-8")
    page = lxml.html.document_fromstring(html)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not page.xpath("//@src | //link | //b | //a")
    assert HARD not in html
