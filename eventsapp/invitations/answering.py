"""What invited people answer: they come, send a deputy, or cannot; a later answer replaces it.

Every answer claims the event first, so that two of them at once, or an answer and the last seat
taken by another, are dealt with one after the other.
"""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.extensions import db
from eventsapp.invitations import letters, queries
from eventsapp.invitations.models import Answer, Guest, Invitee
from eventsapp.mail import services as outbox
from eventsapp.registration import changing, mails
from eventsapp.registration import queries as people
from eventsapp.registration import services as registrations
from eventsapp.registration.details import AttendeeDetails, Wishes
from eventsapp.registration.models import Registration


class AnswersOver(Refusal):
    """Withdrawn, too late, or the event does not take place as announced."""

    message = _l("This invitation takes no answers any more.")


class PlacesTaken(Refusal):
    """More people than one invitation has places for."""


class InUse(Refusal):
    """Others come through a link that was passed on."""

    message = _l("Somebody comes through this invitation already, and cancels on their own page.")


def accept(invite: Invitee, details: AttendeeDetails, *, now: datetime) -> Registration | None:
    """Take part through an invitation; the same answer again brings companions up to date.

    Nobody of a link that was passed on learns whether an address has a place: it gets its link
    by mail, and the answer is None. Raises AnswersOver, PlacesTaken, and what registering does.
    """
    _claim(invite, now)
    if earlier := people.find_by_form(invite.event, details.key):
        return earlier
    standing = people.find_live(invite.event, details.email)
    if invite.round.is_forwardable and standing is not None:
        registrations.resend_link(invite.event, details.email, now=now)
        return None
    _require_places(invite, 1 + len(details.companions))
    if not invite.round.is_forwardable:
        _end([each for each in _guests(invite) if each.registration is not standing], now)
    is_news = standing is None or invite.answer is not Answer.YES
    invite.reply(Answer.YES, now)
    registration = _regroup(standing, details, now) if standing else _enter(invite, details, now)
    if is_news:
        letters.tell_guest(registration, invite, now)
    return registration


def send_deputy(invite: Invitee, details: AttendeeDetails, *, now: datetime) -> None:
    """Let somebody else come instead; whoever was to come before does not. Twice is harmless.

    Raises AnswersOver, and what registering does.
    """
    _claim(invite, now)
    guests = _guests(invite)
    if [each.registration.email for each in guests] == [details.email]:
        return
    hears = _end(guests, now, taken_by=details.name, told=invite.email)
    invite.reply(Answer.DEPUTY, now)
    standing = people.find_live(invite.event, details.email)
    if standing:
        _link(invite, standing, is_own=False)
    else:
        letters.tell_guest(_enter(invite, details, now), invite, now)
    if not hears:
        letters.tell_invited(invite, now, deputy=details.name)


def decline(invite: Invitee, *, now: datetime) -> None:
    """Not come; whoever was to come does not either. Twice is harmless.

    Raises AnswersOver, and InUse where others come through a link that was passed on.
    """
    _claim(invite, now)
    guests = _guests(invite)
    if invite.round.is_forwardable and guests:
        raise InUse
    if invite.answer is Answer.NO and not guests:
        return
    hears = _end(guests, now, told=invite.email)
    invite.reply(Answer.NO, now)
    if not hears:
        letters.tell_invited(invite, now)


def _claim(invite: Invitee, now: datetime) -> None:
    events.claim(invite.event)
    db.session.refresh(invite)
    if not invite.takes_answers(now):
        raise AnswersOver


def _require_places(invite: Invitee, persons: int) -> None:
    others = queries.people_through(invite) if invite.round.is_forwardable else 0
    left = invite.round.persons - others
    if persons > left:
        words = ngettext(
            "This invitation has %(num)d place left.",
            "This invitation has %(num)d places left.",
            max(left, 0),
        )
        raise PlacesTaken(words)


def _guests(invite: Invitee) -> Sequence[Guest]:
    """Who stands through an invitation; one for the person alone also means a place of their own."""
    if not invite.round.is_forwardable and invite.email:
        own = people.find_live(invite.event, invite.email)
        if own is not None:
            _link(invite, own)
    return queries.live_guests(invite)


def _end(
    guests: Sequence[Guest], now: datetime, *, taken_by: str = "", told: str | None = None
) -> bool:
    """Give back what earlier answers took; whether the address `told` hears of it by that.

    Who had a place before they were named as a deputy keeps it.
    """
    for guest in guests:
        if guest.is_own:
            registrations.cancel(guest.registration, taken_by=taken_by, now=now)
        else:
            db.session.delete(guest)
    return any(guest.is_own and guest.registration.email == told for guest in guests)


def _enter(invite: Invitee, details: AttendeeDetails, now: datetime) -> Registration:
    """A registration of the invitation's category; word of an earlier one's end is out of date."""
    topic = invite.event.topic
    outbox.withdraw(topic=topic, templates=[mails.CANCELLED], recipient=details.email)
    made = registrations.register(invite.event, details, now=now, greets=False)
    _link(invite, made)
    return made


def _link(invite: Invitee, registration: Registration, *, is_own: bool = True) -> None:
    if db.session.get(Guest, (registration.id, invite.id)) is None:
        db.session.add(Guest(registration=registration, invite=invite, is_own=is_own))
        db.session.flush()


def _regroup(standing: Registration, details: AttendeeDetails, now: datetime) -> Registration:
    """The place that the person has, with those who come along as they are named now."""
    if tuple(each.name for each in people.companions(standing)) != details.companions:
        wishes = Wishes(
            name=standing.name,
            category_id=standing.category_id,
            phone=standing.phone,
            phone_e164=standing.phone_e164,
            organisation_name=standing.organisation_name,
            wants_reminders=standing.wants_reminders,
            companions=details.companions,
        )
        changing.change(standing, wishes, now=now)
    return standing
