"""What is counted, and what is left out."""

from datetime import date

import pytest

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.registration.models import Status
from eventsapp.statistics import queries
from eventsapp.statistics.queries import Period
from tests.api.conftest import make_stay
from tests.conftest import NOW
from tests.factories import make_event, make_organisation, make_registration

HELD = {"starts": NOW.replace(day=20, tzinfo=None), "ends": None}
COMING = {"starts": NOW.replace(day=28, tzinfo=None), "ends": None}


@pytest.fixture
def house(app):
    return make_organisation()


@pytest.fixture
def november(house) -> Period:
    return Period(house.id, date(2026, 11, 1), date(2026, 11, 30))


def test_turnout_counts_who_came_to_what_has_begun(house, november):
    held, coming = make_event(organisation=house, **HELD), make_event(organisation=house, **COMING)
    make_stay(held)
    make_registration(held)
    make_registration(held, status=Status.PENDING)
    make_stay(held).undone_at = utcnow()
    make_stay(coming)
    db.session.commit()

    found = queries.turnout(november, NOW)

    assert (found.events, found.expected, found.came, found.missed) == (1, 3, 1, 2)


def test_by_language_counts_who_has_a_place(house, november):
    held = make_event(organisation=house, **HELD)
    make_registration(held, language="kk")
    make_registration(held, language="kk", status=Status.CANCELLED)
    make_registration(held, language="tr", status=Status.PENDING)

    assert queries.by_language(november) == [("kk", 1)]
