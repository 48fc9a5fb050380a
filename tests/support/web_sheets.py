"""Turn a sheet's page into what somebody does with it: fill it in, save it, open the file again, print it."""

from __future__ import annotations

import json
import re
from itertools import zip_longest
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
ROLES = {"tick": "checkbox", "any-of": "checkbox", "one-of": "radio", "yes-no-unsure": "radio"}
# A line of what is read aloud: a group or a field, with its name.
HEARD = re.compile(r"""^ *- '?(group|textbox|checkbox|radio)(?: ("(?:[^"\\]|\\.)*"))?""")
FIELDS = "#ark form :is(input, textarea)"
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
# As when somebody writes into the fields, or presses them, one after the other.
ANSWER = f"""(fields, given) => {{
  for (const field of fields) {{
    const answer = given[({NAME})(field)]
    if (answer === true) field.click()
    else if (answer !== undefined) {{
      field.value = answer
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, {{ bubbles: true }}))
    }}
  }}
}}"""
# Fields that no finger gets at.
OUT_OF_REACH = f"""fields => fields.filter(field => {{
  field.scrollIntoView({{ block: "center", behavior: "instant" }})
  const {{ x, y, width, height }} = field.getBoundingClientRect()
  return document.elementFromPoint(x + width / 2, y + height / 2) !== field || field.disabled || field.readOnly
}}).map({NAME})"""
# Saved by the page's own buttons in a browser that writes where it is told to: the file's name, and what it holds.
FILE = """async mark => {
  const before = window.showSaveFilePicker, field = document.getElementById("ark-maerke")
  const file = await new Promise(done => {
    let text = ""
    window.showSaveFilePicker = async ({ suggestedName: name }) => {
      const write = async part => { text += part }, close = async () => done([name, text])
      return { name, createWritable: async () => ({ write, close }) }
    }
    document.querySelector("#ark .tools .save").click()
    if (mark !== null) {
      field.value = mark
      field.dispatchEvent(new Event("input", { bubbles: true }))
    }
    document.querySelector("#ark-dialoger .name-it .save").click()
  })
  window.showSaveFilePicker = before
  return file
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


def save_at_once(page: Page, folder: Path, mark: str | None = None) -> Path:
    """Save the sheet where the browser writes the file itself: the same file, without a download to wait for."""
    name, html = page.evaluate(FILE, mark)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(html.encode())
    return folder / name


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


def heard_fields(page: Page) -> dict[str, tuple[str, str, str]]:
    """Return what is read aloud of each field, by the field's name: the group around it, its role, its own name."""
    heard, around = [], (0, "")
    # All at once: to look for each by its role and its name takes many times as long.
    for line in page.locator("#ark form").aria_snapshot().splitlines():
        depth = len(line) - len(line.lstrip())
        around = (0, "") if depth <= around[0] else around
        if found := HEARD.match(line):
            name = json.loads((found[2] or '""').replace("''", "'"))
            if found[1] == "group":
                around = (depth, name)
            else:
                heard.append((around[1], found[1], name))
    return dict(zip(page.locator(FIELDS).evaluate_all(f"fields => fields.map({NAME})"), heard, strict=True))


def misheard(page: Page, sheet: Sheet) -> list[tuple[str, ...]]:
    """Return the fields that nobody who hears the page knows for what they are, with what is read aloud."""
    heard, wrong = heard_fields(page), []
    for question in sheet.questions():
        kind = ANSWERS[question.answer]
        options = kind.options(question) if isinstance(kind, OneOf | AnyOf | YesNoUnsure) else ()
        alone = kind.is_one_field(question)
        for name, option in zip_longest(kind.fields(question), options):
            group, role, own = heard[name]
            known = called(question).match(own if alone else group) and option in (None, own)
            # The columns of a table are what they are for each cell.
            right = ROLES.get(question.answer, "textbox") if alone or option else "textbox"
            if not known or (role != right and question.answer != "table"):
                wrong.append((name, *heard[name]))
    return wrong


def fill_in(page: Page, sheet: Sheet, *, by_hand: bool) -> dict[str, str | bool]:
    """Answer every question, and say so to the page as a browser does; return what the fields should hold.

    With `by_hand` one field of each kind of question is filled in by somebody who has to get at it.
    """
    fields, given, options, hands = page.locator(FIELDS), {}, [], {}
    facts = fields.evaluate_all(f"fields => fields.map(field => [({NAME})(field), field.type, field.dataset.day])")
    kinds = {name: (number, kind, day) for number, (name, kind, day) in enumerate(facts)}
    for question in sheet.questions():
        names = ANSWERS[question.answer].fields(question)
        radios = [name for name in names if kinds[name][1] == "radio"]
        # One after the other; the last one stays chosen.
        options += radios[:-1]
        more = "\nEn linje mere." if question.answer == "text" else ""
        for name in names:
            if kinds[name][1] == "checkbox" or name in radios[-1:]:
                given[name] = True
            elif name not in radios:
                given[name] = DAY if kinds[name][2] else f"{name}: {HARD}{more}"
        if by_hand:
            hands.setdefault(question.answer, next(name for name in names if name in given))
    at_once = {name: answer for name, answer in given.items() if name not in hands.values()}
    fields.evaluate_all(ANSWER, {**dict.fromkeys(options, True), **at_once})
    for name in hands.values():
        field, answer = fields.nth(kinds[name][0]), given[name]
        field.check() if answer is True else field.fill(str(answer))
    return given


def printed(page: Page) -> str:
    """What stands on the paper when the page is printed, without feet, spaces and line breaks."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as pdf:
        return "".join(FOOT.sub("", squeezed(sheet.get_textpage().get_text_range())) for sheet in pdf)


def squeezed(text: str) -> str:
    # Where a line ends in a hyphen, pdfium hands out a mark of its own.
    return re.sub(r"\s", "", re.sub("[\x02\xad\ufffe]", "-", text))
