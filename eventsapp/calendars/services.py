"""Invitations by mail: who is told what, and the iTIP message made of it at delivery.

A recipe is what the outbox keeps of a message that carries a calendar object. The object is
built when the mail goes out, from the event as it then stands, so that it is never older than
one that went before it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, cast

from sqlalchemy import Table, bindparam, update

from eventsapp.calendars import entry as entries
from eventsapp.calendars import ical, itip, queries
from eventsapp.calendars.entry import Entry, Person
from eventsapp.calendars.models import Answer, Invitation
from eventsapp.core import tokens
from eventsapp.events import changes
from eventsapp.events.models import PUBLIC_STATES, Event, State
from eventsapp.extensions import db
from eventsapp.mail import inbox_addresses
from eventsapp.web import memory

Recipe = dict[str, Any]
TAG_LENGTH = 32  # hexadecimal digits: 128 bits
_TAG = re.compile(f"[0-9a-f]{{{TAG_LENGTH}}}")  # no tag that an institution chose itself
_SENT = update(cast("Table", Invitation.__table__)).where(
    Invitation.__table__.c.id == bindparam("number")
)


def expect(
    event: Event,
    *,
    address: str,
    name: str,
    now: datetime,
    language: str = "",
    standing: Invitation | None = None,
    is_new: bool = False,
) -> Invitation:
    """What one address is to be told of the event as it stands; not flushed.

    Used for the confirmation and for each later update alike. `standing` is the address's
    invitation, where the caller has it at hand; `is_new` says that there is none.
    """
    if not is_new and (standing is None or standing.address != address):
        standing = queries.find_invitation(event, address)
    invitation = standing or _first(event, address)
    invitation.name = name
    invitation.language = language or invitation.language
    invitation.invited_at = now
    if invitation.is_cancelled:  # the new REQUEST must count for more than the CANCEL before it
        invitation.offset += 1
        invitation.uninvited_at = None
        invitation.sent_sequence, invitation.answer = None, Answer.ACCEPTED
    return invitation


def request(invitation: Invitation, *, own_url: str = "", joins: bool = True) -> Recipe:
    """The recipe that puts what is expected, once flushed, into the person's calendar.

    `own_url`, where the person changes or cancels the registration, stands in the entry, and the
    link to take part by if they `joins`.
    `recipe["organizer"]` is the address to which calendars send their answers: the mail's
    Reply-To.
    """
    return _recipe(invitation, "REQUEST", own_url=own_url, joins=joins)


def needs_update(invitation: Invitation, event: Event) -> bool:
    """Whether this person's calendar shows the event as it was before a change."""
    if invitation.is_cancelled or invitation.sent_sequence is None or invitation.sent_at is None:
        return not invitation.is_cancelled
    return invitation.sent_sequence < invitation.sequence or invitation.sent_at < event.updated_at


def number_now(invitation: Invitation, sequence: int) -> int:
    """The present number for an answer to one that says the same: the last this person was told.

    A move that was taken back before anybody heard of it has raised the number twice.
    """
    sent_at = invitation.sent_at if invitation.sent_sequence == sequence else None
    if sequence >= invitation.sequence or sent_at is None or invitation.is_cancelled:
        return sequence
    return invitation.sequence if changes.has_stayed(invitation.event, sent_at) else sequence


def uninvite(event: Event, *, address: str, now: datetime) -> Recipe | None:
    """The recipe that takes the event out of one person's calendar; None if it was never there.

    Safe to repeat.
    """
    invitation = queries.find_invitation(event, address)
    if invitation is None:
        return None
    if not invitation.is_cancelled:
        invitation.offset += 1  # every CANCEL counts one up: RFC 5546 §2.1.4
        invitation.uninvited_at = now
        db.session.flush()
    return _recipe(invitation, "CANCEL")


def reinvite(invitation: Invitation) -> None:
    """Undo `uninvite` before the person was told: what their calendar holds stays the last word.

    Where it has declined meanwhile, the next letter brings the entry anew.
    """
    invitation.offset -= 1
    invitation.uninvited_at = None
    if invitation.answer is Answer.DECLINED:
        invitation.answer, invitation.sent_at = Answer.ACCEPTED, None


def cancellation(invitation: Invitation, now: datetime) -> Recipe:  # noqa: ARG001 -- as the others
    """The recipe that tells one person's calendar that the event itself is cancelled."""
    return _recipe(invitation, "CANCEL", whole_event=True)


def as_it_stands(recipe: Recipe) -> Recipe:
    """A request for a calendar that asks (REFRESH): a CANCEL, if that is true at its delivery."""
    return recipe | {"or_cancel": True}


def file_of(event: Event, language: str) -> Recipe:
    """The recipe of the event as a file that anybody may put into a calendar: it asks nothing."""
    return {"event": event.id, "language": language, "method": "PUBLISH"}


def refusal(invitation: Invitation, *, sequence: int) -> Recipe:
    """The recipe that tells one person's calendar that a time it proposed does not suit."""
    return _recipe(invitation, "DECLINECOUNTER", sequence=sequence)


def several(recipes: Sequence[Recipe]) -> Recipe:
    """The recipe of several entries in one letter, each a calendar object and a file of its own.

    Programs enter the first by themselves and the others when somebody opens them; the next
    letter about one of those brings its entry anew.
    """
    return recipes[0] if len(recipes) == 1 else recipes[0] | {"further": list(recipes[1:])}


def answer_tag(invitation: Invitation) -> str | None:
    """What stands in the address to which one person's calendar answers, and in no other.

    As the first letter said it, whatever the secret is by now. None where nobody read answers.
    """
    found = inbox_addresses.tags([invitation.organizer])
    return next((tag for tag in found if _TAG.fullmatch(tag)), None)


def build(recipe: Recipe, now: datetime) -> tuple[str, bytes] | None:
    """The method and text of a recipe at its delivery; remembers what the person was told.

    Of several, the method of the first and one text after the other (RFC 5545 §3.4). None where
    the person is not to be told any more: a later message says what is true.
    """
    entered = _build(recipe, now)
    opened = [_build(each, now, is_entered=not entered) for each in recipe.get("further", ())]
    built = [each for each in (entered, *opened) if each]
    return (built[0][0], b"".join(text for _method, text in built)) if built else None


def _build(recipe: Recipe, now: datetime, *, is_entered: bool = True) -> tuple[str, bytes] | None:
    if recipe["method"] == "PUBLISH":
        return _as_file(recipe)
    invitation = queries.invitation_numbered(recipe["invitation"])
    if invitation is None:
        return None
    if recipe.get("or_cancel"):
        recipe = _present(recipe, invitation)
    if not _still_holds(recipe, invitation):
        return None
    if recipe["method"] == "REQUEST" and _is_moved(invitation) and not _is_answered(invitation):
        invitation.answer = Answer.NEEDS_ACTION  # what was agreed to is no longer so
    text = itip.message(_entry(recipe, invitation), invitation, recipe["method"], now=now)
    if recipe["method"] != "DECLINECOUNTER":
        _note_sent(invitation, is_entered=is_entered)
    return recipe["method"], text


def _present(recipe: Recipe, invitation: Invitation) -> Recipe:
    if invitation.is_cancelled:
        return recipe | {"method": "CANCEL"}
    is_off = invitation.event.state is State.CANCELLED
    return recipe | {"method": "CANCEL", "whole_event": True} if is_off else recipe


def _as_file(recipe: Recipe) -> tuple[str, bytes] | None:
    event = db.session.get(Event, recipe["event"])
    if event is None or event.state not in PUBLIC_STATES:
        return None
    return "PUBLISH", ical.single(ical.event_text(event, recipe["language"]))


def _note_sent(invitation: Invitation, *, is_entered: bool) -> None:
    """By a statement made once: for each of thousands of letters a flush takes three times as long.

    What programs do not enter by themselves leaves `needs_update` true.
    """
    sent_at = invitation.event.updated_at if is_entered else None
    sent = {"sent_sequence": invitation.sequence, "sent_at": sent_at}
    db.session.execute(_SENT, {"number": invitation.id, **sent})
    db.session.expire(invitation, sent)


def _first(event: Event, address: str) -> Invitation:
    organizer = _organizer(event, address)
    invitation = Invitation(
        event=event,
        address=address,
        language=event.original_language,
        organizer=organizer.address,
        organizer_name=organizer.name,
    )
    db.session.add(invitation)
    return invitation


def _organizer(event: Event, address: str) -> Person:
    """Whom a new invitation names: the institution, at an address that takes the answers.

    Where answers are read it is this person's own, which proves later on who answers.
    """
    organizer = _institution(event, address)
    if not inbox_addresses.is_on():
        return organizer
    tag = tokens.fingerprint("answer", f"{event.uid} {address.lower()}")[:TAG_LENGTH]
    return replace(organizer, address=inbox_addresses.tagged(tag))


def _institution(event: Event, address: str) -> Person:
    language = event.original_language
    usual = memory.until_published(
        ("organizer", event.id, event.version), partial(entries.organizer, event, language)
    )
    if usual.address.lower() != address.lower():
        return usual
    return entries.organizer(event, language, besides=address)


def _recipe(invitation: Invitation, method: str, **more: Any) -> Recipe:
    organizer = {"organizer": invitation.organizer}
    return {"invitation": invitation.id, "method": method} | organizer | more


def _still_holds(recipe: Recipe, invitation: Invitation) -> bool:
    state = invitation.event.state
    if recipe["method"] == "DECLINECOUNTER":
        return True
    if recipe["method"] == "REQUEST":
        return not invitation.is_cancelled and state in (State.PUBLISHED, State.POSTPONED)
    if recipe.get("whole_event"):
        return not invitation.is_cancelled and state is State.CANCELLED
    return invitation.is_cancelled


def _is_moved(invitation: Invitation) -> bool:
    """Whether start, end, place or state changed since this person's last object."""
    return invitation.sent_sequence is not None and invitation.sent_sequence < invitation.sequence


def _is_answered(invitation: Invitation) -> bool:
    """Whether the person has answered the event as it stands, before this object told of it."""
    answered = invitation.answer_sequence
    return answered is not None and number_now(invitation, answered) >= invitation.sequence


def _entry(recipe: Recipe, invitation: Invitation) -> Entry:
    entry = entries.read_privately(
        invitation.event,
        invitation.language,
        own_url=recipe.get("own_url", ""),
        joins=recipe.get("joins", True),
    )
    organizer = Person(name=invitation.organizer_name, address=invitation.organizer)
    sequence = recipe.get("sequence", invitation.sequence)
    return replace(entry, sequence=sequence, organizer=organizer)
