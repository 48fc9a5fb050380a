"""The form takes what the model takes, refuses what it refuses, at the same place, and saves what it can read again.

The form's checks are written in JavaScript, by rules that come from the model. They are asked in a browser, the model
here; the profiles are those of all scenarios, and made-up ones: right, or with one thing wrong.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from pydantic import ValidationError

from generator.data.text import YamlError, parse_yaml
from generator.data.values import findings_in
from generator.doors.form import form_html
from generator.profile.model import Profile
from generator.profile.trade import trade_keys
from tests.support.browser import window
from tests.support.trades import SHARED_LAYERS

pytestmark = pytest.mark.slow

TRADES = sorted(trade_keys(SHARED_LAYERS))
SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios" / "profile").glob("*.yml"))
ASK = "profiles => profiles.map(profile => samtaleguide.problemsOf(profile).map(problem => problem.path))"


@pytest.fixture(scope="module")
def form(started: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The form, opened from disk."""
    path = tmp_path_factory.mktemp("form") / "profil.html"
    path.write_text(form_html(), encoding="utf-8")
    page = window(started)
    page.goto(path.as_uri())
    return page


def refused(data: Any) -> set[tuple[str | int, ...]]:
    """Return where the model finds something wrong in the data of a profile."""
    try:
        Profile.model_validate(data, context={"trades": TRADES})
    except ValidationError as error:
        paths = set()
        for entry in error.errors():
            if entry["type"] != "default_factory_not_called":
                at = tuple(step for step in entry["loc"] if step != "[key]")
                paths |= {(*at, *below) for below, _ in findings_in(entry) or [((), None)]}
        return paths
    return set()


def asked(form: Page, data: Any) -> set[tuple[str | int, ...]]:
    """Return where the form finds something wrong in the same data."""
    return {tuple(path) for path in form.evaluate(ASK, [data])[0]}


def read_scenario(path: Path) -> tuple[str, Any]:
    text = yaml.safe_load(path.read_text(encoding="utf-8"))["profile"]
    try:
        return text, parse_yaml(text, "school.yml").data
    except YamlError:
        return text, None


READABLE = {path.stem: read_scenario(path) for path in SCENARIOS}
READABLE = {name: scenario for name, scenario in READABLE.items() if isinstance(scenario[1], dict)}


def compared(paths: set[tuple[str | int, ...]]) -> set[tuple[str | int, ...]]:
    """Leave out what the form decides otherwise.

    It takes a trade that is not on its list, since a layer may have it; looks for the coordinator where another contact
    is wrong, too, as the program does later; and tells each event that is not offered, not the first alone.
    """
    not_offered = sorted(path for path in paths if path[:1] == ("events",) and path[-1] == "kind")
    seen = {("trade",), *not_offered[1:]}
    if any(path[:1] == ("contacts",) and path[1:] for path in paths):
        seen.add(("contacts",))
    return paths - seen


@pytest.mark.parametrize("name", READABLE)
def test_it_finds_what_the_model_finds_in_the_scenarios(form: Page, name: str) -> None:
    text, data = READABLE[name]
    assert form.evaluate("text => samtaleguide.parse(text)", text) == data
    assert compared(asked(form, data)) == compared(refused(data))


# What somebody may type, right in one place and wrong in another.
PLAIN = st.sampled_from(
    [
        *(
            "Mette Holm",
            "Æblegården 3",
            "foerste-dag",
            "Første dag",
            "logbog",
            "a",
            "*a* & <i>{{ x }}</i>",
            "n: o # p",
            "'q'",
        ),
        *(
            "- m",
            "no",
            "~",
            "null",
            "true",
            "07",
            "17:00",
            "2027-01-21",
            "👷‍♀️ ☎️",
            "sam\u00adtale",
            "@x",
            "%s",
            "x" * 200,
        ),
    ]
)
PHONES = st.sampled_from(
    ["12345678", "12 34 56 78", "+45 12345678", "0046 8 123 456 78", "112", "116 111", "12–34–56–78"]
)
MAILS = st.sampled_from(["a@b.dk", "søren.o'brien@læreplads.dk", "x+y@skole.example.dk"])
PAGES = st.sampled_from(["https://a.dk/", "HTTP://www.A.dk:81/x?y#z", "https://læreplads.dk/hjælp", "https://8.8.8.8"])
IDS = st.sampled_from(["a", "foerste-dag", "logbog", "x-1", "feedback", "afslutning"])
DAYS = st.sampled_from(["2027-01-21", "2028-02-29", "2027-03-28", "2027-10-31", "2026-12-01"])
MINUTES = st.sampled_from(["5", "45", " 30", "240", "007"])
TALK = {"place": PLAIN, "minutes": MINUTES}
MONTHS = st.sampled_from([["1", "2"], ["0", "0"], ["2", "3"], ["3", "60"], ["6", "9"]])
ANSWERS = st.sampled_from(
    [
        {"answer": "short", "lines": "2"},
        {"answer": "one-of", "options": ["Ja", "Nej"]},
        {"answer": "Any-of", "options": ["Å", "{{ x }}", "{{ x }} y"]},
        {
            "answer": "table",
            "columns": [{"id": "a", "title": "A", "width": "60"}, {"id": "b", "title": "B"}],
            "rows": "3",
        },
        {"private": "True", "core": "n"},
    ]
)
QUESTION = st.builds(
    lambda asks, answer: {**asks, **answer}, st.fixed_dictionaries({"id": IDS, "text": PLAIN}), ANSWERS
)
PLACE = st.sampled_from([{"after": "feedback"}, {"before": "logbog"}])
ADDED = st.builds(lambda question, place: {**question, **place}, QUESTION, PLACE)
SECTION = st.builds(
    lambda section, place: {**section, **place},
    st.fixed_dictionaries({"id": IDS, "title": PLAIN, "questions": st.lists(QUESTION, max_size=2)}),
    PLACE,
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "hide": st.lists(IDS, min_size=1, max_size=2),
        "reword": st.dictionaries(IDS, PLAIN, max_size=2),
        "room": st.dictionaries(IDS, st.sampled_from(["1", "20"]), max_size=2),
        "core": st.dictionaries(IDS, st.sampled_from(["true", "No"]), max_size=2),
        "move": st.lists(st.builds(lambda name, place: {"id": name, **place}, IDS, PLACE), max_size=2),
        "add": st.lists(ADDED, max_size=2),
        "sections": st.lists(SECTION, max_size=1),
    },
)
EVENT = st.fixed_dictionaries(
    {"kind": st.sampled_from(["mesteraften", "nørdeklub"]), "title": PLAIN, "date": DAYS, "start": st.just("17:00"),
     "end": st.sampled_from(["17:30", "20:00"]), "place": PLAIN},
    optional={"signup": st.one_of(MAILS, PAGES, PLAIN), "deadline": st.just("2026-11-30")},
)  # fmt: skip
CONTACT = st.fixed_dictionaries(
    {"role": st.one_of(PLAIN, st.just("Faglærer")), "name": PLAIN}, optional={"phone": PHONES, "email": MAILS}
)
SUPPORT = st.fixed_dictionaries(
    {"name": PLAIN, "for": PLAIN}, optional={"phone": PHONES, "url": PAGES, "checked": DAYS}
)
CVR = st.sampled_from(["12345678", "12 34 56 78"])
COORDINATOR = {"role": "Tovholder", "name": "Bo Juul"}
MAYBE = st.sampled_from(["true", "No", "false"])
PROFILES = st.fixed_dictionaries(
    {
        "name": PLAIN.filter(lambda name: re.search("[a-zæ]", name)),
        "trade": st.sampled_from([*TRADES, "Tømrer", "VVS energi"]),
        "contacts": st.lists(CONTACT, max_size=2).map(lambda others: [COORDINATOR, *others]),
        "initiatives": st.just(["mesteraften", "Nørdeklub", "pjece"]),
    },
    optional={
        "short_name": PLAIN, "slug": IDS, "site_url": PAGES.filter(lambda page: "?" not in page), "website": PAGES,
        "logo": st.sampled_from(["logo.svg", "billeder/Logo.PNG"]), "colours": st.just({"primary": "#0B5d66"}),
        "fonts": st.just({"body": "a.ttf", "bold": "b.otf"}),
        "conversations": st.fixed_dictionaries(
            {},
            optional={
                "praktik": st.one_of(MAYBE, st.fixed_dictionaries({}, optional=TALK)),
                "foerste": st.one_of(st.just("true"), st.fixed_dictionaries({}, optional=TALK)),
                "anden": st.fixed_dictionaries({}, optional={**TALK, "months_after_start": st.just(["1", "3"])}),
                "tredje": st.one_of(
                    st.sampled_from(["true", "off"]),
                    st.fixed_dictionaries({}, optional={**TALK, "months_after_start": st.just(["3", "9"])}),
                ),
            },
        ),
        "closed_weeks": st.lists(st.sampled_from(["1", "42", "53"]), max_size=3),
        "events": st.lists(EVENT, max_size=2), "support": st.lists(SUPPORT, max_size=2),
        "privacy": st.fixed_dictionaries({}, optional={"cvr": CVR, "dpo_email": MAILS, "filing": PLAIN}),
        "accessibility": st.fixed_dictionaries({"was_url": PAGES, "updated": DAYS}),
        "sheets": st.dictionaries(st.sampled_from(["foerste-samtale", "aftaleark"]), CHANGES, max_size=2),
    },
)  # fmt: skip

ODD = st.one_of(
    st.text(max_size=8),
    *(PLAIN, PHONES, MAILS, PAGES, IDS, DAYS, MINUTES, MONTHS),
    st.sampled_from(
        [
            *(
                None,
                "",
                " ",
                "\u00a0",
                "\u200b",
                "Ære\u200d",
                "1️",
                "x" * 201,
                "x" * 601,
                "x" * 2001,
                "-",
                "A-b",
                "a_b",
                "\ud83d\ufe0f",
            ),
            *(
                [],
                {},
                [None],
                ["1"],
                ["2", "1"],
                ["1", "61"],
                ["1", "2", "3"],
                {"a": None},
                {"minutes": "4"},
                {"x": "y"},
            ),
            *(
                "1234567",
                "123456789",
                "+45123",
                "0045 12345678",
                "tlf. 12345678",
                "１２３４５６７８",
                "a@b",
                "a(a)b.dk",
                "a at b.dk",
            ),
            *(
                "a@b..dk",
                "a b@c.dk",
                "mailto:a@b.dk",
                "a@b.dk, c@d.dk",
                "http://",
                "https://a",
                "https://a..dk/",
                "htps://a.dk",
            ),
            *(
                "https://a.dk:0",
                "https://a.dk:",
                "https://u@a.dk",
                "https://10.0.0.1",
                "https://a.dk/ x",
                "https://☃.dk",
                "a.dk/x",
            ),
            *(
                "http://localhost/",
                "https://a.dk/x.html",
                "www.a.dk",
                "javascript:x",
                "#12345",
                "0b5d66",
                "#0B5D66",
                "rød",
                "53",
                "54",
            ),
            *(
                "0",
                "4",
                "241",
                "45 minutter",
                "1e2",
                "2027-02-29",
                "1999-01-01",
                "2200-01-01",
                "21-01-2027",
                "27-01-21",
                "24:00",
                "7:5",
            ),
            *(
                "7:05",
                "02:30",
                "logo",
                "logo.gif",
                "../logo.svg",
                "/logo.svg",
                "c:\\logo.svg",
                "a\\b.png",
                ".svg",
                "x.TTF",
                "tovholder",
            ),
            *(
                "murer, tømrer",
                "murer og tømrer",
                "logbog",
                "Logbog",
                "ja",
                "nej",
                "TRUE",
                "Yes",
                "one-of",
                "table",
                "date",
                "uddyb",
            ),
        ]
    ),
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of everything in some data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(*path, step) for step, _ in inner] + [
        found for step, item in inner for found in places(item, (*path, step))
    ]


def changed(profile: Any, path: tuple[str | int, ...], change: str, odd: Any) -> Any:
    """Return a profile in which one thing is other than it was."""
    if not path:
        return odd
    copy = dict(profile) if isinstance(profile, dict) else list(profile)
    step, *below = path
    if below:
        copy[step] = changed(copy[step], tuple(below), change, odd)  # type: ignore[index,call-overload]
    elif change == "without":
        del copy[step]  # type: ignore[arg-type]
    elif change == "twice" and isinstance(copy, list):
        copy.append(copy[step])  # type: ignore[index]
    elif change == "more" and isinstance(copy, dict):
        copy[odd if isinstance(odd, str) else "titel"] = odd
    else:
        copy[step] = odd  # type: ignore[index,call-overload]
    return copy


@given(st.data(), PROFILES)
@settings(max_examples=200)
def test_it_refuses_what_the_model_refuses_and_nothing_else(form: Page, draw: st.DataObject, profile: Any) -> None:
    assert refused(profile) == set()
    assert asked(form, profile) == set()
    path = draw.draw(st.sampled_from(places(profile)))
    change = draw.draw(st.sampled_from(["other", "other", "other", "without", "twice", "more"]))
    odd = changed(profile, path, change, draw.draw(ODD))
    assert compared(asked(form, odd)) == compared(refused(odd)), odd


@given(PROFILES)
@settings(max_examples=100)
def test_what_it_saves_is_the_same_profile(form: Page, profile: Any) -> None:
    """Whatever is opened: what the program makes of the saved file is what it made of the one before."""
    text = form.evaluate("profile => samtaleguide.saved(profile)", profile)
    before, after = (
        Profile.model_validate(data, context={"trades": TRADES})
        for data in (profile, parse_yaml(text, "school.yml").data)
    )
    assert after.model_copy(update={"privacy": before.privacy}) == before
    assert form.evaluate("text => samtaleguide.parse(text)", text) == parse_yaml(text, "school.yml").data
