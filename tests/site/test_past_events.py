"""An event that is over disappears from a guide that nobody builds again, by the reader's own calendar."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import window

FRONT, EVENTS, COMPANIES = "index.html", "arrangementer/index.html", "virksomheder/index.html"
MESTERAFTEN, WORKSHOP = "Mesteraften på murerafdelingen", "Workshop om trivsel i oplæringen"
COPENHAGEN, AUCKLAND = "Europe/Copenhagen", "Pacific/Auckland"


Seen = Callable[..., str]


@pytest.fixture(scope="module")
def seen(started: Browser) -> Iterator[Seen]:
    """What stands on a page at a moment (ISO, with its offset) for a reader in a time zone, who keeps the window."""

    pages: dict[str, Page] = {}

    def text(address: str, moment: str, zone: str = COPENHAGEN) -> str:
        if zone not in pages:
            pages[zone] = window(started, timezone_id=zone, viewport={"width": 1280, "height": 900})
        pages[zone].clock.set_fixed_time(moment)
        pages[zone].goto(address)
        return pages[zone].inner_text("body")

    yield text
    for page in pages.values():
        page.context.close()


def test_an_event_is_shown_to_the_end_of_its_day(seen: Seen, root: str) -> None:
    before = seen(root + FRONT, "2027-01-21T23:59:00+01:00")
    after = seen(root + FRONT, "2027-01-22T00:01:00+01:00")
    assert [name for name in (MESTERAFTEN, WORKSHOP) if name in before] == [MESTERAFTEN, WORKSHOP]
    assert [name for name in (MESTERAFTEN, WORKSHOP) if name in after] == [WORKSHOP]
    assert "Kom og vær med" in after


def test_the_reader_s_own_day_counts(seen: Seen, root: str) -> None:
    """In New Zealand it is already the day after."""
    assert MESTERAFTEN not in seen(root + FRONT, "2027-01-21T13:00:00+01:00", AUCKLAND)


def test_a_heading_goes_with_the_last_thing_below_it(seen: Seen, root: str) -> None:
    text = seen(root + FRONT, "2027-03-12T08:00:00+01:00")
    assert not [words for words in ("Kom og vær med", "Se alle arrangementer", WORKSHOP) if words in text]
    assert "Følg de fem trin" in text
    companies = seen(root + COMPANIES, "2027-03-12T08:00:00+01:00")
    assert "Vær med til mere" in companies, "what the school offers stays"
    assert WORKSHOP not in companies


def test_the_page_of_events_keeps_what_is_offered_and_drops_the_rest(seen: Seen, root: str) -> None:
    """Invitations to what is over go too, and no link in the margin leads to a heading that is gone."""
    text = seen(root + EVENTS, "2027-01-22T08:00:00+01:00")
    assert [text.count(heading) for heading in ("Det kommer", "Inviter til mesteraften")] == [2, 0]
    assert "Inviter til trepartsworkshop" in text
    text = seen(root + EVENTS, "2027-03-12T08:00:00+01:00")
    assert not [heading for heading in ("Det kommer", "Inviter til", "Emne:", "2027") if heading in text]
    assert "Trepartsworkshop" in text


def test_without_scripts_everything_is_there(browser: Browser, edition: Path) -> None:
    page = window(browser, java_script_enabled=False)
    page.goto(edition.resolve().as_uri() + "/" + EVENTS)
    for name in (MESTERAFTEN, WORKSHOP, "Inviter til mesteraften"):
        assert page.locator("article").get_by_text(name).first.is_visible()
