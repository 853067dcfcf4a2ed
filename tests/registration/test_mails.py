"""What the letters of a registration say, and what travels with them."""

from datetime import timedelta

import icalendar
import pytest
from sqlalchemy import select

from eventsapp.calendars import services as calendars
from eventsapp.core.tokens import spell_code
from eventsapp.events.category_models import Mode
from eventsapp.events.models import PressContact
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.registration import mails, services
from tests.factories import (
    STARTS,
    make_category,
    make_contact,
    make_event,
    make_registration,
    make_venue,
    save,
)


def letter():
    return db.session.scalars(select(Message).order_by(Message.id.desc())).first()


def invitation_of(message, now):
    """The calendar object as it goes out, read by the library: its method and its one event."""
    method, text = calendars.build(message.calendar_recipe, now)
    calendar = icalendar.Calendar.from_ical(text)
    return method, next(iter(calendar.walk("VEVENT")))


def test_confirm_says_where_when_and_how_to_get_in(app, now):
    venue = make_venue()
    event = make_event(venue=venue, doors=STARTS - timedelta(minutes=30))
    save(PressContact(event=event, contact=make_contact(organisation=event.organisation)))
    person = make_registration(event)
    make_registration(event, party=person, email=None, name="Ben Ak", code="K7M9P2Q5")

    mails.confirm(person, now)

    message = letter()
    assert message.subject == "You are registered: Safe learning environment"
    for words in (
        spell_code(person.code),
        "Ben Ak: K7M9-P2Q5",
        "12:00 to 13:30",
        "Doors open at 11:30.",
        "Step-free entrance from the yard.",
        "Marat Bekov",
        f"https://agenda.example.org/r/{person.token}",
    ):
        assert words in message.text
    assert "cid:entry-code" in message.html
    assert "+996\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000" in message.text


def test_confirm_online_has_no_code_and_no_link_but_the_ticket(app, now):
    event = make_event(online_url="https://meet.example.org/42")
    person = make_registration(event, category=make_category(event, mode=Mode.ONLINE))

    mails.confirm(person, now)

    message = letter()
    assert message.qr_text == ""
    assert "https://meet.example.org/42" not in message.text
    assert "You take part online." in message.text


@pytest.mark.parametrize(
    ("mode", "has_venue", "also_online", "joins"),
    [
        (Mode.ONLINE, True, False, True),
        (Mode.ROOM, True, True, False),
        (Mode.ROOM, True, False, False),
        (Mode.ROOM, False, True, False),
        (Mode.ROOM, False, False, True),  # nowhere else to go
    ],
)
@pytest.mark.usefixtures("app")
def test_entry_of_a_person_has_the_link_to_join_if_it_is_for_them(
    now, mode, has_venue, also_online, joins
):
    venue = make_venue() if has_venue else None
    event = make_event(online_url="https://meet.example.org/42", venue=venue)
    person = make_registration(event, category=make_category(event, mode=mode))
    if also_online:
        make_category(event, mode=Mode.ONLINE)

    mails.confirm(person, now)

    _method, entry = invitation_of(letter(), now)
    assert ("https://meet.example.org/42" in entry.to_ical().decode()) is joins


def test_confirm_invites_the_address_it_is_sent_to(app, now):
    person = make_registration(email="ada@example.org")

    mails.confirm(person, now)

    method, event = invitation_of(letter(), now)
    assert method == "REQUEST"
    assert str(event["ATTENDEE"]).lower() == "mailto:ada@example.org"
    assert str(event["ORGANIZER"]).lower() == f"mailto:{letter().reply_to}"


def test_take_leave_takes_the_event_out_of_one_calendar(app, now):
    person = make_registration()
    mails.confirm(person, now)
    _method, before = invitation_of(letter(), now)

    services.cancel(person, now=now)

    method, after = invitation_of(letter(), now)
    assert letter().subject == "You cancelled: Safe learning environment"
    assert method == "CANCEL"
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert "STATUS" not in after  # RFC 5546 §3.2.5: only this person is uninvited


def test_take_leave_says_when_the_organiser_did_it(app, now):
    person = make_registration()

    services.cancel(person, by_organiser=True, now=now)

    assert letter().subject == "Registration cancelled: Safe learning environment"
    assert "The organiser has cancelled your registration" in letter().text
    assert "Register again" not in letter().text


def test_undo_in_time_leaves_the_persons_calendar_able_to_follow(app, now):
    person = make_registration()
    mails.confirm(person, now)
    invitation_of(letter(), now)
    services.cancel(person, now=now)

    services.undo_cancel(person, now=now)

    assert not person.invitation.is_cancelled
    assert calendars.build(letter().calendar_recipe, now) is None


def test_letters_cannot_be_given_headers_by_a_name(app, now):
    person = make_registration(name="Ada\r\nBcc: eve@example.org")

    mails.confirm(person, now)

    assert letter().recipient_name == "Ada Bcc: eve@example.org"
