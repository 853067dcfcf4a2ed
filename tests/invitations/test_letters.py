"""The letters of an invitation, as they leave."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from eventsapp.calendars import services as calendars
from eventsapp.contacts import own
from eventsapp.contacts.letters import NoWayToWrite
from eventsapp.core.texts import Texts
from eventsapp.documents import mailed
from eventsapp.extensions import db
from eventsapp.invitations import letters, queries, services
from eventsapp.invitations.models import Invitee
from eventsapp.mail import services as outbox
from eventsapp.mail import wire
from eventsapp.mail.models import Message, State
from eventsapp.schedule import DELIVER, PAPERS
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_category, make_contact, make_event, make_invite

REMIND = NOW + timedelta(days=2)


@pytest.fixture
def event(app):
    return make_category(make_event()).event


def waiting(event, **more):
    return make_invite(event, due_at=NOW, sent_at=None, **more)


def send(now=NOW):
    number = letters.send_due(now)
    db.session.commit()
    return number


def remind(now):
    number = letters.remind_due(now)
    db.session.commit()
    return number


def on_the_wire(message):
    paper = mailed.make(PAPERS, message.paper) if message.paper else None
    message.calendar_method, message.calendar = calendars.build(message.calendar_recipe, NOW)
    letter = wire.compose(message, now=NOW, paper=paper)
    return message_from_bytes(letter.content, policy=policy.default)


def test_invitation_brings_event_and_letter_and_the_three_answers(event):
    invite = waiting(event, notes=Texts(en="Tea is served."), companions=1)
    send()

    message = db.session.scalars(select(Message)).one()
    letter = on_the_wire(message)
    files = {part.get_filename(): part for part in letter.iter_attachments()}
    assert list(files) == ["event.ics", "letter.pdf"]
    assert files["letter.pdf"].get_content().startswith(b"%PDF-")
    ics = files["event.ics"].get_content().decode()
    assert "METHOD:PUBLISH" in ics
    assert "ATTENDEE" not in ics
    assert "text/calendar" not in {part.get_content_type() for part in letter.walk()}
    text = letter.get_body(("plain",)).get_content()
    for words in ("Dear Gulnara Asanova,", "Tea is served.", "You may bring 1 person."):
        assert words in text
    for anchor in ("accept", "decline", "deputy"):
        assert f"/i/{invite.token}#{anchor}" in text
    assert letter["Subject"].startswith("Invitation: Safe learning environment, ")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_invitation_goes_without_the_letter_where_it_cannot_be_printed(event):
    waiting(event, name="Ибрагим 𓀀")
    send()

    letter = on_the_wire(db.session.scalars(select(Message)).one())

    assert [part.get_filename() for part in letter.iter_attachments()] == ["event.ics"]


def test_worker_sends_letters_with_their_papers(event, app, tmp_path):
    app.config["MAIL_FOLDER"] = str(tmp_path)
    waiting(event)
    send()

    sent = DELIVER(NOW)

    [file] = tmp_path.iterdir()
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert sent == 1
    assert [part.get_filename() for part in letter.iter_attachments()] == [
        "event.ics",
        "letter.pdf",
    ]


def test_invitation_of_a_desk_greets_colleagues(event):
    waiting(event, name="")
    send()

    message = db.session.scalars(select(Message)).one()
    assert "Dear colleagues," in message.text
    assert message.paper is None


def test_letters_cost_no_statement_for_each_person(event):
    counts = []
    for number in (2, 6):
        first = waiting(event)
        for _each in range(number - 1):
            waiting(event).round = first.round
        db.session.commit()
        with statements() as sent:
            letters.send_due(NOW)
        db.session.commit()
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_reminder_reaches_the_silent_once(event):
    silent = make_invite(event, remind_at=REMIND, opened_at=NOW)
    make_invite(event, remind_at=REMIND, answer="no", answered_at=NOW)
    make_invite(event, remind_at=REMIND, withdrawn_at=NOW)
    make_invite(event, remind_at=REMIND, sent_at=REMIND)  # invited later than that
    make_invite(event, remind_at=None)

    assert remind(REMIND - timedelta(minutes=1)) == 0
    assert remind(REMIND) == 1
    assert remind(REMIND + timedelta(hours=1)) == 0

    message = db.session.scalars(select(Message)).one()
    assert (message.recipient, message.template) == (silent.email, "invitations/reminder")
    assert silent.reminded_at == REMIND


def test_reminder_is_not_sent_when_answers_are_over(event):
    make_invite(event, remind_at=REMIND, answer_by=REMIND + timedelta(hours=1))

    assert remind(REMIND + timedelta(hours=2)) == 0


def test_reminder_that_waits_too_long_is_not_sent(event):
    make_invite(event, remind_at=REMIND, answer_by=REMIND + timedelta(hours=1))
    remind(REMIND)

    DELIVER(REMIND + timedelta(hours=2))

    assert db.session.scalars(select(Message.state)).all() == [State.WITHDRAWN]


def test_unsubscribing_keeps_the_reminder_back(event):
    invite = make_invite(event, remind_at=REMIND)
    remind(REMIND)

    outbox.unsubscribe(invite.email, event.topic, REMIND)

    assert db.session.scalars(select(Message.state)).all() == [State.WITHDRAWN]


def by_the_own_page(invite):
    own.stop(invite.contact, now=NOW)


def in_one_click(invite):
    outbox.unsubscribe(invite.email, invite.event.topic, NOW)


@pytest.mark.parametrize("stop", [by_the_own_page, in_one_click])
def test_nobody_is_invited_or_reminded_who_has_stopped_mail_meanwhile(event, stop):
    contact = make_contact(organisation=event.organisation)
    invited = waiting(event, contact=contact, remind_at=REMIND)
    stop(invited)

    sent = send()
    invited.sent_at = NOW
    reminded = remind(REMIND)
    heard = db.session.scalars(select(Invitee.id).where(queries.silent_of(event))).all()

    assert (sent, reminded, heard) == (0, 0, [])
    with pytest.raises(NoWayToWrite):
        services.send_again(invited, now=NOW)


def test_who_is_invited_and_wants_mail_hears_of_it(event):
    contact = make_contact(organisation=event.organisation)
    invited = waiting(event, contact=contact, remind_at=REMIND)

    sent = send()
    reminded = remind(REMIND)

    assert (sent, reminded) == (1, 1)
    assert db.session.scalars(select(Invitee).where(queries.silent_of(event))).all() == [invited]
