"""Two edits of one event: different fields are joined, the same field is asked about."""

from dataclasses import replace
from datetime import datetime

import pytest

from eventsapp.events.details import Body
from eventsapp.events.merging import merge
from eventsapp.events.models import OrganisationRole
from tests.factories import make_details

BASE = make_details(titles={"en": "Title", "ky": "Аталыш"}, capacity=100)
LATER = datetime(2026, 12, 4, 13, 0)
HOST = (Body(role=OrganisationRole.HOST, organisation_id=1),)


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ({"capacity": 50}, {"city_id": 3}),
        ({"titles": {"en": "New", "ky": "Аталыш"}}, {"titles": {"en": "Title", "ky": "Жаңы"}}),
        ({"bodies": HOST}, {"online_url": "https://a.example.org"}),
        ({"titles": {"en": "Title"}}, {"capacity": None}),
    ],
)
def test_merge_keeps_both_where_different_fields_changed(theirs, mine):
    joined = merge(BASE, replace(BASE, **theirs), replace(BASE, **mine))
    other_way = merge(BASE, replace(BASE, **mine), replace(BASE, **theirs))

    assert joined.clashes == ()
    assert joined.details == other_way.details
    assert joined.details not in (BASE, replace(BASE, **theirs), replace(BASE, **mine))


@pytest.mark.parametrize(
    ("theirs", "mine", "clash"),
    [
        (
            {"titles": {"en": "A", "ky": "Аталыш"}},
            {"titles": {"en": "B", "ky": "Аталыш"}},
            "titles.en",
        ),
        ({"starts": LATER}, {"zone": "Europe/Istanbul"}, "times"),
        ({"venue_id": 1}, {"city_id": 2}, "place"),
        ({"capacity": 1}, {"capacity": None}, "capacity"),
    ],
)
def test_merge_asks_where_the_same_field_changed(theirs, mine, clash):
    theirs, mine = replace(BASE, **theirs), replace(BASE, **mine)

    assert merge(BASE, theirs, mine).clashes == (clash,)
    assert merge(BASE, theirs, mine).details == theirs
    assert merge(BASE, theirs, mine, {clash: "mine"}).details == mine
    assert merge(BASE, theirs, mine, {clash: "theirs"}).details == theirs


def test_merge_takes_the_same_change_without_a_question():
    both = replace(BASE, capacity=7)

    assert merge(BASE, both, both) == (merge(BASE, BASE, both))
    assert merge(BASE, both, both).details == both


def test_merge_without_a_base_asks_about_every_difference():
    mine = replace(BASE, capacity=7, titles={"en": "Title"})

    assert set(merge(None, BASE, mine).clashes) == {"capacity", "titles.ky"}


def test_merge_removes_a_text_that_was_emptied():
    mine = replace(BASE, titles={"en": "Title"})

    assert merge(BASE, BASE, mine).details.titles == {"en": "Title"}
