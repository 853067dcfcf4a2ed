"""What a first visit over a slow network has to fetch, compressed: the budget of each page."""

import gzip
import re

import pytest

from eventsapp.core.texts import LANGUAGES
from tests.journeys import screens
from tests.journeys.server import Site

KB = 1024
BUDGET = {"list": 14 * KB, "month": 12 * KB, "event": 14 * KB, "register": 8 * KB, "ticket": 8 * KB}
STYLES = 10.5 * KB


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", BUDGET)
def test_page_stays_within_its_budget(
    demo: Site, values: dict[str, str], screen: str, language: str
):
    page = demo.read(screens.address(screen, language, values))

    assert len(gzip.compress(page, 6)) <= BUDGET[screen]
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page.decode())
    assert sum(len(gzip.compress(demo.read(sheet), 6)) for sheet in sheets) <= STYLES


def test_list_is_weighed_with_twenty_events_at_least(demo: Site, values: dict[str, str]):
    page = demo.read(screens.address("list", "kk", values))

    assert page.count(b'class="event-row"') >= 20
