"""jCal: the same as a library makes of the whole text, though each event is converted once."""

import json
from datetime import datetime

import pytest
from icalendar import Calendar

from eventsapp.calendars import entry, ical, jcal
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events.models import Precision, State
from tests.factories import make_city, make_event, make_organisation, make_venue

HOSTILE = Texts(en='Budget; BEGIN:VEVENT, \\n "x" ^n\r\nEND:VEVENT ' + "ө🎤" * 60)


def make_all():
    """One event of each kind that calendars show differently."""
    venue = make_venue(names=HOSTILE, address=HOSTILE, latitude=1e-6, longitude=-0.5)
    body = make_organisation(names=HOSTILE)
    parent = make_event(titles=HOSTILE, summaries=HOSTILE, venue=venue, organisation=body)
    link = "https://tv.example.org/a,b;c?d=e"
    return [
        parent,
        make_event(parent=parent, ends=None, city=make_city()),
        make_event(precision=Precision.DAY),
        make_event(precision=Precision.UNCERTAIN, state=State.POSTPONED),
        make_event(state=State.CANCELLED, timezone="Europe/Berlin"),
        make_event(timezone="UTC", online_url=link, online_is_public=True),
        make_event(timezone="Asia/Qyzylorda", starts=datetime(2018, 12, 20, 23, 30)),
    ]


def feed(language="en", name="Agenda"):
    written = [ical.write(each) for each in entry.read_all(make_all(), language)]
    return ical.feed(written, name=name, source="https://agenda.example.org/en/events.ics?q=a,b")


@pytest.mark.parametrize("language", LANGUAGES)
def test_document_is_what_a_library_makes_of_the_text(app, language):
    body = feed(language)

    _calendar, properties, components = json.loads(jcal.document(body))

    _theirs, expected, their_components = json.loads(json.dumps(Calendar.from_ical(body).to_jcal()))
    assert components == their_components
    expected[4][2] = "text"  # NAME: the library knows no RFC 7986
    assert properties == expected


def test_document_is_read_back_as_it_was_meant(app):
    body = feed()

    read = Calendar.from_jcal(json.loads(jcal.document(body))).events

    meant = Calendar.from_ical(body).events
    assert [str(each["SUMMARY"]) for each in read] == [str(each["SUMMARY"]) for each in meant]
    assert [(each.start, each.end) for each in read] == [(each.start, each.end) for each in meant]


def test_name_is_text_without_the_escapes_of_the_other_form(app):
    properties = json.loads(jcal.document(feed(name="Osh, today; all")))[1]

    assert ["name", {}, "text", "Osh, today; all"] in properties
