"""All that is published is known before it is made, and each address has one source."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from generator.edition.load import load_edition
from generator.layer.names import same_everywhere
from generator.pages.addresses import everything_made
from generator.pages.maker import PageMaker
from tests.support.command import DAY, contents
from tests.support.layers import EXAMPLE


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    return [made.address for made in everything_made(PageMaker(load_edition(EXAMPLE, date.fromisoformat(DAY))))]


def test_no_address_has_two_sources(addresses: list[str]) -> None:
    assert [name for name, count in Counter(map(same_everywhere, addresses)).items() if count > 1] == []


@pytest.mark.slow
def test_everything_published_is_known(edition: Path, addresses: list[str]) -> None:
    assert sorted(contents(edition).keys() - {*addresses}) == []
