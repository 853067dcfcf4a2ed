"""What the press reads when the day comes or something changes: accredited, or still waiting."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accreditation import deciding
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.details import PoolDetails
from eventsapp.accreditation.kinds import Function, Status
from eventsapp.accreditation.pool import services as pool
from eventsapp.accreditation.queries import find_intake
from eventsapp.core.texts import Texts
from eventsapp.events import services as events
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as Sent
from eventsapp.messages import notices, reach, reminders
from eventsapp.messages.applicants import Undecided
from eventsapp.messages.models import Rule, Unit
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import (
    make_applicant,
    make_category,
    make_event,
    make_intake,
    make_registration,
)

ENTRANCE = Texts(en="Come to the press entrance with your tripod by 10:00.")


@pytest.fixture
def event(app):
    starts = make_event().local_starts_at
    made = make_event(starts=starts, doors=starts - timedelta(hours=1))
    return make_intake(made, instructions=ENTRANCE).event


def accredit(event, **fields):
    """A journalist who is accepted, and knows it."""
    applicant = make_applicant(event, **fields)
    verdict = Verdict(Status.ACCEPTED)
    deciding.decide(event, {applicant.id: None}, verdict, by=None, now=NOW)
    letters("accreditation/accepted")[applicant.email].state = Sent.SENT
    db.session.commit()
    return applicant


def letters(template):
    found = select(Message).where(Message.template == template).order_by(Message.id)
    return {each.recipient: each for each in db.session.scalars(found)}


def remind(event, template="messages/day", amount=-24):
    rule = Rule(event=event, template=template, amount=amount, unit=Unit.HOURS)
    db.session.add(rule)
    reminders.follow(rule, NOW)
    db.session.commit()
    reminders.queue_due(event.starts_at + timedelta(hours=amount))
    return letters(template)


def tell(event):
    """Take up what was published, and send the letters about it."""
    notices.take_up_changes(NOW)
    db.session.commit()
    notices.send_due(NOW + timedelta(minutes=11))
    db.session.commit()


def move(event):
    events.move(
        event,
        starts=event.local_starts_at + timedelta(hours=1),
        ends=event.local_ends_at + timedelta(hours=1),
        doors=event.local_doors_at,
        by=None,
        now=NOW,
    )
    db.session.commit()


def test_reminder_tells_the_press_when_to_arrive_and_what_to_bring(event):
    journalist = accredit(event)
    guest = make_registration(event, category=make_category(event))

    sent = remind(event)

    own, other = sent[journalist.email], sent[guest.email]
    assert own.subject == f"Tomorrow, arrival 11:00: {event.titles['en']}"
    assert ENTRANCE["en"] in own.text
    assert ENTRANCE["en"] in own.html
    assert "your identity document and your press card" in " ".join(own.text.split())
    assert "you applied for accreditation" in " ".join(own.text.split())
    assert other.subject == f"Tomorrow 12:00: {event.titles['en']}"
    assert ENTRANCE["en"] not in other.text
    assert "press card" not in other.text


def test_reminder_names_the_hour_at_which_pool_cards_are_handed_out(event):
    pool.arrange(
        find_intake(event),
        PoolDetails(
            places={Function.PHOTO: 2},
            handout_at=event.starts_at - timedelta(hours=2),
            handout_place=Texts(en="Desk 4"),
        ),
    )
    journalist = accredit(event)

    letter = remind(event)[journalist.email]

    assert "10:00" in letter.text
    assert "Desk 4" in letter.text


def test_change_is_told_to_the_accredited_with_their_instructions(event):
    journalist = accredit(event)
    move(event)

    tell(event)

    letter = letters("messages/changed")[journalist.email]
    assert ENTRANCE["en"] in letter.text
    assert "you applied for accreditation" in " ".join(letter.text.split())


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.INCOMPLETE, Status.WAITLISTED])
def test_change_is_told_to_those_who_wait_for_an_answer(event, status):
    journalist = make_applicant(event, status=status)
    move(event)

    tell(event)

    [letter] = letters(Undecided.one_date).values()
    assert letter.recipient == journalist.email
    assert letter.subject.startswith("New time")
    assert "13:00" in letter.text
    assert f"/a/{journalist.token}" in letter.text


def test_change_is_told_once_to_each_and_to_nobody_who_is_out(event):
    accredit(event)
    for status in (Status.DRAFT, Status.DECLINED, Status.WITHDRAWN, Status.REVOKED):
        make_applicant(event, status=status)
    make_applicant(event)
    move(event)

    assert reach.count_told(event) == 2
    tell(event)
    tell(event)

    assert len(letters(Undecided.one_date)) == 1


def test_cancellation_is_told_to_those_who_wait(event):
    make_applicant(event, language="ru")
    events.cancel(event, reasons=Texts(en="The minister is ill."), by=None, now=NOW)
    db.session.commit()

    tell(event)

    [letter] = letters(Undecided.one_date).values()
    assert event.state is State.CANCELLED
    assert letter.language == "ru"
    assert "The minister is ill." in letter.text


def test_reminder_reads_the_words_of_the_press_once_for_many(event):
    for number in range(3):
        accredit(event, outlet=f"Outlet {number}")

    with statements() as seen:
        sent = remind(event)

    assert len(sent) == 3
    assert sum("FROM press_intake" in one for one in seen) == 1
