"""Details as JSON and back: what a working copy holds is what the form said."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events import details
from eventsapp.events.category_models import Mode
from eventsapp.events.details import Answerer, Body, Seats
from eventsapp.events.models import OrganisationRole, Precision, Visibility
from tests.factories import make_city, make_details, make_event, make_organisation, make_venue

FULL = {
    "precision": Precision.UNCERTAIN,
    "visibility": Visibility.UNLISTED,
    "doors": datetime(2026, 12, 4, 11, 30),
    "descriptions": {"kk": "**28** үйірме", "tr": "satır\nsatır"},
    "working_languages": ("kk", "ru"),
    "bodies": (Body(role=OrganisationRole.FUNDER, name="Fund"),),
    "contacts": (Answerer(name="Dana", phones=("+996 500 000 000",), emails=("a@example.org",)),),
    "categories": (Seats(id=3, mode=Mode.ONLINE, capacity=0, opens=datetime(2026, 11, 1, 9, 0)),),
}


def test_from_json_gives_the_same_details_back():
    what = make_details(**FULL)

    assert details.from_json(details.to_json(what)) == what


@given(st.dictionaries(st.sampled_from(LANGUAGES), st.text(min_size=1)), st.datetimes())
def test_from_json_loses_no_text_and_no_moment(texts, moment):
    what = make_details(titles=texts, starts=moment)

    assert details.from_json(details.to_json(what)) == what


def test_from_json_passes_over_fields_of_another_release():
    data = details.to_json(make_details()) | {"colour": "blue"}

    assert details.from_json(data) == make_details()


@pytest.mark.parametrize(
    ("has_venue", "has_city", "zone"),
    [
        (True, True, "Asia/Almaty"),
        (False, True, "Asia/Bishkek"),
        (False, False, "Europe/Istanbul"),
    ],
)
def test_place_zone_is_that_of_venue_then_city_then_organisation(app, has_venue, has_city, zone):
    organisation = make_organisation(timezone="Europe/Istanbul")
    venue = make_venue(organisation=organisation, timezone="Asia/Almaty")
    event = make_event(
        organisation=organisation,
        venue=venue if has_venue else None,
        city=make_city() if has_city else None,
    )

    assert details.place_zone(event) == zone


def test_of_names_a_zone_only_where_it_is_not_that_of_the_place(app):
    at_home = make_event(city=make_city(), timezone="Asia/Bishkek")
    elsewhere = make_event(city=make_city(), timezone="Europe/Istanbul")

    assert [details.of(event).zone for event in (at_home, elsewhere)] == ["", "Europe/Istanbul"]


def test_current_is_the_working_copy_where_there_is_one(app):
    event = make_event(titles=Texts(en="Public"))
    event.working_copy = details.to_json(make_details(titles={"en": "Typed"}))

    assert details.current(event).titles == {"en": "Typed"}
    assert details.of(event).titles == {"en": "Public"}
