"""After a change exactly those PDFs are made again that the change can be seen in."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.documents import job
from generator.documents.jobs import jobs
from generator.edition.load import load_edition
from generator.pages.maker import PageMaker
from generator.shared import SHARED

pytestmark = pytest.mark.slow

SHEETS = {path.parent.name for path in (SHARED / "forms").glob("*/sheet.yml")}
PACKS = {path.parent.name for path in (SHARED / "forms").glob("pakke-*/handout.yml")}
SHORT = {"foerste-samtale-kort", "anden-samtale-kort"}
SHEET_PRINTS = (
    {f"{sheet}{ending}" for sheet in SHEETS for ending in ("", "-papir")} | {"alle-ark-papir"} | PACKS | SHORT
)
PAMPHLETS = {f"pjece-{reader}{ending}" for reader in ("virksomhed", "laerling") for ending in ("", "-tryk")}
INVITATIONS = {"invitation-mesteraften", "invitation-trepartsworkshop"}
OTHERS = {"guide", "orientering-luu", "telefonmanuskript", "kontaktkort", "plakat", "eksempler-planer", "social-card"}
ALL = SHEET_PRINTS | PAMPHLETS | INVITATIONS | OTHERS
EXAMPLE = Path(__file__).parents[2] / "schools" / "eksempel"
DAY = date(2026, 11, 1)


class Project:
    """A copy of the shared folders and of the example layer, to change things in."""

    def __init__(self, folder: Path) -> None:
        self.shared, self.layer = folder / "shared", folder / "skolen"
        for name in ("docs", "forms", "overrides", "generator/trades"):
            shutil.copytree(SHARED / name, self.shared / name)
        shutil.copytree(EXAMPLE, self.layer)

    def keys(self) -> dict[str, str]:
        """The key of every PDF of the edition as the files are now."""
        edition = load_edition(self.layer, DAY, self.shared)
        return {made.stem: made.key for made in jobs(edition, PageMaker(edition))}

    def replace(self, name: str, old: str, new: str) -> None:
        path = (self.layer if (self.layer / name).exists() else self.shared) / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} holds no {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def append(self, name: str, data: bytes) -> None:
        path = (self.layer if (self.layer / name).exists() else self.shared) / name
        path.write_bytes(path.read_bytes() + data)


@pytest.fixture(scope="module", autouse=True)
def day_in_the_colophon() -> Iterator[None]:
    """A fixed one, or the change itself would be seen in every document that prints it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1793491200")
        yield


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The keys of a project in which nothing has been changed."""
    return Project(tmp_path_factory.mktemp("before")).keys()


CHANGES: dict[str, tuple[Callable[[Project], None], set[str]]] = {
    "nothing": (lambda project: None, set()),
    "a page": (lambda project: project.append("docs/trin-2-kontakt/index.md", b"\nEn ny linje.\n"), {"guide"}),
    "a question": (
        lambda project: project.replace("forms/aftaleark/sheet.yml", "title:", "title: Ny"),
        {"aftaleark", "aftaleark-papir", "alle-ark-papir", "guide"} | PACKS,
    ),
    "an included partial": (
        lambda project: project.append("forms/_layout/_sheet_body.html", b"<!-- x -->"),
        SHEET_PRINTS | {"guide"},
    ),
    "the style sheet of the sheets": (
        lambda project: project.append("forms/_layout/sheet.css", b"\n.x { color: red }"),
        SHEET_PRINTS | {"guide"},
    ),
    "the style sheet of the pamphlets": (
        lambda project: project.append("forms/_layout/fold.css", b"\n.x { color: red }"),
        PAMPHLETS,
    ),
    "the colours of the press": (
        lambda project: project.append("forms/_layout/colour/FOGRA39L_coated.icc", b"\0"),
        {name for name in PAMPHLETS if name.endswith("-tryk")},
    ),
    "a font": (lambda project: project.append("forms/_layout/fonts/IBMPlexSans-Bold.ttf", b"\0"), ALL),
    "the school's name": (
        lambda project: project.replace(
            "school.yml", "name: Nordkystens Erhvervsskole", "name: Sydkystens Erhvervsskole"
        ),
        ALL,
    ),
    "the logo": (
        lambda project: project.replace("logo.svg", 'fill="#e4a11b"', 'fill="#e4a11c"'),
        ALL - {"social-card", "kontaktkort", "eksempler-planer"},
    ),
    "what nobody sees of the logo": (lambda project: project.append("logo.svg", b"<!-- x -->"), set()),
    "the trade's story of the first talk": (
        lambda project: project.replace("generator/trades/murer.yml", "  foerste_samtale: ", "  foerste_samtale: Ny. "),
        {"guide"},
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_only_what_a_change_touches_is_made_again(project: Project, before: dict[str, str], what: str) -> None:
    change, expected = CHANGES[what]
    assert set(before) == ALL
    change(project)
    after = project.keys()
    assert {stem for stem in ALL if before[stem] != after[stem]} == expected


def test_a_new_version_of_a_library_makes_everything_again(
    project: Project, before: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "libraries", lambda: ["weasyprint 99"])
    after = project.keys()
    assert {stem for stem in ALL if before[stem] != after[stem]} == ALL


def test_the_day_of_the_build_alone_makes_nothing_again(project: Project) -> None:
    edition = load_edition(project.layer, DAY, project.shared)
    next_day = load_edition(project.layer, date(2026, 11, 2), project.shared)
    before, after = ({made.stem: made.key for made in jobs(e, PageMaker(e))} for e in (edition, next_day))
    assert before == after
