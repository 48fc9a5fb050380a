"""The example's edition in every trade: its own words, stories and drawing, and nothing of another trade."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from generator.documents.job import Job
from generator.documents.jobs import jobs
from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.layer.drawings import MOTIFS
from generator.pages.maker import PageMaker
from generator.pages.markdown import to_html
from generator.problems.problem import GeneratorError
from generator.profile.trade import load_trade, trade_keys
from tests.support.command import DAY, EDITIONS, REPOSITORY, run_here
from tests.support.editions import Editions
from tests.support.pdfs import read
from tests.support.reading import text_of
from tests.support.trades import SHARED_LAYERS, forms
from tests.tools.unconfirmed import unconfirmed

KEYS = [
    "murer", "toemrer", "bygningsstruktoer", "brolaegger", "bygningsmaler", "snedker", "elektriker", "vvs-energi",
]  # fmt: skip
TRADES = {key: load_trade(SHARED_LAYERS, key) for key in KEYS}
# What is said of bricklayers' work and of their partnership alone.
OF_MURER = r"\bmur|mørtel|\bgavl|\bfuge|Trivselspartnerskab|TrygFonden|Hansen & Andersen"
# A trade whose companies are not led by a »mester«.
WITHOUT_MESTER = ["bygningsstruktoer", "elektriker"]
# A trade that nobody has drawn yet, for which the neutral drawing serves.
WITHOUT_DRAWING: list[str] = []
MURER = (REPOSITORY / "generator" / "trades" / "murer.yml").read_text(encoding="utf-8")
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 297"><path id="rude" style="fill:none;stroke:#000" '
    'd="M10 10 L400 280"/></svg>'
)


class Told(NamedTuple):
    """What an edition says: its pages on the site and in the book, and everything printable, as HTML."""

    edition: Edition
    front_page: str
    documents: list[Job]
    text: str


def example_layer(folder: Path, key: str) -> Path:
    """Write the example school with another trade, without the words of its own that belong to murer."""
    layer = Path(shutil.copytree(REPOSITORY / "schools" / "eksempel", folder / key))
    profile = yaml.safe_load((layer / "school.yml").read_text(encoding="utf-8"))
    profile = {name: value for name, value in profile.items() if name not in ("events", "sheets")} | {"trade": key}
    (layer / "school.yml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    return layer


def told_by(layer: Path) -> Told:
    edition = load_edition(layer, date.fromisoformat(DAY))
    maker = PageMaker(edition)
    pages = [to_html(page.text) for page in maker.pages("site")]
    documents = jobs(edition, maker)
    return Told(
        edition, pages[0], documents, "\n".join(text_of(html) for html in [*pages, *(job.html for job in documents)])
    )


@pytest.fixture(scope="module", params=KEYS)
def in_trade(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The example's edition in each trade, filled in but not typeset."""
    return told_by(example_layer(tmp_path_factory.mktemp("trade"), request.param))


@cache
def of_others(key: str) -> re.Pattern[str]:
    """Match any word that belongs to other trades, but not to this one."""
    foreign = set().union(*(forms(trade) for other, trade in TRADES.items() if other != key)) - forms(TRADES[key])
    choice = "|".join(sorted(map(re.escape, foreign), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)" + (f"|{OF_MURER}" if key != "murer" else ""), re.IGNORECASE)


def without_addresses(text: str) -> str:
    """Return a text without the addresses of pages and files, which are called alike in every trade."""
    return re.sub(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S+", "", text)


def strays(key: str, text: str) -> Iterator[str]:
    """Yield where a text has a word of another trade."""
    text = without_addresses(text)
    # Neighbours may share a committee, whose name tells both.
    for name in (TRADES[key].committee.name, TRADES[key].committee.short):
        # At the end of a line the hyphen of a word may stand without its space.
        text = re.sub(re.escape(name).replace(r"\ ", r"\s*"), "", text, flags=re.IGNORECASE)
    for found in of_others(key).finditer(text):
        yield text[max(0, found.start() - 50) : found.end() + 30]


def test_every_trade_has_its_words() -> None:
    assert sorted(KEYS) == sorted(trade_keys(SHARED_LAYERS))


def test_the_readme_names_every_trade() -> None:
    (listed,) = re.findall(r"The trade is (.+?);", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert re.split(r", | or ", listed) == KEYS


def test_the_starter_names_every_trade() -> None:
    text = (REPOSITORY / "generator" / "starter" / "school.yml").read_text(encoding="utf-8")
    (listed,) = re.findall(r"Vælg mellem: (.+?)\. ", text, re.DOTALL)
    assert re.split(r",\s(?:# )?", listed.replace("\n", " ")) == KEYS


def test_no_word_of_another_trade_is_left(in_trade: Told) -> None:
    assert list(strays(in_trade.edition.trade.key, in_trade.text)) == []


def test_no_word_of_another_trade_is_left_in_the_pdfs(editions: Editions) -> None:
    """One of the other trades is built as a whole."""
    root = editions(EDITIONS / "alt-fra")
    pdfs = sorted((root / "pdf").glob("*.pdf"))
    texts = {path.name: "\n".join(block.text for block in read(path).blocks) for path in pdfs}
    assert "struktørfaget" in texts["guide.pdf"]
    assert "entreprenøren" in texts["guide.pdf"]
    assert {name: found for name, text in texts.items() if (found := list(strays("bygningsstruktoer", text)))} == {}


def test_the_trade_s_own_words_are_there(in_trade: Told) -> None:
    trade = in_trade.edition.trade
    words = [trade.education.definite, trade.field.definite, trade.worker.singular, trade.worker.plural]
    words += [trade.master.definite, trade.boss.yours, trade.open_evening.singular, trade.workplace.at]
    words += [trade.training_journeyman.definite, trade.journeyman.mine, *trade.tasks, *trade.equipment]
    words += trade.examples.model_dump().values()
    assert [word for word in words if word not in in_trade.text] == []


def test_every_story_is_told_by_one_trade_only() -> None:
    stories = [story for trade in TRADES.values() for story in trade.examples.model_dump().values()]
    assert len(set(stories)) == len(stories) == 8 * len(KEYS)


def test_no_place_has_two_prepositions(in_trade: Told) -> None:
    doubled = r"\b(på|i|hos|fra|rundt|ude|en|et|den|din|min) \1\b|\b(?:i|på|fra) (?:på|hos|fra)\b"
    assert re.findall(rf".{{30}}(?:{doubled}).{{30}}", in_trade.text) == []


def test_only_murer_has_the_partnership(in_trade: Told) -> None:
    assert ("Trivselspartnerskabet" in in_trade.text) == (in_trade.edition.trade.key == "murer")


def test_a_trade_without_a_mester_speaks_of_none(in_trade: Told) -> None:
    found = re.findall(r"\w*mest(?:er|re)\w*", without_addresses(in_trade.text), re.IGNORECASE)
    assert bool(found) == (in_trade.edition.trade.key not in WITHOUT_MESTER), found


def test_a_trade_has_a_drawing_of_its_own_unless_it_says_otherwise() -> None:
    """No drawing is lost or left over."""
    drawn = {path.stem for path in (REPOSITORY / MOTIFS).parent.glob("*.svg")}
    assert drawn == {*KEYS, "neutral"} - {*WITHOUT_DRAWING}


def test_every_trade_is_shown_by_its_drawing_or_by_the_neutral_one(in_trade: Told) -> None:
    """The front page shows it; cover, pamphlet and social card use it and no other."""
    key = in_trade.edition.trade.key
    name = MOTIFS.format("neutral" if key in WITHOUT_DRAWING else key)
    assert (REPOSITORY / name).read_text(encoding="utf-8").strip() in in_trade.front_page
    used = {asset for job in in_trade.documents for asset in job.assets if "/motifs/" in asset}
    assert used
    assert all(asset.startswith(name.removesuffix("svg")) for asset in used)


@pytest.mark.parametrize("key", KEYS)
def test_what_is_to_be_confirmed_is_told_to_those_who_keep_the_trades(key: str) -> None:
    """One warning with the file, its line and the words, in the list of all shared trades."""
    lines = (REPOSITORY / "generator" / "trades" / f"{key}.yml").read_text(encoding="utf-8").splitlines()
    place = f"generator/trades/{key}.yml:{lines.index('to_confirm:') + 1}:1: warning: "
    (told,) = [str(problem) for problem in unconfirmed() if str(problem).startswith(place)]
    assert [name for name in TRADES[key].to_confirm if f"({name})" not in told] == []
    assert f"{TRADES[key].workplace.singular} (workplace)" in told


def test_what_is_to_be_confirmed_in_a_shared_trade_is_not_told_to_a_school(tmp_path: Path) -> None:
    """No school can edit that file."""
    layer = Path(shutil.copytree(EDITIONS / "minimal", tmp_path / "skole"))
    profile = layer / "school.yml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("trade: murer", "trade: toemrer"), encoding="utf-8")
    result = run_here("check", "skole", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "skal bekræftes" not in result.stdout


def test_what_is_to_be_confirmed_in_a_layer_s_own_trade_is_told_by_check(own: Path) -> None:
    result = run_here("check", "skole", folder=own.absolute().parent)
    (told,) = [line for line in result.stdout.splitlines() if "skal bekræftes" in line]
    assert re.match(r"skole/trades/glarmester\.yml:\d+:1: warning: .*byggeplads \(workplace\)", told)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A layer with a trade that only it has; its folder's parent is the working folder."""
    monkeypatch.chdir(tmp_path)
    layer = Path(shutil.copytree(EDITIONS / "minimal", Path("skole")))
    profile = layer / "school.yml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("trade: murer", "trade: glarmester"), "utf-8")
    (layer / "trades").mkdir()
    (layer / "trades" / "glarmester.yml").write_text(MURER.replace("key: murer", "key: glarmester"), "utf-8")
    return layer


def problems_of(layer: Path) -> list[str]:
    with pytest.raises(GeneratorError) as raised:
        load_edition(layer, date.fromisoformat(DAY))
    return [str(problem) for problem in raised.value.problems]


def test_a_layer_s_own_trade_has_the_neutral_drawing(own: Path) -> None:
    neutral = (REPOSITORY / MOTIFS.format("neutral")).read_text(encoding="utf-8").strip()
    assert neutral in told_by(own).front_page


def test_a_layer_s_own_trade_may_bring_its_drawing(own: Path) -> None:
    """Its shapes are laid into the page, as attributes only, and into the printed things in the paper's colour."""
    (own / "trades" / "glarmester.svg").write_text(DRAWING, encoding="utf-8")
    told = told_by(own)
    assert '<path d="M10 10 L400 280" fill="none" stroke="currentColor" />' in told.front_page
    assert 'id="rude"' not in told.front_page
    assert "style=" not in told.front_page
    used = {name: job.assets[name] for job in told.documents for name in job.assets if name.startswith("trades/")}
    assert used
    assert not [name for name, drawing in used.items() if b"currentColor" in drawing or b"#000" in drawing]
    assert not [name for job in told.documents for name in job.assets if "/motifs/" in name]


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<script>alert(1)</script>", "this picture holds <script>, which a picture does not need"),
        ('<path onclick="alert(1)" d="M0 0"/>', "this picture runs a script (onclick=…)"),
        ("<style>body { display: none }</style>", "this drawing holds <style>, which cannot be laid into a page"),
        ("<text>Ring 70 12 34 56</text>", "this drawing holds <text>, which cannot be laid into a page"),
        ('<g><use href="#a"/></g>', "this drawing holds <use>, which cannot be laid into a page"),
        ('<image href="https://example.dk/x.png"/>', "this picture holds <image>, which a picture does not need"),
    ],
)
def test_a_drawing_that_is_more_than_shapes_is_refused(own: Path, inside: str, told: str) -> None:
    (own / "trades" / "glarmester.svg").write_text(DRAWING.replace("</svg>", f"{inside}</svg>"), encoding="utf-8")
    found = problems_of(own)
    assert len(found) >= 1
    assert found[0].startswith(f"skole/trades/glarmester.svg: {told}. ")


def test_a_drawing_without_a_size_is_refused(own: Path) -> None:
    unsized = DRAWING.replace('viewBox="0 0 420 297"', 'width="420" height="297"')
    (own / "trades" / "glarmester.svg").write_text(unsized, encoding="utf-8")
    assert problems_of(own) == [
        "skole/trades/glarmester.svg: this drawing does not say how large it is (it has no viewBox). "
        "Draw it with plain shapes: paths, rectangles, circles and lines."
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "  - workplace\n",
            "  - workplaces\n",
            "to_confirm[1]: there is no word 'workplaces'. Did you mean 'workplace'?",
        ),
        (
            "key: glarmester",
            "key: murer",
            "key: this says 'murer', but the file is called glarmester.yml. Write key: glarmester, or call the file "
            "murer.yml.",
        ),
        (
            "  mine: min svend\n",
            "",
            "journeyman: 'mine' is missing. Write it; in shared/trades/murer.yml it is »min svend«.",
        ),
        (
            "  mine: min svend\n",
            "  mine:\n",
            "journeyman.mine: nothing is written here. Write it; in shared/trades/murer.yml it is »min svend«.",
        ),
        (
            "  mine: min svend\n",
            '  mine: ""\n',
            "journeyman.mine: this text is empty. Write something.",
        ),
        (
            "  - handsker\n",
            "  - hjelm!\n",
            "equipment[4]: the options 'hjelm' and 'hjelm!' would be one and the same field, hjelm. Take one of the "
            "two out, or let them differ in a letter or a digit.",
        ),
    ],
)
def test_a_mistake_in_a_layer_s_trade_is_told(own: Path, before: str, after: str, told: str) -> None:
    file = own / "trades" / "glarmester.yml"
    assert before in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    (found,) = problems_of(own)
    assert re.fullmatch(rf"skole/trades/glarmester\.yml:\d+:\d+: {re.escape(told)}", found), found


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("maler", "Did you mean 'bygningsmaler'?"),
        ("vvs", "Did you mean 'vvs-energi'?"),
        ("el", "Did you mean 'elektriker'?"),
        ("struktør", "Did you mean 'bygningsstruktoer'?"),
        ("bygningssnedker", "Did you mean 'snedker'?"),
        ("glarmester", "generator/trades/murer.yml to trades/glarmester.yml in your own folder"),
    ],
)
def test_a_trade_is_known_by_what_people_call_it(own: Path, written: str, told: str) -> None:
    """Who writes another name of a trade is led to its key, and who has another trade to a file of their own."""
    (own / "trades" / "glarmester.yml").unlink()
    profile = own / "school.yml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("trade: glarmester", f"trade: {written}"), "utf-8")
    (found,) = problems_of(own)
    assert f"trade: there is no trade '{written}'. " in found
    assert told in found
