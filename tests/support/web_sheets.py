"""Turn a sheet's page into what somebody does with it: fill it in, save it, open the file again, print it."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Dialog, Locator, Page

from generator.sheets.answers import ANSWERS
from generator.sheets.answers.chosen import AnyOf, OneOf, YesNoUnsure
from generator.sheets.model import Question, Sheet
from tests.support.browser import Visit, window

# Danish letters, marks that HTML and scripts could trip over, and names from other alphabets.
HARD = 'æøåÆØÅéü–" </script><b> <!-- & {{ E }} Łukasz Żółć, Çağla Şahin, Nguyễn Thị Ánh, Đorđe'
HOW = "dag-måned-år, fx 24-12-2026"
DAY = "24-12-2026"
FOOT = re.compile(r"[a-z-]+\d-[0-9a-f]{4}Side\d+af\d+")
CHOICES = {"one-of", "any-of", "yes-no-unsure"}
NAME = "field => field.type === 'radio' ? `${field.name}_${field.value}` : field.name"
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
# Tests that save take what is downloaded; with a dialog of the system's own there is nobody to answer it.
NO_PICKER = "delete window.showSaveFilePicker"


def page_of(sheet: Sheet) -> str:
    return f"samtaleark/{sheet.id}/index.html"


def opened(browser: Browser, edition: Path, sheet: Sheet, script: str = NO_PICKER) -> Visit:
    """The sheet's page on a phone, from disk, with the network gone once it is there; `script` runs before its own."""
    visit = Visit(browser, edition.resolve().as_uri() + "/", 360, "light")
    visit.page.add_init_script(script)
    visit.open(page_of(sheet))
    visit.page.context.set_offline(True)
    return visit


def reopened(browser: Browser, saved: Path) -> Visit:
    """A saved sheet in a browser that has never seen it."""
    visit = Visit(browser, saved.parent.resolve().as_uri() + "/", 360, "light")
    visit.page.add_init_script(NO_PICKER)
    visit.page.context.set_offline(True)
    visit.open(saved.name)
    return visit


def download(page: Page, folder: Path, mark: str | None = None) -> Path:
    """Press the button, choose what stands in the file's name, and take the file; what the page asks then is open."""
    page.get_by_role("button", name="Gem på enheden").click()
    if mark is not None:
        page.get_by_role("textbox", name="Nummer eller initialer").fill(mark)
    with page.expect_download() as download:
        page.get_by_role("button", name="Gem filen").click()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def save(page: Page, folder: Path, mark: str | None = None) -> Path:
    """Save the sheet as somebody does who then looks for the file, and finds it."""
    path = download(page, folder, mark)
    page.get_by_role("button", name="Jeg kan se filen").click()
    return path


def without_scripts(browser: Browser, saved: Path) -> Page:
    """A saved sheet where no script runs: in the preview of a mail, or on an iPhone; as narrow as a page gets."""
    page = window(browser, viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page.goto(saved.resolve().as_uri())
    return page


def ticks_of(page: Page) -> dict[str, bool]:
    """What is ticked and can be seen to be."""
    ticks = page.locator("#ark input:checked").filter(visible=True)
    return dict.fromkeys(ticks.evaluate_all(f"ticks => ticks.map({NAME})"), True)


def words(page: Page) -> Locator:
    """A field of the first talk's sheet."""
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
