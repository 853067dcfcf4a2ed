"""The workspace: every tab opens for every kind of event, with its frame and its rail."""

import pytest

from eventsapp.events.models import Precision, State
from tests.factories import make_event, make_registration

TABS = ("details", "programme", "people", "registrations", "messages")


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(
    "event",
    [
        {"state": State.DRAFT, "slug": None, "titles": {}},
        {"state": State.DRAFT, "slug": None, "precision": Precision.DAY},
        {},
        {"precision": Precision.UNCERTAIN},
        {"state": State.CANCELLED},
        {"state": State.WITHDRAWN},
    ],
)
def test_every_tab_opens(desk, tab, event):
    event = make_event(organisation=desk.organisation, **event)

    page = desk.get(f"/desk/e/{event.id}/{tab}")

    assert page.status_code == 200
    assert page.text.count('aria-current="page"') >= 2


def test_frame_counts_registrations_and_says_where_and_when(desk):
    event = make_event(organisation=desk.organisation)
    make_registration(event)

    page = desk.get(f"/desk/e/{event.id}/details").text

    assert "Fri 4 Dec 2026, 12:00 to 13:30" in page
    assert "UTC+6" in page
    assert f"/en/e/{event.slug}" in page


def test_rail_says_what_is_ready(desk):
    event = make_event(organisation=desk.organisation, state=State.DRAFT, slug=None)

    page = desk.get(f"/desk/e/{event.id}/details").text

    assert "Ready for the day" in page
    assert "2 of 8 done" in page
