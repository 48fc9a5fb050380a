"""The phone script and the messages: what the page says, how long an SMS is, and that a button copies every letter."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pypdfium2
import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Browser, expect

from generator.documents.jobs import job_of
from generator.pages.maker import PageMaker
from generator.pdf.render import render
from generator.templates.sms import sms_size
from tests.support.browser import Visit, report, serving, window
from tests.support.command import DAY, REPOSITORY
from tests.support.editions import Editions, is_handout
from tests.support.layers import changed_example
from tests.support.pdfs import read

pytestmark = pytest.mark.slow

PAGE = "telefonmanuskript/index.html"
LONG_NAMES = REPOSITORY / "tests" / "scenarios" / "long_names"
OCCASIONS = ["foerste-kontakt", "paamindelse", "bekraeftelse", "dagen-foer", "tak"]
SIZE = re.compile(r"Sendes som (\d+) sms(?:'er)? \((\d+) tegn\)(?:\. (.+) findes ikke i sms-alfabetet.*)?")
# A browser gives its clipboard only to pages that nobody on the way can have changed.
WITHOUT_CLIPBOARD = "delete Navigator.prototype.clipboard"
# The page's own reading of a text is not asked for: what was copied is pasted, as a reader does.
PASTE_HERE = """() => {
  const field = document.createElement("textarea")
  field.id = "paste"
  document.body.prepend(field)
}"""


class Reply(NamedTuple):
    """What the other side says on the phone, and what the caller answers."""

    says: str
    answer: str


@pytest.fixture(scope="module")
def long_names(editions: Editions) -> Path:
    """The web root of a school whose names are long and full of signs."""
    return editions(LONG_NAMES, is_handout)


@pytest.fixture(params=["example", "long names"])
def site(request: pytest.FixtureRequest, edition: Path) -> Path:
    """Each of two schools' web roots."""
    return edition if request.param == "example" else Path(request.getfixturevalue("long_names"))


@cache
def page(site: Path) -> HtmlElement:
    return lxml.html.parse(site / PAGE).getroot()


def copyable(site: Path, key: str) -> list[str]:
    """What the box `key` holds: a text, or a subject and a text."""
    return [part.text_content() for part in page(site).get_element_by_id(key).xpath(".//*[@data-copy]")]


def replies(site: Path) -> list[Reply]:
    items = page(site).xpath("//*[contains(@class, 'replies--objections')]//*[contains(@class, 'replies__item')]")
    return [Reply(item.findtext("dt"), item.findtext("dd")) for item in items]


def sentences(text: str) -> int:
    return len(re.findall(r"[.?](?=\s|«|$)", text))


# --- The script -------------------------------------------------------------------------------------------------------


def test_each_objection_is_answered_in_two_sentences(edition: Path) -> None:
    found = replies(edition)
    assert len(found) >= 8
    assert [reply for reply in found if sentences(reply.answer) != 2] == []


def test_the_print_has_every_objection_with_its_answer(edition: Path) -> None:
    said = read(edition / "pdf" / "telefonmanuskript.pdf").text
    assert [reply for reply in replies(edition) if reply.says not in said or reply.answer not in said] == []


def test_the_print_is_a_script_of_two_pages_and_one_of_messages(edition: Path) -> None:
    pages = read(edition / "pdf" / "telefonmanuskript.pdf").pages
    assert len(pages) == 3
    assert any("Skriv en sms" in line for line in pages[2].lines())


# --- The messages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_each_occasion_has_an_sms_and_a_mail_with_a_subject(edition: Path, occasion: str) -> None:
    (sms,) = copyable(edition, f"{occasion}-sms")
    subject, mail = copyable(edition, f"{occasion}-mail")
    assert "Mette Holm" in sms
    assert "\n" not in subject
    assert mail.startswith("Hej [navn]\n\n")
    assert mail.endswith("\nNordkystens Erhvervsskole\nTelefon 12 34 56 78\nmette.holm@example.dk")


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_an_sms_is_short_and_keeps_to_the_alphabet(edition: Path, occasion: str) -> None:
    (sms,) = copyable(edition, f"{occasion}-sms")
    assert sms_size(sms).parts <= 2
    assert sms_size(sms).strange == ""


def test_beside_each_sms_stands_how_many_it_is_sent_as(site: Path) -> None:
    told = [SIZE.search(size.text_content()) for size in page(site).find_class("message-channel__size")]
    assert len(told) == len(OCCASIONS)
    for occasion, size in zip(OCCASIONS, told, strict=True):
        assert size, occasion
        expected = sms_size(copyable(site, f"{occasion}-sms")[0])
        assert (int(size[1]), int(size[2])) == (expected.parts, expected.units), occasion
        assert (size[3] or "").replace(" ", "") == expected.strange, occasion


def test_a_letter_that_makes_an_sms_long_is_told(long_names: Path) -> None:
    assert "Ł findes ikke i sms-alfabetet" in page(long_names).text_content()


def test_the_print_has_the_messages_too(edition: Path) -> None:
    said = read(edition / "pdf" / "telefonmanuskript.pdf").text
    for occasion in OCCASIONS:
        for text in [*copyable(edition, f"{occasion}-sms"), copyable(edition, f"{occasion}-mail")[0]]:
            # A number or a link may be broken over two lines.
            assert " ".join(text.split()) in said, occasion


# --- Copying ----------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The site's address on a server, and on disk."""
    if request.param == "file":
        yield site.resolve().as_uri() + "/"
    else:
        with serving(site) as address:
            yield address


@pytest.fixture(scope="module", params=["with clipboard", "without"])
def reader(request: pytest.FixtureRequest, started: Browser) -> Iterator[Visit]:
    """Somebody in a browser that offers its clipboard, and in one that does not."""
    visit = Visit(started, "", 1280, "light")
    if request.param == "without":
        visit.page.add_init_script(WITHOUT_CLIPBOARD)
    yield visit
    visit.page.context.close()


@pytest.fixture
def visit(request: pytest.FixtureRequest, reader: Visit, root: str) -> Visit:
    """A reader with the page open."""
    reader.root = root
    reader.open(PAGE)
    assert reader.page.evaluate("'clipboard' in navigator") is ("without" not in request.node.callspec.id)
    return reader


def test_a_button_copies_its_text_letter_by_letter(visit: Visit, site: Path) -> None:
    """By keyboard alone: to the button, press it, then paste."""
    visit.page.evaluate(PASTE_HERE)
    expected = [text for key in ("foerste-kontakt-sms", "bekraeftelse-mail") for text in copyable(site, key)]
    assert len(expected) == 3
    buttons = visit.page.locator(":is(#foerste-kontakt-sms, #bekraeftelse-mail) button").all()
    for button, text in zip(buttons, expected, strict=True):
        button.focus()
        visit.page.keyboard.press("Enter")
        expect(button.locator("xpath=following-sibling::span")).to_have_text("Kopieret")
        expect(visit.page.locator(".copyable__status", has_text="Kopieret")).to_have_count(1)
        visit.page.locator("#paste").focus()
        visit.page.keyboard.press("Control+a")
        visit.page.keyboard.press("Control+v")
        expect(visit.page.locator("#paste")).to_have_value(text)
    found = visit.findings()
    assert not found, report(found)


def test_the_tab_key_goes_from_button_to_button_and_shows_where(browser: Browser, served: str) -> None:
    visit = Visit(browser, served, 1280, "light")
    visit.open(PAGE)
    buttons = visit.page.locator(".copyable__button")
    expect(buttons).to_have_count(3 * len(OCCASIONS))
    buttons.first.focus()
    names = []
    for _ in range(3):
        visit.page.keyboard.press("Tab")
        focused = visit.page.locator(":focus")
        names.append(focused.get_attribute("aria-label"))
        assert focused.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    assert names == [
        "Kopier emnet: Første kontakt, mail",
        "Kopier teksten: Første kontakt, mail",
        "Kopier teksten: Påmindelse, sms",
    ]


def test_what_was_copied_is_announced(browser: Browser, served: str) -> None:
    """A screen reader is told politely, and the page with the word on it is still accessible."""
    visit = Visit(browser, served, 360, "dark")
    visit.open(PAGE)
    visit.page.get_by_role("button", name="Kopier teksten: Tak, sms").press("Space")
    expect(visit.page.get_by_role("status").filter(has_text="Kopieret")).to_be_visible()
    assert not visit.axe()


def test_without_scripts_there_is_no_button_and_the_text_is_there(browser: Browser, edition: Path) -> None:
    opened = window(browser, java_script_enabled=False)
    opened.goto((edition / PAGE).as_uri())
    expect(opened.locator("#tak-sms")).to_contain_text("Tak for en god samtale i dag.")
    expect(opened.locator("main button:visible")).to_have_count(0)


@pytest.mark.parametrize("name", ["Syd", "Sydvest", "Sydvestsjælland", "Sydvestsjælland og Lolland", "S" * 40])
def test_a_number_to_call_stands_on_one_line(tmp_path: Path, name: str) -> None:
    """Somebody who reads half of it on the next line dials it wrongly."""
    contact = {"role": "tovholder", "name": "Bo Berg", "phone": "+46 70 123 45 67"}
    edition = changed_example(tmp_path, DAY, short_name=name, contacts=[contact])
    document = edition.document("telefonmanuskript")
    job = job_of(edition, PageMaker(edition), document, document.prints[0])
    (tmp_path / "made.pdf").write_bytes(render(job).pdf)
    with pypdfium2.PdfDocument(tmp_path / "made.pdf") as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert " ".join(text.split()).count(contact["phone"]) == text.count(contact["phone"]) == len(OCCASIONS) + 1
