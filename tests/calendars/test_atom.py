"""RFC 4287: the feed of what is new or changed."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

from werkzeug.datastructures import MultiDict

from eventsapp.calendars import atom, feeds
from eventsapp.core.texts import Texts
from eventsapp.events.models import State
from tests.factories import make_city, make_event

TODAY = datetime(2026, 11, 26).date()
ATOM = f"{{{atom.NAMESPACE}}}"


def read(args=None, language="en"):
    feed = feeds.of_list("calendars.atom", language, args or MultiDict(), today=TODAY)
    return ET.fromstring(atom.document(feed, feeds.changes_of(feed), author="Dateline"))


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def test_document_has_what_a_feed_must_have(app):
    root = read(MultiDict({"city": make_city().key}))

    assert root.get(atom.LANGUAGE) == "en"
    assert text(root, "id") == "https://agenda.example.org/en/events.atom?city=osh"
    assert text(root, "title") == "Dateline: Osh"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Dateline"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == text(root, "id")
    assert links["alternate"] == "https://agenda.example.org/en/events?city=osh"


def test_document_has_the_last_change_first(app, now):
    old = make_event(updated_at=now - timedelta(days=1))
    new = make_event(updated_at=now, state=State.CANCELLED, state_changed_at=now)

    root = read()

    ids = [text(entry, "id") for entry in root.findall(f"{ATOM}entry")]
    assert ids == [f"urn:uuid:{event.uid.partition('@')[0]}" for event in (new, old)]
    assert text(root, "updated") == "2026-11-26T06:00:00Z"


def test_entry_says_when_and_where(app):
    event = make_event(city=make_city(), first_published_at=datetime(2026, 11, 3, 6, tzinfo=UTC))

    entry = read().find(f"{ATOM}entry")

    assert text(entry, "title") == "Safe learning environment"
    assert text(entry, "published") == "2026-11-03T06:00:00Z"
    assert text(entry, "updated") == "2026-11-01T06:00:00Z"
    assert entry.find(f"{ATOM}link").get("href").endswith(f"/en/e/{event.slug}")
    assert entry.find(f"{ATOM}category").get("term") == "Press conference"
    assert text(entry, "summary").split("\n") == [
        "Friday 4 December 2026, 12:00 to 13:30 (UTC+6)",
        "Osh",
        "What changed in the first year.",
    ]


def test_entry_holds_hostile_text_as_text(app):
    make_event(titles=Texts(en="<script>\x00\x0b & ]]>\ud7ff"))

    assert text(read().find(f"{ATOM}entry"), "title") == "<script> & ]]>\ud7ff"


def test_title_carries_its_language(app):
    make_event()

    title = read(language="tr").find(f"{ATOM}entry/{ATOM}title")

    assert title.get(atom.LANGUAGE) == "en"


def test_signs_that_no_xml_may_hold_break_no_feed(app):
    make_event(titles=Texts({"en": "Soft\ufffe hy\x08phen\uffff"}))

    [entry] = read().findall(f"{ATOM}entry")

    assert text(entry, "title") == "Soft hyphen"
