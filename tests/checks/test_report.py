"""A coordinator reads what was checked of an edition and how it went; what was not tried is not claimed."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.checks.published import references
from generator.checks.report import Check, checks
from generator.checks.terms import old_terms
from generator.doors.proving import proof_of
from generator.doors.reporting import write_report
from generator.problems.problem import GeneratorError
from generator.profile.people import Accessibility
from generator.rendering import Rendered, render_edition
from tests.support.browser import Visit, report, serving
from tests.support.command import DAY, EDITIONS, contents, run_here
from tests.support.editions import Editions
from tests.support.published import write
from tests.support.sheets import EXAMPLE

NOT_AT_HAND = "veraPDF needs a JDK and JAXB: sudo apt-get install …"
Checked = Callable[..., dict[str, Check]]


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    return render_edition(EXAMPLE, date.fromisoformat(DAY))


@pytest.fixture
def checked(rendered: Rendered, edition: Path) -> Checked:
    """What the report on the example school says, by the ids of its checks."""

    def check(day: str = DAY, of: Rendered = rendered, proof: object = NOT_AT_HAND) -> dict[str, Check]:
        found = checks(of.edition, of.maker, of.pages, of.jobs, edition, proof, date.fromisoformat(day))  # type: ignore[arg-type]
        return {each.id: each for each in found}

    return check


def test_the_example_is_in_order(checked: Checked) -> None:
    found = checked()
    assert {key: check.status for key, check in found.items()} == {
        **dict.fromkeys(("contrast", "links", "hosts", "lix", "pictures", "statement", "support", "terms"), "fine"),
        "pdf": "untried",
    }
    assert found["pdf"].facts["reason"] == NOT_AT_HAND
    assert found["links"].facts["inside"] > 500
    assert found["pictures"].facts["count"] > 10
    assert len(found["lix"].rows) > 15


def test_what_has_become_old_is_to_be_looked_at(checked: Checked, rendered: Rendered) -> None:
    found = checked("2027-12-01")
    assert (found["statement"].status, found["support"].status) == ("look", "look")
    assert found["support"].rows[0]["days"] == 394
    # The year was mistyped.
    found = checked("2026-10-31")
    assert [row["fine"] for row in found["support"].rows] == [False, False, False]
    none = replace(rendered.edition, profile=rendered.edition.profile.model_copy(update={"accessibility": None}))
    assert checked(of=replace(rendered, edition=none))["statement"].status == "look"
    updated = Accessibility(was_url="https://was.digst.dk/x", updated=date(2026, 11, 1))
    newer = replace(rendered.edition, profile=rendered.edition.profile.model_copy(update={"accessibility": updated}))
    assert checked(of=replace(rendered, edition=newer))["statement"].facts["days"] == 1


def test_each_pdf_has_its_own_result(checked: Checked, rendered: Rendered, edition: Path) -> None:
    stems = [path.stem for path in (edition / "pdf").glob("*.pdf") if not path.stem.endswith("-tryk")]
    proof = {stem: {"PDFUA-1": [], "PDFA-2A": []} for stem in stems}
    assert checked(proof=proof)["pdf"].status == "fine"
    proof["plakat"] = {"PDFUA-1": ["7.1/3: …"], "PDFA-2A": []}
    found = checked(proof=proof)["pdf"]
    assert found.status == "look"
    (bad,) = (row for row in found.rows if not row.get("fine", True))
    assert (bad["file"], bad["ua"], bad["a"]) == ("pdf/plakat.pdf", False, True)
    press = [row for row in found.rows if row["ua"] is None]
    assert {row["print"] for row in press} == {"Send til trykkeri"}


def test_verapdf_is_asked_where_it_is_at_hand(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pdf").mkdir()
    for name in ("plakat.pdf", "pjece-laerling-tryk.pdf"):
        shutil.copy(edition / "pdf" / name, tmp_path / "pdf")
    assert proof_of(tmp_path) == {"plakat": {"PDFUA-1": [], "PDFA-2A": []}}
    monkeypatch.setenv("PATH", "")
    assert "apt-get install" in proof_of(tmp_path)


def test_what_a_page_names_is_looked_at(tmp_path: Path) -> None:
    head = (
        "<!doctype html><html lang=da><meta charset=utf-8><link rel=stylesheet href=https://cdn.example/a.css><article>"
    )
    write(
        tmp_path,
        {
            "index.html": f"{head}<a href=a/index.html#der>a</a><a href=a/index.html#ikke>b</a><a href=væk.pdf>c</a>"
            "<a href=https://www.skolen.dk/x>d</a><a href=tel:12>e</a>",
            "a/index.html": "<article><h2 id=der>Der</h2><img src=x.png><img src=y.png alt='En mur'></article>",
            "404.html": "<a href=ingen.html>x</a>",
        },
    )
    found = references(tmp_path, ["index.html", "a/index.html"])
    assert (found.pages, found.inside, found.pictures) == (2, 3, 2)
    assert found.lost == [("index.html", "a/index.html#ikke"), ("index.html", "væk.pdf")]
    assert found.hosts == {"www.skolen.dk": {"index.html"}}
    assert found.loaded == [("index.html", "https://cdn.example/a.css")]
    assert found.undescribed == [("a/index.html", "x.png")]


def test_old_terms_are_told_with_the_new_ones() -> None:
    found = [
        *old_terms("Din praktikplads. Praktikpladsen er i skolepraktik, og i praktikugen ses vi. En praktikplads.")
    ]
    assert [tuple(term) for term in found] == [
        ("praktikplads", "læreplads"),
        ("Praktikpladsen", "læreplads"),
        ("skolepraktik", "skoleoplæring"),
    ]


def test_the_report_lies_beside_the_edition_and_can_be_read(
    editions: Editions, tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer, out = EDITIONS / "minimal", tmp_path / "out"
    published = editions(layer)
    shutil.copytree(published.parent, out)
    # What others keep in the web root: an empty page, and one with links that lead nowhere.
    (out / published.name / "tom.html").write_text("")
    (out / published.name / "andres.html").write_text("<a href=væk.html>f</a><a href='http://['>g</a>")
    before = contents(out / published.name)
    monkeypatch.setattr("generator.pdf.verapdf._JAXB", tmp_path / "none")
    done = run_here("build", layer, "--out", out, "--date", DAY, "--report", folder=tmp_path)
    folder = out / f"{published.name}-rapport"
    assert done.returncode == 0, done.stderr
    assert f"Report: {folder / 'rapport.html'}" in done.stdout
    assert contents(out / published.name) == before
    told = json.loads((folder / "rapport.json").read_text(encoding="utf-8"))
    status = {check["id"]: check["status"] for check in told["checks"]}
    assert (told["version"], told["day"], status["pdf"], status["statement"]) == (1, DAY, "untried", "look")
    assert status["links"] == "fine"
    page = (folder / "rapport.html").read_text(encoding="utf-8")
    assert "trin-1-forberedelse/index.html" not in page
    assert page.count(">Ring og skriv</th>") == page.count(">Ring og skriv (på papir)</th>") == 1
    with serving(folder) as root:
        for width, scheme in ((320, "light"), (1280, "dark")):
            visit = Visit(browser, root, width, scheme)  # type: ignore[arg-type]
            visit.open("rapport.html")
            first = visit.page.locator("tr").first
            assert "Se på det" in first.inner_text() or "Ikke prøvet" in first.inner_text()
            assert visit.findings() == [], report(visit.findings())
            assert visit.axe() == []
    (folder / "rapport.html").write_text("Vores egen")
    with pytest.raises(GeneratorError, match="this is no page that was written here before"):
        write_report(layer, out / published.name, folder, date.fromisoformat(DAY), NOT_AT_HAND)
    assert (folder / "rapport.html").read_text() == "Vores egen"
