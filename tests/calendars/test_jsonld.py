"""schema.org: the event for search engines."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsapp.calendars import jsonld
from eventsapp.core.texts import Texts
from eventsapp.events.models import EventOrganisation, OrganisationRole, Precision, State
from tests.factories import make_city, make_event, make_organisation, make_venue, save

SCHEMA = "https://schema.org"


def read(event, language="en", **more):
    return jsonld.event_data(event, language, **more)


def test_event_data_has_what_search_engines_require(app):
    venue = make_venue(latitude=40.5133, longitude=72.8161)
    event = make_event(venue=venue, city=make_city())

    data = read(event)

    assert data["@type"] == "Event"
    assert data["name"] == "Safe learning environment"
    assert data["startDate"] == "2026-12-04T12:00:00+06:00"
    assert data["endDate"] == "2026-12-04T13:30:00+06:00"
    assert data["eventStatus"] == f"{SCHEMA}/EventScheduled"
    assert data["eventAttendanceMode"] == f"{SCHEMA}/OfflineEventAttendanceMode"
    assert data["url"] == f"https://agenda.example.org/en/e/{event.slug}"
    assert data["identifier"] == event.uid
    assert [body["name"] for body in data["organizer"]] == ["Ministry of Education"]
    assert data["location"] == [
        {
            "@type": "Place",
            "name": "Press Centre",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Central Street 14",
                "addressLocality": "Osh",
                "addressCountry": "KG",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 40.5133, "longitude": 72.8161},
        }
    ]


def test_event_data_names_those_who_hold_it_and_the_languages_spoken(app):
    foundation = make_organisation(names=Texts(en="Safe School Foundation"))
    event = make_event(titles=Texts(ky="Коопсуз билим"), original_language="ky")
    held = EventOrganisation(event=event, organisation=foundation, role=OrganisationRole.ORGANISER)
    save(held)

    assert [body["name"] for body in read(event)["organizer"]] == ["Safe School Foundation"]
    assert read(event)["inLanguage"] == "ky"  # of the title: nothing is known of the speeches
    event.working_languages = ["ru", "ky"]
    assert read(event)["inLanguage"] == ["ru", "ky"]


def test_event_data_of_a_day_has_no_hour(app):
    data = read(make_event(precision=Precision.DAY, ends=datetime(2026, 12, 6)))

    assert (data["startDate"], data["endDate"]) == ("2026-12-04", "2026-12-06")


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.PUBLISHED, "EventRescheduled"),
        (State.POSTPONED, "EventPostponed"),
        (State.CANCELLED, "EventCancelled"),
    ],
)
def test_event_data_says_what_became_of_it(app, state, status):
    event = make_event(
        state=state,
        previous_starts_at=datetime(2026, 12, 1, 6, tzinfo=UTC),
        previous_local_starts_at=datetime(2026, 12, 1, 12),
    )

    data = read(event)

    assert data["eventStatus"] == f"{SCHEMA}/{status}"
    assert data["name"] == "Safe learning environment"
    assert data["startDate"] == "2026-12-04T12:00:00+06:00"
    moved = "2026-12-01T12:00:00+06:00" if state is State.PUBLISHED else None
    assert data.get("previousStartDate") == moved


@pytest.mark.parametrize(("has_city", "mode"), [(True, "Mixed"), (False, "Online")])
def test_event_data_of_an_online_event_hides_a_closed_link(app, has_city, mode):
    city = make_city() if has_city else None
    event = make_event(city=city, online_url="https://meet.example.org/secret")

    data = read(event)

    assert data["eventAttendanceMode"] == f"{SCHEMA}/{mode}EventAttendanceMode"
    assert data["location"][-1] == {"@type": "VirtualLocation", "url": data["url"]}
    assert "secret" not in json.dumps(data)


def test_event_data_offers_free_places(app):
    event = make_event(city=make_city())

    offers = read(event, takes_registrations=True, is_full=True)["offers"]

    assert (offers["price"], offers["priceCurrency"]) == ("0", "KGS")
    assert offers["availability"] == f"{SCHEMA}/SoldOut"
    assert offers["url"] == f"https://agenda.example.org/en/e/{event.slug}/register"
    assert "offers" not in read(event)


def test_event_data_names_speakers_and_the_event_above(app):
    parent = make_event(titles=Texts(en="Visit to Osh"))

    data = read(make_event(parent=parent), performers=["Marat Bekov"])

    assert data["performer"] == [{"@type": "Person", "name": "Marat Bekov"}]
    assert data["superEvent"]["name"] == "Visit to Osh"


@given(st.text())
def test_script_cannot_be_left(text):
    script = str(jsonld.script({"name": f"</script>{text}<!--"}))

    opening, closing = '<script type="application/ld+json">', "</script>"
    inner = script[len(opening) : -len(closing)]
    assert script == f"{opening}{inner}{closing}"
    assert not set(inner) & set("<>&\u2028\u2029")
    assert json.loads(inner) == {"name": f"</script>{text}<!--"}
