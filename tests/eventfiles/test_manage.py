"""Importing a calendar on the desk: sent, looked at, taken over, taken back."""

from io import BytesIO

from eventsapp.eventfiles import manage
from eventsapp.events.models import Event
from eventsapp.extensions import db
from tests.eventfiles.test_services import TALKS, ics
from tests.factories import make_venue

ADDRESS = "/desk/events/import"


def send(desk, data, name="old.ics"):
    form = {"file": (BytesIO(data), name), "language": "en", "type": "briefing"}
    return desk.post(ADDRESS, data=form, content_type="multipart/form-data", follow_redirects=True)


def test_a_calendar_is_looked_at_taken_over_and_taken_back(desk):
    page = send(desk, ics(TALKS, "UID:2\nSUMMARY:No day"))
    assert "1 of 2 events can be imported." in page.text
    assert "It has no start that can be read." in page.text
    assert db.session.query(Event).count() == 0

    taken = desk.post(f"{page.request.path}/take", follow_redirects=True).text
    assert "1 draft created." in taken
    assert "Talks" in taken

    desk.post(f"{page.request.path}/undo")
    assert "Nothing is left of this import." in desk.get(page.request.path).text
    assert "Talks" in desk.get("/desk/trash").text


def test_what_is_no_calendar_is_refused_with_the_form(desk):
    page = send(desk, b"Dear colleagues", "letter.txt")

    assert page.status_code == 422
    assert "This is not a calendar file." in page.text
    assert "<title>Error: Import a calendar" in page.text


def test_a_pasted_calendar_is_read_like_a_file(desk):
    form = {"text": ics(TALKS).decode(), "language": "en", "type": "briefing"}

    page = desk.post(ADDRESS, data=form, follow_redirects=True)

    assert "1 of 1 event can be imported." in page.text
    assert "Pasted text" in page.text


def test_neither_file_nor_text_is_answered_with_a_sentence(desk):
    page = desk.post(ADDRESS, data={"text": " ", "language": "en", "type": "briefing"})

    assert page.status_code == 422
    assert "Choose a file, give a web address, or paste the text of the calendar." in page.text


def test_a_pasted_text_that_is_no_calendar_is_kept_in_the_form(desk):
    form = {"text": "Dear colleagues", "language": "en", "type": "briefing"}

    page = desk.post(ADDRESS, data=form)

    assert page.status_code == 422
    assert "This is not a calendar file." in page.text
    assert "Dear colleagues</textarea>" in page.text


def test_a_known_venue_is_shown_before_and_taken_over(desk):
    venue = make_venue(organisation=desk.organisation)
    place = "LOCATION:Пресс-борбор\\, чоң зал"

    page = send(desk, ics(f"{TALKS}\n{place}"))
    desk.post(f"{page.request.path}/take")

    assert "Press Centre" in page.text
    (event,) = db.session.query(Event)
    assert (event.venue, event.room) == (venue, venue.rooms[0])
    assert event.place_notes == {}


def test_too_large_a_file_is_refused(desk, monkeypatch):
    monkeypatch.setattr(manage, "LARGEST", 100)

    page = send(desk, ics(TALKS))

    assert page.status_code == 422
    assert "larger than 2 MB" in page.text


def test_a_file_of_markup_is_shown_as_text(desk):
    page = send(desk, ics(TALKS.replace("Talks", "<script>alert(1)</script>")))

    assert "&lt;script&gt;" in page.text
    assert "<script>alert" not in page.text
