"""The three letters of a registration: confirmed, cancelled, and the link once more."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from eventsapp.calendars import services as calendars
from eventsapp.calendars.models import Invitation
from eventsapp.core import tokens
from eventsapp.events.category_models import Mode
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.mail import queries as outbox_queries
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.circulars import Copy, enqueue_all, enqueue_first
from eventsapp.mail.models import OPEN_STATES, Message
from eventsapp.registration import confirmation, queries, setting_aside
from eventsapp.registration.letterhead import letterhead, reply_address
from eventsapp.registration.models import Registration, Status

CONFIRMED = confirmation.TEMPLATE
CANCELLED = "registration/cancelled"
LINK = "registration/link"
GRACE = timedelta(seconds=60)  # in which a cancellation can be taken back unseen
LINK_EVERY = timedelta(minutes=10)  # asked for more often, the link still comes once


def confirm(registration: Registration, now: datetime) -> None:
    """The entry code, with the invitation for the person's calendar."""
    expect(registration, now)
    db.session.flush()
    enqueue_all([_confirmation(registration, queries.companions(registration), now)])


def welcome(registration: Registration, companions: Sequence[Registration], now: datetime) -> None:
    """The same for one who is new, whose calendar entry is expected already."""
    enqueue_first(_confirmation(registration, companions, now))


def withdraw_welcome(registration: Registration) -> bool:
    """Keep the confirmation back; False where it has gone out."""
    topic, address = registration.event.topic, _address(registration)
    return outbox.withdraw(topic=topic, templates=[CONFIRMED], recipient=address) > 0


def _confirmation(
    registration: Registration, companions: Sequence[Registration], now: datetime
) -> Copy:
    """The letter without its words: its key is known before the registration has a number."""
    head = letterhead(registration.event, registration.language)
    message = outbox.draft(
        CONFIRMED,
        now=now,
        qr=registration.qr_text if registration.category.mode is Mode.ROOM else "",
        sender_name=head["sender_name"],
        sender_address=head["sender_address"],
        **envelope(registration, _confirmation_key(registration, now), recipe(registration)),
    )
    note_first(registration, message)
    own = confirmation.own(registration, companions, own_links(registration))
    return Copy(message, confirmation.words(registration, len(companions)), own)


def _confirmation_key(registration: Registration, now: datetime) -> str:
    person = tokens.fingerprint("confirmation", registration.entry_key)[:32]
    return f"registered:{person}:{now.isoformat()}"


def take_leave(registration: Registration, now: datetime, *, taken_by: str = "") -> None:
    """Word of the cancellation, with the calendar's CANCEL, after the minute of grace.

    What else waits for the person is withdrawn. `taken_by` names who has taken the place over.
    """
    if registration.email is None:
        return  # one of a party: the person who answers for them knows
    setting_aside.set_aside(registration)
    only_asked = registration.former_status not in (None, Status.CONFIRMED)
    if only_asked and not registration.cancelled_by_organiser:
        return  # who only asked for a place, and takes that back, need not be told
    outbox.withdraw(topic=registration.event.topic, templates=[LINK], recipient=registration.email)
    recipe = calendars.uninvite(registration.event, address=registration.email, now=now)
    send(
        CANCELLED,
        registration,
        key=_cancelled_key(registration, now),
        now=now,
        due_at=now + GRACE,
        manage_url="",
        taken_by=taken_by,
        calendar=recipe,
    )


def in_grace(registration: Registration, now: datetime) -> bool:
    """Whether a cancellation can still be taken back unseen.

    Never in places of the press: whoever gave one back has withdrawn the application, too.
    """
    at = registration.cancelled_at
    return at is not None and now < at + GRACE and not registration.category.for_press


def is_unheard(registration: Registration, now: datetime) -> bool:
    """Whether the team has cancelled it in this minute, by hand, and the word of it still waits."""
    at = registration.cancelled_at
    if at is None or now >= at + GRACE or not registration.cancelled_by_organiser:
        return False
    letter = outbox_queries.find(_cancelled_key(registration, at))
    return letter is not None and letter.state in OPEN_STATES


def take_back(registration: Registration, now: datetime, *, in_time: bool) -> bool:
    """Take back the word of a cancellation; False when it has gone out.

    Within the minute nobody can have read it; later an attempt to send it may have been one.
    """
    withdrawn = outbox.withdraw(
        topic=registration.event.topic,
        templates=[CANCELLED],
        recipient=_address(registration),
    )
    invitation = registration.invitation
    if withdrawn and registration.is_confirmed:
        if in_time and invitation is not None and invitation.is_cancelled:
            calendars.reinvite(invitation)
        else:
            invite(registration, now)
    return withdrawn > 0


def send_link(registration: Registration, now: datetime) -> None:
    """The link to the person's own page, for one who has lost it."""
    turn = int(now.timestamp() // LINK_EVERY.total_seconds())
    send(LINK, registration, key=f"link:{registration.id}:{turn}", now=now)


def note_wish_for_reminders(registration: Registration) -> None:
    """Who wants reminders again has taken back an unsubscribing."""
    if registration.wants_reminders and registration.email:
        outbox.subscribe_again(registration.email, registration.event.topic)


def forget(registration: Registration) -> None:
    """Erase what was written to one person about this event; what waits is not sent."""
    if registration.email:
        outbox.erase(topic=registration.event.topic, recipient=registration.email)
    forget_entry(registration)


def forget_entry(registration: Registration) -> None:
    """Forget what was to stand in the person's calendar."""
    invitation_id, registration.invitation_id = registration.invitation_id, None
    db.session.flush()
    db.session.execute(delete(Invitation).where(Invitation.id == invitation_id))


def forget_all(event: Event) -> None:
    """Erase what was written to everybody about this event."""
    outbox.erase(topic=event.topic)
    db.session.execute(delete(Invitation).where(Invitation.event_id == event.id))


def expect(registration: Registration, now: datetime, *, is_new: bool = False) -> None:
    """Prepare the entry in a new person's calendar, to be stored together with the person."""
    registration.invitation = calendars.expect(
        registration.event,
        address=_address(registration),
        name=registration.name,
        language=registration.language,
        now=now,
        standing=registration.invitation,
        is_new=is_new,
    )


def expect_welcome(registration: Registration, now: datetime, *, is_new: bool) -> None:
    """The same, with the letter it comes with: one statement less while others wait for a place.

    `is_new` says that the address was never told of the event.
    """
    expect(registration, now, is_new=is_new)
    if registration.invitation and is_new:
        registration.invitation.first_message_id = outbox.message_id(
            _confirmation_key(registration, now)
        )


def invite(registration: Registration, now: datetime) -> calendars.Recipe:
    """The recipe that brings one person's calendar up to date."""
    invite_all([registration], now)
    return recipe(registration)


def invite_all(registrations: Iterable[Registration], now: datetime) -> None:
    """Expect these people's entries as the event stands; their recipes can then be made."""
    for registration in registrations:
        expect(registration, now)
    db.session.flush()


def recipe(registration: Registration) -> calendars.Recipe:
    """The recipe of one person's entry, as it was last expected."""
    if registration.invitation is None:
        raise ValueError(f"registration {registration.id} has no calendar entry")
    own_url = urls.absolute("registration.edit", token=registration.token)
    joins = registration.category.joins_online
    return calendars.request(registration.invitation, own_url=own_url, joins=joins)


def send(
    template: str,
    registration: Registration,
    *,
    key: str,
    calendar: Mapping[str, Any] | None = None,
    **more: Any,
) -> None:
    """Queue one letter to one registered person, in their language."""
    asked = {"asks_answer": (calendar or {}).get("method") == "REQUEST"}
    message = outbox.enqueue(
        template,
        **envelope(registration, key, calendar),
        **(context(registration, registration.language) | asked | more),
    )
    note_first(registration, message)


def note_first(registration: Registration, message: Message) -> None:
    """Remember the first letter about an event, below which the later ones stand."""
    if registration.invitation and not registration.invitation.first_message_id:
        registration.invitation.first_message_id = message.message_id


def envelope(
    registration: Registration, key: str, calendar: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What a letter to one registered person has besides its words, with the key that is its own."""
    event = registration.event
    return {
        "to": _address(registration),
        "name": registration.name,
        "language": registration.language,
        "topic": event.topic,
        "reply_to": (calendar or {}).get("organizer") or reply_address(event),  # RFC 6047 §2.3
        "calendar": dict(calendar) if calendar else None,
        "key": key,
        "headers": _thread(registration, outbox.message_id(key)),
    }


def _thread(registration: Registration, own: str) -> dict[str, str]:
    """Every later letter about the event stands below the first: RFC 5322 §3.6.4."""
    first = registration.invitation and registration.invitation.first_message_id
    is_later = first and first != own
    return {"In-Reply-To": f"<{first}>", "References": f"<{first}>"} if is_later else {}


def context(registration: Registration, language: str) -> dict[str, Any]:
    """What the letters of an event know: the letterhead, the person's own page and place."""
    return {
        "registration": registration,
        "way": way(registration.category, language),
        "in_room": registration.category.mode is Mode.ROOM,
        "asks_answer": False,
        **own_links(registration),
        **letterhead(registration.event, language),
    }


def own_links(registration: Registration) -> dict[str, str]:
    """The links of a letter that open this person's own pages, and nobody else's."""
    token = registration.token
    return {
        "ticket_url": urls.absolute("registration.show", token=token),
        "manage_url": urls.absolute("registration.edit", token=token),
        "answer_url": urls.absolute("registration.answer", token=token),
    }


def _cancelled_key(registration: Registration, at: datetime) -> str:
    return f"unregistered:{registration.id}:{at.isoformat()}"


def _address(registration: Registration) -> str:
    if registration.email is None:
        raise ValueError(f"registration {registration.id} has no address")
    return registration.email
