"""An invitation invites to the next event of its kind; where there is none, it can be filled in. Always on one page."""

import io
import re
from pathlib import Path

import lxml.html
import pikepdf
import pytest

from generator.documents.job import Product
from generator.edition.edition import Edition
from generator.pages.invitations import invitation
from generator.pages.maker import PageMaker
from generator.pdf.render import render
from generator.pdf.verapdf import VeraPdf
from tests.support.command import DAY
from tests.support.finished import job_of_print
from tests.support.layers import changed_example, event
from tests.support.pdfs import Pdf, read

pytestmark = pytest.mark.slow

INVITATIONS = ("invitation-mesteraften", "invitation-trepartsworkshop")
KINDS = ("mesteraften", "trepartsworkshop")
LONG = "Åbent hus og mesteraften for murere, stenhuggere og stukkatører i hele Vesthimmerland og omegn"
FAR = "Erhvervsuddannelsernes Hus, Hal 4 og 5 bag ved den store parkeringsplads, Industrivænget Nord 114, 9600 Aars"
MAIL = "anne-margrethe.skovgaard-christoffersen@vesthimmerlandserhvervsskole.example.dk"

each_invitation = pytest.mark.parametrize("name", INVITATIONS)


def made(edition: Edition, name: str) -> Product:
    """The finished print of one document."""
    return render(job_of_print(edition, name))


def opened(product: Product, folder: Path) -> Pdf:
    path = folder / "made.pdf"
    path.write_bytes(product.pdf)
    return read(path)


def fields(pdf: bytes) -> list[str]:
    """What is read aloud of each field, in the order of the tab key."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(note.TU) for note in document.pages[0].get("/Annots", []) if note.Subtype == "/Widget"]


def mail(edition: Edition, name: str) -> tuple[str, str]:
    found = invitation(edition, edition.document(name))
    assert found
    return found.subject, found.text


@each_invitation
def test_an_invitation_is_one_page_with_day_hour_place_and_sign_up(edition: Path, name: str) -> None:
    path = edition / "pdf" / f"{name}.pdf"
    pdf = read(path)
    assert len(pdf.pages) == 1
    assert not fields(path.read_bytes())
    for said in {
        "invitation-mesteraften": [
            "Torsdag den 21. januar 2027",
            "Kl. 17.00-20.00",
            "17.45 Inspiration",
            "torsdag den 14. januar 2027",
        ],
        "invitation-trepartsworkshop": [
            "Torsdag den 11. marts 2027",
            "Kl. 13.00-15.30",
            "torsdag den 4. marts 2027",
        ],
    }[name]:
        assert said in pdf.text
    assert "Kalkvej 4, 3250 Gilleleje" in pdf.text
    assert "Mette Holm" in pdf.text
    assert "gratis" not in pdf.text, "what it costs to come only the school knows"


@each_invitation
def test_a_mail_says_the_same_in_lines_of_plain_text(edition: Path, name: str) -> None:
    content = (edition / "invitationer" / f"{name}.txt").read_bytes()
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith(f"Emne: Invitation til {name.removeprefix('invitation-')} torsdag den ")
    assert [line for line in lines if len(line) > 78 or line != line.rstrip()] == []
    # What is pasted into a mail is plain: no tabs, and no spaces that only look like one.
    assert not {"\t", "\N{NO-BREAK SPACE}"} & set("".join(lines))
    printed = re.sub(r"\W", "", read(edition / "pdf" / f"{name}.pdf").text)
    if name == "invitation-mesteraften":
        assert "- Kl. 17.45: Inspiration. Et inspirationsoplæg, som vi kan tale om bagefter." in lines
    told = [line for line in lines if line.startswith(("Torsdag den", "Murerhallen", "Lokale"))]
    assert len(told) == 2
    for line in told:
        assert re.sub(r"\W|kl", "", line) in printed.replace("Kl", "")


def test_the_page_shows_the_mail_and_leads_to_both_files(edition: Path) -> None:
    page = lxml.html.parse(edition / "arrangementer" / "index.html")
    for name in INVITATIONS:
        assert {f"../pdf/{name}.pdf", f"../invitationer/{name}.txt"} < set(page.xpath("//article//@href"))
        subject, text = page.xpath(f"//*[@id='mail-{name}']//*[@data-copy]/text()")
        sent = (edition / "invitationer" / f"{name}.txt").read_text(encoding="utf-8-sig")
        assert f"Emne: {subject} {text}".split() == sent.split()


@each_invitation
def test_when_the_event_is_past_the_invitation_can_be_filled_in(tmp_path: Path, name: str) -> None:
    edition = changed_example(tmp_path, "2027-03-12")
    document = edition.document(name)
    assert [(item.kind, item.stem) for item in document.prints] == [("screen", name)]
    product = made(edition, name)
    assert product.pages == 1
    assert fields(product.pdf) == [
        "Dag og dato – fx torsdag den 21. januar 2027",
        "Klokken – fx 17.00-20.00",
        "Sted – lokale og adresse",
        "Senest – fx den 14. januar 2027",
        "Sådan gør I – mail, telefon eller link",
    ]
    subject, text = mail(edition, name)
    assert "2027" not in subject + text
    assert "[ugedag og dato] kl. [fra-til]\n[sted og adresse]\n" in text


def test_what_can_be_filled_in_is_accessible_and_can_be_kept(tmp_path: Path, verapdf: VeraPdf) -> None:
    """The example school's invitations have dates, so no other test sees one with fields."""
    edition = changed_example(tmp_path, "2027-03-12")
    paths = [tmp_path / f"{name}.pdf" for name in INVITATIONS]
    for path in paths:
        path.write_bytes(made(edition, path.stem).pdf)
    assert verapdf.faults(paths) == []


def test_a_page_without_events_says_so_and_keeps_the_invitations(tmp_path: Path) -> None:
    edition = changed_example(tmp_path, "2027-03-12")
    pages = {page.src_uri: page.text for page in PageMaker(edition).pages("site")}
    page = pages["arrangementer/index.md"]
    assert "Det kommer" not in page
    assert "data-last-day" not in page
    assert "Lige nu er der ikke sat dato på noget." in page
    assert "firkantede parenteser" in page
    assert "Kom og vær med" not in pages["index.md"]


def test_the_next_event_is_invited_to_and_the_later_ones_are_listed(tmp_path: Path) -> None:
    days = ("2028-01-20", "2026-11-01", "2027-01-21", "2027-09-23")
    edition = changed_example(tmp_path, DAY, events=[event("mesteraften", day, place=f"Hal {day}") for day in days])
    text = opened(made(edition, "invitation-mesteraften"), tmp_path).text
    dates = re.findall(r"\w+dag den \d+\. \w+ \d{4}", text)
    assert dates == ["Torsdag den 21. januar 2027", "Torsdag den 23. september 2027", "Torsdag den 20. januar 2028"]
    assert "Hal 2027-09-23" in text
    subject, text = mail(edition, "invitation-mesteraften")
    assert subject == "Invitation til mesteraften torsdag den 21. januar 2027"
    assert "Passer dagen ikke?\n- Torsdag den 23. september 2027 kl. 17.00-20.00: Hal 2027-09-23\n- Tor" in text
    assert "2026" not in text


@pytest.mark.parametrize("day", [DAY, "2029-01-01"], ids=["with events", "without"])
@each_invitation
def test_long_values_stay_on_one_page_without_being_cut(tmp_path: Path, name: str, day: str) -> None:
    contact = {
        "role": "tovholder",
        "name": "Anne-Margrethe Skovgaard-Christoffersen",
        "phone": "12345678",
        "email": MAIL,
    }
    dates = ("2027-01-21", "2027-09-23", "2027-11-25", "2028-01-20")
    events = [
        event(kind, date, title=f"{LONG} {number}", place=f"{FAR} {number}", signup=f"Skriv til {MAIL}", deadline=date)
        for kind in KINDS
        for number, date in enumerate(dates)
    ]
    edition = changed_example(tmp_path, day, contacts=[contact], events=events, logo=None)
    product = made(edition, name)
    assert product.pages == 1
    text = opened(product, tmp_path).text.replace(" ", "")
    wanted = [MAIL, *([f"{LONG}{number}" for number in range(4)] + [f"{FAR}{number}" for number in range(4)])]
    for value in wanted if day == DAY else wanted[:1]:
        assert value.replace(" ", "") in text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"signup": "x@example.dk"}, "Meld jer til: x@example.dk"),
        ({"deadline": "2027-01-14"}, "Meld jer til senest torsdag den 14. januar 2027: Mette Holm"),
        ({}, None),
    ],
)
def test_a_mail_says_how_to_sign_up_as_far_as_the_school_does(
    tmp_path: Path, changes: dict[str, str], expected: str | None
) -> None:
    edition = changed_example(tmp_path, DAY, events=[event("mesteraften", "2027-01-21", **changes)])
    _, text = mail(edition, "invitation-mesteraften")
    assert [line for line in text.splitlines() if "Meld jer til" in line] == ([expected] if expected else [])
    assert "\n\n\n" not in text


def test_a_school_without_the_initiative_has_neither_invitation_nor_page(tmp_path: Path) -> None:
    edition = changed_example(tmp_path, DAY, initiatives=["amu-kursus"], events=[event("amu-kursus", "2027-01-21")])
    assert not any(edition.facts.has(name) for name in INVITATIONS)
    pages = {page.src_uri: page.text for page in PageMaker(edition).pages("site")}
    assert "arrangementer/index.md" not in pages
    assert not [name for name, text in pages.items() if "arrangementer/" in text]
    assert "Mød hinanden" in pages["index.md"]
