"""A school fills in its profile on a page, by mouse, finger or keys, and saves a file that `check` takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from coloraide import Color
from playwright.sync_api import Browser, Page, expect

from generator.edition.colours import contrast, palette
from generator.profile.form.choices import gone_without
from generator.profile.form.starter_file import starter_parts
from generator.profile.load import load_profile
from generator.profile.model import INITIATIVES, Profile
from generator.profile.schema import profile_schema
from generator.profile.trade import trade_keys
from generator.shared import PACKAGE
from tests.support.browser import Scheme, Visit, Width, report
from tests.support.command import REPOSITORY, run_here
from tests.support.trades import SHARED_LAYERS

pytestmark = pytest.mark.slow

EXAMPLE = REPOSITORY / "schools" / "eksempel" / "school.yml"
STARTER = (PACKAGE / "starter" / "school.yml").read_text(encoding="utf-8")
STEPS = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page has been written, by the command."""
    folder = tmp_path_factory.mktemp("form")
    result = run_here("form", "--out", "profil.html", folder=folder)
    assert (result.returncode, result.stdout) == (0, "Written: profil.html\n")
    return folder


def visit(browser: Browser, folder: Path, width: Width = 1280, scheme: Scheme = "light") -> Visit:
    visit = Visit(browser, f"{folder.as_uri()}/", width, scheme)
    visit.open("profil.html")
    # The system's own dialog for saving has no keys that a test could press.
    visit.page.evaluate("delete window.showSaveFilePicker")
    return visit


def go_to(page: Page, step: str) -> None:
    page.evaluate("step => { location.hash = step }", step)
    expect(page).to_have_url(re.compile(f"#{step}$"))
    expect(page.locator("h1")).to_be_focused()


def steps(page: Page) -> list[str]:
    return [
        str(address).lstrip("#")
        for address in page.locator("#steps a").evaluate_all("links => links.map(link => link.hash)")
    ]


def save(page: Page, into: Path, name: str = "school.yml") -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Gem {name}").click()
    assert download.value.suggested_filename == name
    download.value.save_as(into / name)
    return into / name


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_every_step_can_be_used_by_everybody(browser: Browser, folder: Path, width: Width, scheme: Scheme) -> None:
    """With a profile in which everything is filled in, and one in which everything is wrong."""
    someone = visit(browser, folder, width, scheme)
    page = someone.page
    page.on("dialog", lambda dialog: dialog.accept())
    found = []
    page.set_input_files("#fil", EXAMPLE)
    expect(page.locator("#opened")).to_contain_text("er åbnet")
    for step in steps(page):
        go_to(page, step) if step != "start" else None
        page.locator("main summary").evaluate_all("closed => closed.forEach(one => one.click())")
        found += [*someone.findings(), *someone.axe()]
    wrong = folder / "forkert.yml"
    wrong.write_text(WRONG, encoding="utf-8")
    go_to(page, "start")
    page.set_input_files("#fil", wrong)
    for step in ("skolen", "kontaktpersoner", "arrangementer", "ark", "tjek"):
        go_to(page, step)
        if step != "tjek":
            page.get_by_role("button", name="Fortsæt").click()
            expect(page.get_by_role("alert")).to_be_focused()
        found += [*someone.findings(), *someone.axe()]
    assert found == [], report(found)


WRONG = """
trade: murer, tømrer
contacts: [{role: mentor, name: "", phone: 12}]
events: [{kind: mesteraften, title: Åbent hus, date: 21-01-2027, start: 17:00, end: 16:00, place: Skolen}]
sheets: {foerste-samtale: {hide: [A B], add: [{id: x, text: Hvad?, answer: one-of}]}}
"""


def test_from_nothing_to_a_file_that_check_takes_by_keys_alone(browser: Browser, folder: Path, tmp_path: Path) -> None:
    page = visit(browser, folder, 360).page
    keys = page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            if page.evaluate(
                "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"
            ).startswith(name):
                return
        pytest.fail(f"no key leads to {name}")

    tab_to("Begynd")
    keys.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    tab_to("Fortsæt")
    keys.press("Enter")
    # Nothing is filled in: what is wrong is told first, and leads to its field.
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page).to_have_title("Fejl: Skolen – Jeres profil")
    tab_to("Udfyld »Skolens fulde navn«.")
    keys.press("Enter")
    expect(page.get_by_label("Skolens fulde navn")).to_be_focused()
    keys.type("Ærø: *Skolen*")
    expect(page.get_by_role("alert")).to_contain_text("Udfyld »Skolens fulde navn«. – rettet", use_inner_text=True)
    tab_to("Guidens fag")
    keys.type("Tøm")
    expect(page).to_have_title("Skolen – Jeres profil")
    tab_to("Fortsæt")
    keys.press("Enter")
    expect(page.locator("h1")).to_have_text("Kontaktpersoner")
    expect(page.locator("h1")).to_be_focused()
    tab_to("Personens fulde navn")
    keys.type("Bo Juul")
    tab_to("Telefonnummer")
    keys.type("2345678")
    tab_to("Mailadresse")
    expect(page.locator(".error:visible")).to_contain_text("Nummeret har 7 cifre.")
    keys.press("Shift+Tab")
    keys.press("End")
    keys.type("9")
    expect(page.locator(".error:visible")).to_have_count(0)
    for _ in range(STEPS - 1):
        before = page.locator("h1").inner_text()
        tab_to("Fortsæt")
        keys.press("Enter")
        # Who goes on before the next step is there goes on in the one before it.
        expect(page.locator("h1")).not_to_have_text(before)
        expect(page.locator("h1")).to_be_focused()
    expect(page.locator("h1")).to_have_text("Tjek svarene, og gem filen")
    expect(page.locator(".missing")).to_contain_text("Guiden har ingen adresse endnu.")
    with page.expect_download() as download:
        tab_to("Gem school.yml")
        keys.press("Enter")
    download.value.save_as(tmp_path / "school.yml")
    tab_to("Ja, filen ligger der")
    keys.press("Enter")
    expect(page.locator("#saved")).to_be_empty()
    profile = load_profile(tmp_path, trade_keys(SHARED_LAYERS))
    assert (profile.name, profile.trade, profile.contacts[0].phone) == ("Ærø: *Skolen*", "toemrer", "23 45 67 89")
    assert run_here("check", tmp_path, folder=tmp_path).returncode == 0
    # What `init` lays beside its own file is not here.
    head = (tmp_path / "school.yml").read_text(encoding="utf-8").partition("name:")[0]
    assert "PROFIL.md, som samtaleguide init skriver." in head
    assert "ved siden af" not in head
    assert "schema" not in head


def test_what_is_opened_changed_and_saved_has_the_explanations(browser: Browser, folder: Path, tmp_path: Path) -> None:
    page = visit(browser, folder).page
    made_by_init = tmp_path / "skole.yml"
    head, example = STARTER.partition("# ---")[0], EXAMPLE.read_text(encoding="utf-8")
    made_by_init.write_text(head + example.partition("fantasi.\n")[2], encoding="utf-8")
    page.set_input_files("#fil", made_by_init)
    expect(page.locator("#opened")).to_have_text(re.compile(r"er åbnet. Der er intet at rette.Se alle svar$"))
    go_to(page, "kontaktpersoner")
    page.get_by_role("button", name="Fjern kontaktperson 4").click()
    page.get_by_role("button", name="Flyt kontaktperson 4 op").click()
    go_to(page, "arrangementer")
    page.get_by_role("button", name="Tilføj et arrangement").click()
    third = page.get_by_role("group", name="Arrangement 3")
    third.get_by_label("Indsatsen").select_option("noerdeklub")
    third.get_by_label("Arrangementets titel").fill("Nørder & mørtel")
    third.get_by_label("Dagen").fill("3. maj 2027")
    third.get_by_label("Begynder").fill("kl. 15")
    expect(third.get_by_text("mandag den 3. maj 2027")).to_be_visible()
    third.get_by_label("Slutter").fill("14.30")
    third.get_by_label("Stedet").fill("Kælderen")
    expect(third.get_by_text("slutter, før det er begyndt")).to_be_visible()
    third.get_by_label("Slutter").fill("17:00")
    expect(third.get_by_text("slutter, før det er begyndt")).to_be_hidden()
    go_to(page, "tjek")
    text = save(page, tmp_path).read_text(encoding="utf-8")
    (tmp_path / "logo.svg").write_bytes(EXAMPLE.with_name("logo.svg").read_bytes())
    before, after = (load_profile(layer, trade_keys(SHARED_LAYERS)) for layer in (EXAMPLE.parent, tmp_path))
    assert [contact.role for contact in after.contacts] == [
        *("tovholder", "virksomhedskonsulent", "mentor", "uddannelsesleder"),
    ]
    assert str(after.events[2].date) == "2027-05-03"
    assert after.model_copy(update={"contacts": before.contacts, "events": before.events}) == before
    explained = [line for part in starter_parts(STARTER) for line in part["before"].splitlines()]
    assert [line for line in explained if line not in text.splitlines()] == []


def test_what_is_not_finished_is_saved_as_a_draft_and_opened_again(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    page = visit(browser, folder).page
    go_to(page, "skolen")
    page.get_by_label("Skolens fulde navn").fill("Skolen")
    expect(page.locator("#saved")).to_have_text("Ikke gemt endnu")
    go_to(page, "tjek")
    expect(page.locator(".summary")).to_contain_text("Udfyld »Guidens fag«.")
    draft = save(page, tmp_path, "school-kladde.yml")
    page = visit(browser, folder).page
    page.set_input_files("#fil", draft)
    expect(page.locator("#opened")).to_contain_text("2 ting at rette")
    go_to(page, "skolen")
    expect(page.get_by_label("Skolens fulde navn")).to_have_value("Skolen")


def test_what_cannot_be_taken_over_is_told(browser: Browser, folder: Path, tmp_path: Path) -> None:
    """Each time the same file is chosen, as it is after somebody has mended it."""
    page = visit(browser, folder).page
    file = tmp_path / "school.yml"
    for text, told in (
        ("name: [", "kan ikke læses. Se på linje 1: name: ["),
        ("bare tekst", "kan ikke læses. Er det den rigtige fil?"),
        ("name: S\nfarver: rød\ncontacts: nej\n", "kommer ikke med, når I gemmer:farvercontacts"),
        ("# husk Bo\nname: S\n", "1 linje med jeres egne bemærkninger"),
    ):
        file.write_text(text, encoding="utf-8")
        page.set_input_files("#fil", file)
        expect(page.locator("#opened")).to_contain_text(told)


def test_what_is_wrong_is_told_by_name_and_leads_to_its_field(browser: Browser, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "school.yml"
    file.write_text(
        "name: S\ntrade: murer\ncontacts: [{role: tovholder, name: Bo, phone: 12}]\nclosed_weeks: [54]\n"
        "sheets: {foerste-samtale: {room: {foerste-dag: 200}}}\n",
        encoding="utf-8",
    )
    page = visit(browser, folder).page
    page.set_input_files("#fil", file)
    for step, told, field in (
        ("kontaktpersoner", "Kontaktperson 1, Telefonnummer: Det er ikke et telefonnummer.", "Telefonnummer"),
        ("samtaler", "Uger, hvor skolen holder lukket: Tallet skal være fra 1 til 53.", "Uger"),
        ("ark", "Første læringssamtale, Plads foerste-dag: Tallet skal være fra 1 til 20.", "Antal"),
    ):
        go_to(page, step)
        page.get_by_role("button", name="Fortsæt").click()
        page.get_by_role("alert").get_by_role("link", name=told).click()
        expect(page.get_by_label(field)).to_be_focused()


def test_a_profile_s_text_is_never_markup(browser: Browser, folder: Path, tmp_path: Path) -> None:
    text = '"</script><img src=x onerror=alert(1)>"'
    file = tmp_path / "school.yml"
    file.write_text(
        f"name: {text}\ntrade: {text}\ncontacts: [{{role: {text}, name: {text}}}]\n{text}: 1\n", encoding="utf-8"
    )
    someone = visit(browser, folder)
    someone.page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    someone.page.set_input_files("#fil", file)
    for step in ("kontaktpersoner", "udseende", "tjek"):
        go_to(someone.page, step)
        assert someone.page.locator("img").count() == 0
    assert someone.findings() == []


def test_choices_say_what_the_guide_does_without(browser: Browser, folder: Path) -> None:
    page = visit(browser, folder).page
    go_to(page, "indsatser")
    without = page.get_by_role("region", name="Det bliver ikke nævnt i jeres guide")
    expect(without).to_contain_text("Mesteraften: heller ikke »Invitation til mesteraften«")
    page.get_by_label("Mesteraften").check()
    expect(without).not_to_contain_text("Mesteraften")
    page.get_by_label("Pjecer").uncheck()
    expect(without).to_contain_text("»Pjece til lærlinge«, »Pjece til virksomheder«")
    assert set(gone_without()) <= {*INITIATIVES, "praktik", "tredje"}


@pytest.fixture(scope="module")
def colours(started: Browser, folder: Path) -> Iterator[Page]:
    """The step at which a school chooses its colours, one after the other."""
    page = visit(started, folder).page
    go_to(page, "udseende")
    yield page
    page.context.close()


@pytest.mark.parametrize(
    "primary", ["#0b5d66", "#ffe94a", "#ff0000", "#000000", "#ffffff", "#39ff14", "#f8c8dc", "#3b2f8f"]
)
def test_the_colours_are_those_of_the_edition(colours: Page, primary: str) -> None:
    """As near as the eye can tell; and what is said of them is true."""
    colours.get_by_label("Hovedfarven", exact=True).fill(primary)
    shown = colours.evaluate("primary => samtaleguide.paletteOf(primary, '#e4a11b')", primary)
    made = palette(primary, "#e4a11b")
    for name in ("light", "dark"):
        for part in ("page", "tint", "link", "header", "accent"):
            one, other = shown[name][part], getattr(made, name)[part]
            assert Color(one).delta_e(other, method="ok") < 0.02, (name, part, one, other)
        assert contrast(shown[name]["link"], shown[name]["page"]) >= 4.5
        assert contrast(shown[name]["on-header"], shown[name]["header"]) >= 4.5
    said = colours.get_by_role("region", name="Sådan kommer det til at se ud").get_by_role("listitem")
    is_kept = made.light["link"] == primary
    expect(said.nth(1)).to_contain_text("står i selve hovedfarven" if is_kept else "Hovedfarven er for lys")


def test_the_talks_lie_on_a_line_of_time(browser: Browser, folder: Path) -> None:
    page = visit(browser, folder).page
    go_to(page, "samtaler")
    talks = page.get_by_role("region", name="Sådan ligger samtalerne").get_by_role("listitem")
    expect(talks).to_have_count(3)
    expect(talks.nth(2)).to_contain_text("Seks til ni måneder efter oplæringens start · 20 minutter")
    page.get_by_label("Ja, den holder vi").first.check()
    page.get_by_label("Fra").last.fill("8")
    expect(talks.nth(3)).to_contain_text("Se på månederne")
    page.get_by_label("Til").last.fill("9")
    expect(talks).to_have_count(4)
    expect(talks.nth(3)).to_contain_text("Otte til ni måneder")
    page.get_by_label("Nej, den holder vi ikke").last.check()
    expect(talks).to_have_count(3)


def test_the_page_has_every_key_of_the_model_and_each_trade(browser: Browser, folder: Path) -> None:
    html = (folder / "profil.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data = json.loads(found[1])
    in_steps = [key for step in data["steps"] for key in step["keys"]]
    assert sorted(in_steps) == sorted(Profile.model_fields) == sorted(part["key"] for part in data["starter"])
    assert [name for name, _ in data["suggestions"]["trades"]] == sorted(
        profile_schema()["properties"]["trade"]["examples"]
    )


def test_it_takes_the_place_of_nothing_but_such_a_page(tmp_path: Path) -> None:
    """Such as that of the profile, which it is to become."""
    (tmp_path / "school.yml").write_text("name: Skolen\n")
    refused = run_here("form", "--out", "school.yml", folder=tmp_path)
    assert (refused.returncode, (tmp_path / "school.yml").read_text()) == (1, "name: Skolen\n")
    for _ in range(2):
        assert run_here("form", "--out", "profil.html", folder=tmp_path).returncode == 0


def test_it_begins_with_the_profile_of_a_layer(browser: Browser, folder: Path, tmp_path: Path) -> None:
    result = run_here("form", EXAMPLE.parent, "--out", tmp_path / "profil.html", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    page = visit(browser, tmp_path).page
    expect(page.locator("#opened")).to_contain_text("school.yml er åbnet. Der er intet at rette.")
    go_to(page, "skolen")
    expect(page.get_by_label("Skolens fulde navn")).to_have_value("Nordkystens Erhvervsskole")
