"""Saving a web sheet: the page claims nothing that it cannot know, and the file tells itself to whoever gets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from generator.sheets.web_file import web_sheet
from tests.support.browser import Visit
from tests.support.sheets import sheet_of
from tests.support.web_sheets import (
    HARD,
    HOW,
    download,
    leave,
    opened,
    printed,
    reopened,
    save,
    save_at_once,
    squeezed,
    without_scripts,
    words,
)

# A browser's own dialog for saving; `wants` is how it ends: a file, an error's name, or a disk that is full.
PICKER = """
window.wants = "file"
window.written = []
window.showSaveFilePicker = async options => {
  if (window.wants.endsWith("Error")) throw new DOMException("", window.wants)
  let text = ""
  const write = async part => { text += part }
  const close = async () => {
    if (window.wants === "full disk") throw new DOMException("", "QuotaExceededError")
    window.written.push([options.suggestedName, text])
  }
  return { name: "mit-eget-navn.html", createWritable: async () => ({ write, close }) }
}
"""
# Fields of which the bar hides a part, though there would be room for the whole of them.
COVERED = """async () => {
  const covered = []
  for (const field of document.querySelectorAll("#ark form :is(input, textarea)")) {
    field.focus()
    // What the page does about the focus, it does before this in the same frame.
    await new Promise(done => { requestAnimationFrame(done); setTimeout(done, 2000) })
    const bar = document.querySelector("#ark .tools").getBoundingClientRect(), box = field.getBoundingClientRect()
    if (box.height < innerHeight / 2 && box.bottom > Math.min(bar.top, innerHeight)) covered.push(field.name)
  }
  return covered
}"""
PRESSED = {"seen": "Jeg kan se filen", "not seen": "Den er der ikke"}
OPEN = "#ark-dialoger dialog[open]"
NOT_SURE = "Det er ikke sikkert, at arket er gemt. Gem det igen, eller print det."
MORE = "Der er ændret noget, siden arket blev gemt."


@pytest.fixture
def desk(edition: Path, browser: Browser) -> Iterator[Page]:
    """The sheet of the first talk in a browser that has a dialog for saving."""
    page = opened(browser, edition, sheet_of("foerste-samtale"), PICKER).page
    page.set_viewport_size({"width": 1280, "height": 800})
    yield page
    page.context.close()


def save_with_dialog(page: Page) -> None:
    page.get_by_role("button", name="Gem på enheden").click()
    page.get_by_role("button", name="Gem filen").click()


# --- What is claimed, and what is asked about ------------------------------------------------------------------------


def test_leaving_with_unsaved_text_is_asked_about(phone: Visit) -> None:
    words(phone.page).fill("Alt")
    assert leave(phone.page) == ["beforeunload"]


@pytest.mark.parametrize("last", ["nothing", "taken back", "saved", "saved and cleared"])
def test_leaving_with_nothing_to_lose_is_not_asked_about(phone: Visit, last: str, tmp_path: Path) -> None:
    # The browser asks only on a page that somebody has touched.
    words(phone.page).click()
    if last != "nothing":
        words(phone.page).fill("Alt")
    if last == "taken back":
        words(phone.page).fill("")
    if last.startswith("saved"):
        save(phone.page, tmp_path)
    if last.endswith("cleared"):
        phone.page.once("dialog", lambda dialog: dialog.accept())
        phone.page.get_by_role("button", name="Ryd").click()
    assert leave(phone.page) == []


@pytest.mark.parametrize("answer", ["seen", "not seen", "Escape"])
def test_a_download_counts_only_when_somebody_has_seen_the_file(phone: Visit, answer: str, tmp_path: Path) -> None:
    words(phone.page).fill("Alt")
    name = download(phone.page, tmp_path).name
    question = phone.page.get_by_role("dialog", name="Kan du se filen?")
    expect(question).to_contain_text(name)
    expect(phone.page.get_by_text("Arket er gemt.")).to_have_count(0)
    # Enter, pressed once too often, is no answer.
    phone.page.keyboard.press("Enter")
    expect(question).to_be_visible()
    if answer in PRESSED:
        question.get_by_role("button", name=PRESSED[answer]).click()
    else:
        phone.page.keyboard.press(answer)
    expect(question).to_be_hidden()
    said = f"Arket er gemt. Filen hedder {name}." if answer == "seen" else NOT_SURE
    expect(phone.page.locator("#ark .tools").get_by_role("status")).to_have_text(said)
    assert leave(phone.page) == ([] if answer == "seen" else ["beforeunload"])


def test_leaving_while_the_page_asks_for_the_file_is_asked_about(phone: Visit, tmp_path: Path) -> None:
    words(phone.page).fill("Alt")
    download(phone.page, tmp_path)
    assert leave(phone.page) == ["beforeunload"]


def test_what_is_changed_after_saving_is_said_and_asked_about(phone: Visit, tmp_path: Path) -> None:
    words(phone.page).fill("Alt")
    save(phone.page, tmp_path)
    words(phone.page).fill("Alt og mere")
    expect(phone.page.get_by_text(MORE)).to_be_visible()
    words(phone.page).fill("Alt")
    expect(phone.page.get_by_text(MORE)).to_have_count(0)
    words(phone.page).fill("")
    phone.page.get_by_role("radio", name="Nej").first.check()
    assert leave(phone.page) == ["beforeunload"]


def test_an_answer_that_is_taken_back_is_a_change_like_any_other(phone: Visit, tmp_path: Path) -> None:
    """The file still holds it: a consent, say."""
    words(phone.page).fill("Alt")
    path = save(phone.page, tmp_path)
    words(phone.page).fill("")
    expect(phone.page.get_by_text(MORE)).to_be_visible()
    assert leave(phone.page) == ["beforeunload"]
    copy = Visit(phone.page.context.browser, "", 360, "light")
    copy.page.goto(path.as_uri())
    words(copy.page).fill("")
    assert leave(copy.page) == ["beforeunload"]


def test_what_is_written_while_the_file_is_written_is_not_called_saved(desk: Page) -> None:
    desk.evaluate(
        "() => { const pick = showSaveFilePicker; window.showSaveFilePicker = async options => {"
        "await new Promise(done => { window.pickNow = done }); return pick(options) } }"
    )
    words(desk).fill("Alt")
    save_with_dialog(desk)
    words(desk).fill("Alt og mere")
    desk.evaluate("() => pickNow()")
    expect(desk.get_by_text(MORE)).to_be_visible()
    assert leave(desk) == ["beforeunload"]


def test_giving_up_before_saving_saves_nothing(phone: Visit) -> None:
    words(phone.page).fill("Alt")
    downloads: list[Download] = []
    phone.page.on("download", lambda download: downloads.append(download))
    for give_up in ("Fortryd", "Escape"):
        phone.page.get_by_role("button", name="Gem på enheden").click()
        if give_up == "Escape":
            phone.page.keyboard.press(give_up)
        else:
            phone.page.get_by_role("button", name=give_up).click()
        expect(phone.page.locator(OPEN)).to_have_count(0)
    assert leave(phone.page) == ["beforeunload"]
    assert downloads == []


def test_where_the_browser_writes_the_file_itself_the_page_knows_that_it_is_there(desk: Page) -> None:
    words(desk).fill(HARD)
    save_with_dialog(desk)
    expect(desk.get_by_text("Arket er gemt. Filen hedder mit-eget-navn.html.")).to_be_visible()
    [[suggested, html]] = desk.evaluate("window.written")
    assert re.fullmatch(r"foerste-samtale-\d{4}-\d\d-\d\d-kl-\d{4}\.html", suggested)
    assert '"glaeder-mig":' in html
    assert leave(desk) == []


def test_what_was_not_written_is_not_called_saved(desk: Page) -> None:
    words(desk).fill("Alt")
    for wants, said in (
        ("AbortError", "Arket er ikke gemt."),
        ("full disk", "Arket blev ikke gemt. Prøv igen, og vælg et andet sted på enheden."),
    ):
        desk.evaluate("wants => { window.wants = wants }", wants)
        save_with_dialog(desk)
        expect(desk.locator("#ark .tools").get_by_role("status")).to_have_text(said)
        assert desk.evaluate("window.written") == []
    assert leave(desk) == ["beforeunload"]


def test_where_the_dialog_may_not_open_the_file_is_downloaded(desk: Page) -> None:
    words(desk).fill("Alt")
    desk.evaluate("window.wants = 'SecurityError'")
    with desk.expect_download():
        save_with_dialog(desk)
    expect(desk.get_by_role("dialog", name="Kan du se filen?")).to_be_visible()


def test_clearing_says_when_the_sheet_is_not_saved(phone: Visit, tmp_path: Path) -> None:
    asked: list[str] = []
    phone.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    words(phone.page).fill("Alt")
    phone.page.get_by_role("button", name="Ryd").click()
    save(phone.page, tmp_path)
    phone.page.get_by_role("button", name="Ryd").click()
    question = "Vil du slette alt, hvad der er skrevet på arket?"
    assert asked == [f"Arket er ikke gemt. {question}", question]


# --- What the file is called -----------------------------------------------------------------------------------------


# What is typed, and how the file's name ends.
MARKS = {
    "1": "1",
    "ÅØ": "ÅØ",
    "  hold b / 3 ": "hold-b-3",
    "../../etc": "etc",
    'a:b*c?"<d>|e': "a-b-c-d-e",
    "3\u202e\u0000lmth.exe": "3lmth-exe",
    "🧱🧱": r"kl-\d{4}",
    "": r"kl-\d{4}",
}


def test_the_name_of_the_file_holds_what_the_reader_chose(left_open: Visit, tmp_path: Path) -> None:
    left_open.page.get_by_role("textbox", name="Lærling", exact=True).fill("Anna Andersen")
    names = {mark: save(left_open.page, tmp_path, mark).name for mark in MARKS}
    day = date.today().isoformat()
    wrong = [m for m, end in MARKS.items() if not re.fullmatch(rf"foerste-samtale-{day}-{end}\.html", names[m])]
    assert wrong == [], names


def test_the_name_is_shown_before_saving_and_not_longer_than_a_name_can_be(phone: Visit) -> None:
    phone.page.get_by_role("button", name="Gem på enheden").click()
    mark = phone.page.get_by_role("textbox", name="Nummer eller initialer")
    expect(mark).to_be_focused()
    mark.press_sequentially("1234567890" * 3)
    expect(phone.page.get_by_role("dialog", name="Gem arket")).to_contain_text("-12345678901234567890.html")


def test_the_number_stays_with_its_sheet_and_is_gone_on_the_next_one(phone: Visit, tmp_path: Path) -> None:
    words(phone.page).fill("Den første")
    first = save(phone.page, tmp_path, "1")
    phone.page.once("dialog", lambda dialog: dialog.accept())
    phone.page.get_by_role("button", name="Ryd").click()
    phone.page.get_by_role("button", name="Gem på enheden").click()
    expect(phone.page.get_by_role("textbox", name="Nummer eller initialer")).to_have_value("")
    again = reopened(phone.page.context.browser, first).page
    assert again.title() == "Første læringssamtale – 1"
    again.get_by_role("button", name="Gem på enheden").click()
    expect(again.get_by_role("textbox", name="Nummer eller initialer")).to_have_value("1")


# --- What the file says ----------------------------------------------------------------------------------------------


def test_the_same_answers_give_the_same_file_however_often_it_is_saved(phone: Visit, tmp_path: Path) -> None:
    words(phone.page).fill(HARD + "\n\nOg mere.")
    phone.page.get_by_role("radio", name="Nej").first.check()
    # Breaks that are none to a browser, in fields of one line.
    phone.page.get_by_role("textbox", name="Lærling", exact=True).fill("Mette\u2028\u2029Holm")
    phone.page.get_by_role("textbox", name=f"Dato {HOW}", exact=True).fill("i\u2028morgen")
    file = save(phone.page, tmp_path / "0", "7")
    first = file.read_bytes()
    for number in range(1, 4):
        again = reopened(phone.page.context.browser, file).page
        file = save_at_once(again, tmp_path / str(number))
        assert file.read_bytes() == first
    # An answer that was there and is taken back leaves no trace.
    words(phone.page).fill("")
    empty = save_at_once(phone.page, tmp_path / "empty").read_bytes()
    words(again).fill("")
    assert save_at_once(again, tmp_path / "emptied").read_bytes() == empty
    fields = web_sheet(file.read_bytes()).fields
    assert (fields["laerling"], fields["dato"]) == ("Mette Holm", "i morgen")


def test_without_scripts_a_saved_sheet_says_what_it_is_and_what_was_answered(phone: Visit, tmp_path: Path) -> None:
    words(phone.page).fill("<p>Alt &amp; mere</p>")
    phone.page.get_by_role("radio", name="Nej").first.check()
    page = without_scripts(phone.page.context.browser, save(phone.page, tmp_path))
    expect(page.get_by_text("Det her er et gemt ark. Lige nu kan det kun læses og printes.")).to_be_visible()
    expect(page.get_by_text("<p>Alt &amp; mere</p>").filter(visible=True)).to_have_count(1)
    expect(page.get_by_role("radio", name="Nej").first).to_be_checked()
    # Nothing looks as if something could be written here, and what is empty says so.
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    shown = page.locator("#spoergsmaal-forventer-virksomhed, .question-text").first
    assert shown.locator(".typed").evaluate("typed => getComputedStyle(typed, '::after').content") == '"Ikke udfyldt"'


def test_a_preview_that_knows_neither_fields_nor_styles_shows_the_answers_too(left_open: Visit, tmp_path: Path) -> None:
    words(left_open.page).fill(HARD)
    left_open.page.get_by_role("radio", name="Nej").first.check()
    page = lxml.html.document_fromstring(save_at_once(left_open.page, tmp_path).read_bytes())
    for gone in page.xpath("//script | //style | //input | //textarea | //*[@hidden]"):
        gone.drop_tree()
    text = page.text_content()
    assert HARD in text
    assert "x Nej" in text
    assert "x Ja" not in text
    assert squeezed("Det her er et gemt ark. Lige nu kan det kun læses") in squeezed(text)


def test_the_page_without_scripts_says_that_it_cannot_save(edition: Path, browser: Browser) -> None:
    page = without_scripts(browser, edition / "samtaleark" / "foerste-samtale" / "index.html")
    expect(page.get_by_text("Her kan arket ikke gemmes, for JavaScript er slået fra.")).to_be_visible()
    expect(page.get_by_text("Det her er et gemt ark.").filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Gem på enheden")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Hvad glæder du dig mest til?")).to_be_editable()
    page.context.close()


def test_without_scripts_a_long_answer_is_printed_whole(edition: Path, browser: Browser) -> None:
    page = without_scripts(browser, edition / "samtaleark" / "foerste-samtale" / "index.html")
    story = " ".join(f"ord{number}" for number in range(300))
    words(page).fill(story)
    assert squeezed(story) in printed(page)
    # Where a browser cannot do that, it is said.
    assert "Ellers kommer ikke alt med på papiret." in page.content()
    expect(page.get_by_text("Ellers kommer ikke alt med på papiret.")).to_be_hidden()
    page.context.close()


def test_a_saved_sheet_keeps_nothing_that_cannot_be_seen(left_open: Visit, tmp_path: Path) -> None:
    """Control characters, half a sign, a turned direction: no spreadsheet and no XML could hold them."""
    words(left_open.page).evaluate(
        "field => { field.value = 'a\\u0000b\\u001b\\ud800c\\u202ed\\u2028e 🧱\\tf'; "
        "field.dispatchEvent(new Event('input', { bubbles: true })) }"
    )
    fields = web_sheet(save_at_once(left_open.page, tmp_path).read_bytes()).fields
    assert fields["glaeder-mig"] == "abcd\ne 🧱\tf"


# --- Where the bars are ----------------------------------------------------------------------------------------------


def test_the_bar_with_the_buttons_never_covers_the_field_in_focus(phone: Visit) -> None:
    for width, height in ((320, 256), (320, 640), (1280, 720)):
        phone.page.set_viewport_size({"width": width, "height": height})
        assert phone.page.evaluate(COVERED) == [], (width, height)


def test_what_is_asked_at_saving_fits_on_a_screen_as_narrow_and_low_as_there_is(phone: Visit, tmp_path: Path) -> None:
    phone.page.set_viewport_size({"width": 320, "height": 256})
    phone.page.get_by_role("button", name="Gem på enheden").click()
    for button in ("Gem filen", "Jeg kan se filen"):
        box = phone.page.locator(OPEN).bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["y"] >= 0, box["x"] + box["width"] <= 320, box["y"] + box["height"] <= 256) == (
            True,
        ) * 4
        phone.page.get_by_role("button", name=button).click()
    expect(phone.page.locator(OPEN)).to_have_count(0)
