"""Each sheet on the web: filled in on a phone, printed, saved as one file and opened again; nothing is kept or sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import lxml.html
import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from generator.problems.problem import GeneratorError
from generator.sheets.answers import ANSWERS
from generator.sheets.answers.chosen import AnyOf, OneOf, YesNoUnsure
from generator.sheets.model import Question, Sheet
from generator.sheets.web_file import WebSheet, read_web_sheet, web_sheet
from tests.support.browser import Finding, Scheme, Visit, report, serving
from tests.support.examples import examples_of
from tests.support.sheets import SHEETS, path_of, sheet_of

# Danish letters, marks that HTML and scripts could trip over, and names from other alphabets.
HARD = 'æøåÆØÅéü–" </script><b> <!-- & {{ E }} Łukasz Żółć, Çağla Şahin, Nguyễn Thị Ánh, Đorđe'
HOW = "dag-måned-år, fx 24-12-2026"
DAY = "24-12-2026"
FOOT = re.compile(r"[a-z-]+\d-[0-9a-f]{4}Side\d+af\d+")
CHOICES = {"one-of", "any-of", "yes-no-unsure"}
VALUES = """() => Object.fromEntries([...document.querySelectorAll("#ark form :is(input, textarea)")]
  .filter(field => !["radio", "checkbox"].includes(field.type) || field.checked)
  .map(field => field.type === "radio" ? [field.name + "_" + field.value, true]
    : [field.name, field.type === "checkbox" ? true : field.value]))"""
PUT = """given => {
  for (const field of document.querySelectorAll("#ark form :is(input, textarea)")) {
    const answer = given[field.type === "radio" ? field.name + "_" + field.value : field.name]
    if (["radio", "checkbox"].includes(field.type)) field.checked = answer === true
    else field.value = answer ?? ""
  }
  document.querySelector("#ark form textarea").dispatchEvent(new Event("input", { bubbles: true }))
}"""
SMALL = """() => [...document.querySelectorAll("#ark :is(input, textarea, button, .choice)")]
  .filter(target => !target.closest("[hidden]"))
  .map(target => [target.className, target.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return sheet_of(request.param)


SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
# Together they have every kind of answer.
WITH_ALL_KINDS = ["anden-samtale", "samtykke", "opfoelgning"]


def page_of(sheet: Sheet) -> str:
    return f"samtaleark/{sheet.id}/index.html"


def opened(browser: Browser, edition: Path, sheet: Sheet) -> Visit:
    """The sheet's page on a phone, from disk, with the network gone once it is there."""
    visit = Visit(browser, edition.resolve().as_uri() + "/", 360, "light")
    visit.open(page_of(sheet))
    visit.page.context.set_offline(True)
    return visit


def reopened(browser: Browser, saved: Path) -> Visit:
    """A saved sheet in a browser that has never seen it."""
    visit = Visit(browser, saved.parent.resolve().as_uri() + "/", 360, "light")
    visit.page.context.set_offline(True)
    visit.open(saved.name)
    return visit


def save(visit: Visit, folder: Path) -> Path:
    """Save the sheet as somebody does who presses the button."""
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Gem på enheden").click()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def called(question: Question) -> re.Pattern[str]:
    """How a question is called aloud: its number, its text, and how to answer where that is said with it."""
    number = rf"{question.number}\s+" if question.number else ""
    return re.compile(rf"^{number}{re.escape(question.text)}(\s\((frivilligt|skal udfyldes)\))?(\s{re.escape(HOW)})?$")


def fill_in(page: Page, sheet: Sheet) -> dict[str, str | bool]:
    """Answer every question, each field found by what it is called; return what the fields should hold."""
    given: dict[str, str | bool] = {}
    for question in sheet.questions():
        if question.answer == "tick":
            page.get_by_role("checkbox", name=called(question)).check()
            given[question.id] = True
        elif ANSWERS[question.answer].is_one_field(question):
            given |= write(page.get_by_role("textbox", name=called(question)), question)
        else:
            group = page.get_by_role("group", name=called(question))
            if question.answer in CHOICES:
                given |= choose(group, question)
            given |= write(group.get_by_role("textbox"), question)
            if question.answer == "table":
                given |= tick(group.get_by_role("checkbox"))
    return given


def choose(group: Locator, question: Question) -> dict[str, str | bool]:
    """Choose one after the other; of radio buttons the last one stays chosen."""
    kind = ANSWERS[question.answer]
    options = kind.options(question) if isinstance(kind, OneOf | AnyOf | YesNoUnsure) else ()
    names = dict(zip(options, kind.fields(question), strict=False))
    if question.answer == "any-of":
        for option in options:
            group.get_by_role("checkbox", name=option, exact=True).check()
        return dict.fromkeys(names.values(), True)
    for option in options:
        group.get_by_role("radio", name=option, exact=True).check()
    return {names[options[-1]]: True}


def write(boxes: Locator, question: Question) -> dict[str, str | bool]:
    """Write into each of some fields; return what each now holds by its name."""
    given: dict[str, str | bool] = {}
    # Found once by what they are, then filled by name: looking for a role again and again takes long.
    for name, is_day in boxes.evaluate_all("boxes => boxes.map(box => [box.name, Boolean(box.dataset.day)])"):
        more = "\nEn linje mere." if question.answer == "text" else ""
        given[name] = DAY if is_day else f"{name}: {HARD}{more}"
        boxes.page.locator(f"[name='{name}']").fill(str(given[name]))
    return given


def tick(boxes: Locator) -> dict[str, str | bool]:
    """Tick each of some boxes."""
    names = boxes.evaluate_all("boxes => boxes.map(box => box.name)")
    for name in names:
        boxes.page.locator(f"[name='{name}']").check()
    return dict.fromkeys(names, True)


def printed(page: Page) -> str:
    """What stands on the paper when the page is printed, without feet, spaces and line breaks."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as pdf:
        return "".join(FOOT.sub("", squeezed(sheet.get_textpage().get_text_range())) for sheet in pdf)


def squeezed(text: str) -> str:
    # Where a line ends in a hyphen, pdfium hands out a mark of its own.
    return re.sub(r"\s", "", re.sub("[\x02\xad\ufffe]", "-", text))


def test_every_example_is_saved_and_printed_as_it_is(
    edition: Path, browser: Browser, sheet: Sheet, tmp_path: Path
) -> None:
    """Empty, filled in, with the longest texts, with letters from other alphabets; read back as it was answered."""
    visit = opened(browser, edition, sheet)
    for number, example in enumerate(examples_of(sheet.id)):
        given = example.fields(sheet)
        visit.page.evaluate(PUT, given)
        fields = read_web_sheet(save(visit, tmp_path / str(number))).fields
        assert fields == given
        read = {question.id: ANSWERS[question.answer].read(question, fields) for question in sheet.questions()}
        assert {key: value for key, value in read.items() if value is not None} == example.answers
    paper = printed(visit.page)
    assert [text for text in given.values() if isinstance(text, str) and squeezed(text) not in paper] == []
    visit.page.context.close()


def looked_at(saved: Visit, sheet: Sheet) -> list[Finding]:
    """What is wrong with a saved sheet for those who see or hear it in another way than most.

    Each sheet's page is looked at with all other pages of the site. The saved file has the same fields in another
    frame; those sheets that together have every kind of answer stand for all.
    """
    found = saved.findings()
    for width, scheme in product((360, 1280), SCHEMES) if sheet.id in WITH_ALL_KINDS else ():
        saved.page.set_viewport_size({"width": width, "height": 800})
        saved.page.emulate_media(color_scheme=scheme)
        found += [*saved.findings(), *saved.axe()]
    return found


def test_a_sheet_is_filled_in_printed_saved_and_opened_again(
    edition: Path, browser: Browser, sheet: Sheet, tmp_path: Path
) -> None:
    """On a phone without a network: every answer is on the paper, in the file, and there again for the next change."""
    visit = opened(browser, edition, sheet)
    assert visit.page.evaluate(SMALL) == []
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    given = fill_in(visit.page, sheet)
    paper = printed(visit.page)
    assert [text for text in given.values() if isinstance(text, str) and squeezed(text) not in paper] == []

    first = save(visit, tmp_path / "first")
    assert re.fullmatch(rf"{sheet.id}-\d{{4}}-\d\d-\d\d\.html", first.name)
    assert read_web_sheet(first) == WebSheet(sheet.id, sheet.version_label, given)
    assert [url for url in asked if not url.startswith("blob:")] == []
    found = visit.findings()
    visit.page.context.close()

    again = reopened(browser, first)
    filled = again.page.evaluate(VALUES)
    assert {name: value for name, value in filled.items() if value} == given
    changed = next(name for name, value in given.items() if isinstance(value, str) and value != DAY)
    again.page.locator(f"[name='{changed}']").fill("Ændret")
    second = save(again, tmp_path / "second")
    assert read_web_sheet(second).fields == {**given, changed: "Ændret"}
    found += looked_at(again, sheet)
    again.page.context.close()
    assert not found, report(found)


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
    links = [link for link in page.iter("a") if "Udfyld på telefon eller tablet" in link.text_content()]
    assert sorted(link.get("href") for link in links) == sorted(f"../{page_of(sheet_of(key))}" for key in SHEETS)
    assert len({" ".join(link.text_content().split()) for link in links}) == len(SHEETS)


def test_the_search_knows_the_pages_of_the_sheets(edition: Path) -> None:
    index = json.loads((edition / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert {page_of(sheet_of(key)) for key in SHEETS} <= found


def test_the_search_shows_what_a_sheet_asks_and_not_its_fields(edition: Path) -> None:
    index = json.loads((edition / "search" / "search_index.json").read_text(encoding="utf-8"))
    told = "\n".join(entry["text"] for entry in index["docs"] if entry["location"].startswith("samtaleark/"))
    assert "Aftal for hver bekymring, hvem der reagerer" in told
    for part in ("Hvem reagerer?", "Sæt ét kryds", "Siden sender ingenting", "JavaScript"):
        assert part not in told, part


@pytest.fixture
def phone(edition: Path, browser: Browser) -> Iterator[Visit]:
    """The sheet of the first talk on a phone."""
    visit = opened(browser, edition, sheet_of("foerste-samtale"))
    yield visit
    visit.page.context.close()


def words(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Hvad glæder du dig mest til?")


def leave(page: Page) -> list[str]:
    """Close the page as a reader does; return the kinds of question that the browser asks."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.close(run_before_unload=True)
    page.context.pages and page.wait_for_event("close")
    return asked


def test_leaving_with_unsaved_text_is_asked_about(phone: Visit) -> None:
    words(phone.page).fill("Alt")
    assert leave(phone.page) == ["beforeunload"]


@pytest.mark.parametrize("last", ["nothing", "taken back", "saved"])
def test_leaving_with_nothing_to_lose_is_not_asked_about(phone: Visit, last: str, tmp_path: Path) -> None:
    # The browser asks only on a page that somebody has touched.
    words(phone.page).click()
    if last != "nothing":
        words(phone.page).fill("Alt")
    if last == "taken back":
        words(phone.page).fill("")
    if last == "saved":
        save(phone, tmp_path)
    assert leave(phone.page) == []


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
    again = reopened(phone.page.context.browser, save(phone, tmp_path))
    taken_out = again.page.get_by_role("group", name="Hvem kan du kontakte på skolen?").get_by_label("Navn")
    expect(taken_out).to_have_value("")
    again.page.once("dialog", lambda dialog: dialog.accept())
    again.page.get_by_role("button", name="Ryd").click()
    expect(taken_out).to_have_value("Mette Holm")
    again.page.context.close()


def test_a_choice_can_be_undone(phone: Visit) -> None:
    group = phone.page.get_by_role("group", name="Har du fået støtte før, fx SPS?")
    undo = group.get_by_role("button", name="Fjern svaret")
    expect(undo).to_be_hidden()
    group.get_by_role("radio", name="Ja").check()
    undo.click()
    expect(group.get_by_role("radio", checked=True)).to_have_count(0)
    expect(undo).to_be_hidden()
    expect(group.get_by_role("radio", name="Ja")).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "kept"), [("1/2 2027", "01-02-2027"), ("24122026", DAY), ("3.4.27", "03-04-2027"), ("i uge 7", "i uge 7")]
)
def test_a_day_is_kept_in_one_form_however_it_was_typed(phone: Visit, typed: str, kept: str) -> None:
    field = phone.page.get_by_role("textbox", name=f"Dato {HOW}", exact=True)
    field.fill(typed)
    field.blur()
    expect(field).to_have_value(kept)


def test_a_field_grows_with_what_is_written_and_is_printed_whole_over_several_pages(phone: Visit) -> None:
    story = " ".join(f"ord{number}" for number in range(1200))
    words(phone.page).fill(story)
    assert (
        phone.page.evaluate("field => field.scrollHeight - field.clientHeight", words(phone.page).element_handle()) <= 1
    )
    assert squeezed(story) in printed(phone.page)


def test_a_sheet_of_one_line_keeps_no_line_breaks(phone: Visit) -> None:
    """Its field in the PDF could not hold them."""
    field = phone.page.get_by_role("textbox", name="Lærling", exact=True)
    field.fill("Łukasz\nŻółć")
    expect(field).to_have_value("Łukasz Żółć")


def test_a_tick_and_the_tables_of_a_wide_screen_are_labelled_row_by_row(edition: Path, browser: Browser) -> None:
    visit = Visit(browser, edition.resolve().as_uri() + "/", 1280, "light")
    visit.open(page_of(sheet_of("opfoelgning")))
    visit.page.get_by_label("række 3: Fravær", exact=True).check()
    assert visit.page.evaluate(VALUES)["laerlinge_3_fravaer"] is True
    expect(visit.page.get_by_role("columnheader", name="Fravær")).to_be_visible()
    visit.page.context.close()


def test_the_page_works_from_a_server_too_and_keeps_nothing_there(
    edition: Path, browser: Browser, tmp_path: Path
) -> None:
    sheet = sheet_of("foer-samtalen")
    with serving(edition) as root:
        visit = Visit(browser, root, 360, "light")
        visit.open(page_of(sheet))
        visit.page.context.set_offline(True)
        visit.page.get_by_role("textbox", name="Dit navn").fill(HARD)
        saved = read_web_sheet(save(visit, tmp_path))
        assert saved.fields == {"navn": HARD}
        visit.page.context.set_offline(False)
        visit.page.on("dialog", lambda dialog: dialog.accept())
        visit.open(page_of(sheet))
        expect(visit.page.get_by_role("textbox", name="Dit navn")).to_have_value("")
        found = visit.findings()
    assert not found, report(found)
    visit.page.context.close()


def test_the_page_says_that_it_keeps_nothing(phone: Visit) -> None:
    expect(phone.page.get_by_text("Siden sender ingenting og gemmer ingenting. Luk den ikke")).to_be_visible()


def test_the_saved_file_may_load_nothing_and_answers_cannot_become_markup(phone: Visit, tmp_path: Path) -> None:
    words(phone.page).fill(HARD)
    html = save(phone, tmp_path).read_text(encoding="utf-8")
    page = lxml.html.document_fromstring(html)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not page.xpath("//@src | //link | //b | //a")
    assert HARD not in html


# --- Reading a saved sheet -------------------------------------------------------------------------------------------


def saved_with(held: object) -> bytes:
    text = held if isinstance(held, str) else json.dumps(held)
    return f'<!doctype html><title>x</title><script type="application/json" id="svar">{text}</script>'.encode()


def test_answers_are_read_back_with_the_names_of_the_fields() -> None:
    held = {"ark": "a", "version": "2-0f3c", "svar": {"b": "æ", "c": {"1": {"d": "e"}, "2": {"f": True}}}}
    assert web_sheet(saved_with(held)) == WebSheet("a", "2-0f3c", {"b": "æ", "c_1_d": "e", "c_2_f": True})


GOOD = {"ark": "a", "version": "1-0000", "svar": {}}


@pytest.mark.parametrize(
    ("html", "why"),
    [
        (b"", "no web page"),
        (b"\xff\xfe\x00%PDF-1.7", "no saved web sheet"),
        (b"<p>Hej</p>", "no saved web sheet"),
        (saved_with(GOOD) * 2, "no saved web sheet"),
        (saved_with("{"), "cannot be read"),
        (saved_with("[" * 100_000), "cannot be read"),
        (saved_with([]), "does not say which sheet"),
        (saved_with({**GOOD, "mere": 1}), "does not say which sheet"),
        (saved_with({**GOOD, "ark": "../a"}), "sheet id"),
        (saved_with({**GOOD, "version": 1}), "version"),
        (saved_with({**GOOD, "svar": []}), "no answers by question"),
        (saved_with({**GOOD, "svar": {"a": 1}}), "answer to 'a' is neither"),
        (saved_with({**GOOD, "svar": {"a": False}}), "answer to 'a' is neither"),
        (saved_with({**GOOD, "svar": {"__proto__": {"a": "b"}}}), "without a proper name"),
        (saved_with({**GOOD, "svar": {"a": {"b": {"c": {"d": "e"}}}}}), "without a proper name"),
    ],
)
def test_a_file_that_is_no_sheet_or_a_damaged_one_is_told_apart(html: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "ark.html"
    path.write_bytes(html)
    with pytest.raises(GeneratorError, match=why) as raised:
        read_web_sheet(path)
    assert [problem.place.file for problem in raised.value.problems] == [path.as_posix()]
