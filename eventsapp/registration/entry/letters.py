"""Letters to those who have no place yet: asked, waiting, offered; and what was decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.core import dates
from eventsapp.core.tokens import spell_code
from eventsapp.events.category_models import Mode
from eventsapp.events.models import Event
from eventsapp.mail import queries as mail
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.models import OPEN_STATES
from eventsapp.registration import mails, queries, rules
from eventsapp.registration.entry import line
from eventsapp.registration.entry.models import Decision, Transfer
from eventsapp.registration.letterhead import letterhead, reply_address
from eventsapp.registration.models import Registration, Status
from eventsapp.web import locale

CHECK_ADDRESS = "registration/check_address"
RECEIVED = "registration/received"
APPROVED = "registration/approved"
DECLINED = "registration/declined"
WAITLISTED = "registration/waitlisted"
OFFERED = "registration/offered"
TRANSFERRED = "registration/transferred"
ANSWERS = {
    Status.CONFIRMED: APPROVED,
    Status.WAITLISTED: WAITLISTED,
    Status.DECLINED: DECLINED,
}  # to a decision
OPENINGS = {
    Status.CONFIRMED: _l("You are registered for %(title)s."),
    Status.DECLINED: _l("We could not give you a place at %(title)s."),
}  # one on the waiting list tells each their own number
GREETINGS = (mails.CONFIRMED, RECEIVED, WAITLISTED, CHECK_ADDRESS, OFFERED)  # of `greet`


def opening(event: Event, status: Status, language: str) -> str:
    """How an answer begins where the organiser does not write otherwise; empty where it is fixed."""
    if status not in OPENINGS:
        return ""
    title = event.titles.read([language, event.original_language]).text
    with locale.speaking(language):
        return str(OPENINGS[status]) % {"title": title}


def greet(
    registration: Registration,
    now: datetime,
    *,
    companions: Sequence[Registration] | None = None,
) -> None:
    """The first letter to somebody who has just come in, or the same once more.

    `companions` are given by who has just stored them, with the entry in the person's calendar.
    """
    if registration.status is Status.CONFIRMED:
        if companions is None or registration.invitation is None:
            mails.expect(registration, now)
        known = queries.companions(registration) if companions is None else companions
        mails.welcome(registration, known, now)
    elif registration.status is Status.PENDING:
        _send(RECEIVED, registration, now, answer_by=_answer_by(registration))
    elif registration.status is Status.UNCONFIRMED_EMAIL:
        _send(CHECK_ADDRESS, registration, now, until=_held_until(registration, now))
    elif registration.status is Status.WAITLISTED:
        _send(WAITLISTED, registration, now, **_waiting(registration))
    elif registration.status is Status.OFFERED:
        send_offer(registration, now)


def send_offer(registration: Registration, now: datetime) -> None:
    """Word that places are held, and until when."""
    persons = len(queries.standing_together(registration))
    _send(OFFERED, registration, now, until=_held_until(registration, now), persons=persons)


def send_answer(decision: Decision, now: datetime) -> None:
    """The answer to a decision; it leaves after the minute in which it can be undone."""
    registration = decision.registration
    usual = opening(registration.event, decision.status, registration.language)
    more: dict[str, Any] = {"note": decision.note, "opening": decision.words or usual}
    if decision.status is Status.CONFIRMED:
        in_room = registration.category.mode is Mode.ROOM
        more["calendar"] = mails.invite(registration, now)
        more["qr"] = registration.qr_text if in_room else ""
        more["code"] = spell_code(registration.code)
        others = queries.standing_together(registration)[1:]
        more["companions"] = [(each.name, spell_code(each.code)) for each in others]
    elif decision.status is Status.WAITLISTED:
        more |= _waiting(registration)
    else:
        event = registration.event
        more["stream_url"] = event.online_url if event.online_is_public else ""
    key, template = answer_key(decision), ANSWERS[decision.status]
    mails.send(template, registration, key=key, now=now, due_at=now + mails.GRACE, **more)


def take_back(decision: Decision) -> bool:
    """Withdraw the answer to a decision; False when it has gone out."""
    letter = mail.find(answer_key(decision))
    if letter is None or letter.state not in OPEN_STATES:
        return False
    return bool(
        outbox.withdraw(topic=letter.topic, templates=[letter.template], recipient=letter.recipient)
    )


def answer_key(decision: Decision) -> str:
    """Of the letter that a decision sends."""
    return f"registration:decision:{decision.id}"


def send_transfer(transfer: Transfer, now: datetime) -> None:
    """Ask somebody whether they take the place that is passed on to them."""
    registration, language = transfer.registration, transfer.language
    event = registration.event
    outbox.enqueue(
        TRANSFERRED,
        to=transfer.email,
        name=transfer.name,
        language=language,
        key=f"transfer:{transfer.token}",
        now=now,
        topic=event.topic,
        reply_to=reply_address(event),
        giver=registration.name,
        until=dates.moment(transfer.until, event.timezone, language),
        accept_url=urls.absolute("registration.take_over", token=transfer.token),
        **letterhead(event, language),
    )


def _send(template: str, registration: Registration, now: datetime, **more: Any) -> None:
    if registration.email is not None:
        key = f"{template}:{registration.id}:{now.isoformat()}"
        mails.send(template, registration, key=key, now=now, **more)


def _waiting(registration: Registration) -> dict[str, Any]:
    own = rules.of(registration.event)
    return {
        "number": line.number_of(registration),
        "hours": own.offer_hours,
        "in_working_hours": own.in_working_hours,
        "leave_url": urls.absolute("registration.cancel", token=registration.token),
    }


def _answer_by(registration: Registration) -> str:
    event = registration.event
    answer_by = rules.of(event).answer_by
    return dates.moment(answer_by, event.timezone, registration.language) if answer_by else ""


def _held_until(registration: Registration, now: datetime) -> str:
    until, event = registration.held_until, registration.event
    if until is None or until <= now:
        return ""
    return dates.moment(until, event.timezone, registration.language)
