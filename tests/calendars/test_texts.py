"""The stored texts of feeds: made once, told apart by version, never older than the event."""

import pytest
from werkzeug.datastructures import MultiDict

from eventsapp.calendars import feeds, ical, texts
from eventsapp.calendars.models import EventText
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.venues import services as venues
from eventsapp.venues.services import VenueDetails
from tests.counting import statements
from tests.factories import make_event, make_venue


def in_feed(now, language="en"):
    feed = feeds.of_list("calendars.feed", language, MultiDict(), today=now.date())
    return texts.in_feed(feed)


def test_store_missing_keeps_each_event_in_each_language_once(app, now):
    make_event()
    make_event()

    assert texts.store_missing(now) == 2 * len(LANGUAGES)
    assert texts.store_missing(now) == 0


def test_in_feed_gives_the_same_from_the_store_and_without_it(app, now):
    written = [ical.event_text(make_event(), "ky"), ical.event_text(make_event(), "ky")]

    fresh = in_feed(now, "ky")
    texts.store_missing(now)

    assert fresh == in_feed(now, "ky")
    assert sorted(each.text for each in fresh) == sorted(each.text for each in written)


def test_in_feed_reads_no_event_that_is_stored(app, now):
    for _number in range(3):
        make_event(venue=make_venue())
    texts.store_missing(now)
    db.session.expunge_all()

    with statements() as asked:
        assert len(in_feed(now)) == 3

    assert len([sql for sql in asked if sql.startswith("SELECT")]) == 1


def test_in_feed_writes_a_changed_event_anew_before_the_store_does(app, now):
    event, other = make_event(), make_event()
    texts.store_missing(now)
    event.titles = Texts(en="Another title")
    db.session.commit()

    assert [each.text.count("SUMMARY;LANGUAGE=en:Another title") for each in in_feed(now)] == [
        int(each is event) for each in sorted((event, other), key=lambda each: each.uid)
    ]
    assert texts.store_missing(now) == len(LANGUAGES)


def test_in_feed_follows_a_venue_that_was_renamed(app, now):
    venue = make_venue()
    make_event(venue=venue)
    texts.store_missing(now)

    venues.change(venue, VenueDetails(city=venue.city, names=Texts(en="New House")), now=now)
    db.session.commit()

    (written,) = in_feed(now)
    assert "New House" in written.text
    assert f"LAST-MODIFIED:{now:%Y%m%dT%H%M%SZ}" in written.text


@pytest.mark.parametrize("setting", ["BASE_URL", "MAIL_DEFAULT_SENDER"])
def test_texts_of_another_setting_do_not_hold(app, now, setting, monkeypatch):
    make_event()
    texts.store_missing(now)

    monkeypatch.setitem(app.config, setting, "https://moved.example.org")

    assert texts.store_missing(now) == len(LANGUAGES)


def test_texts_go_with_their_event(app, now):
    event = make_event()
    texts.store_missing(now)

    db.session.delete(db.session.get(Event, event.id))
    db.session.commit()

    assert db.session.query(EventText).count() == 0
