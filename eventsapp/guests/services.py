"""What happens to guests: asked, inside, given another role, gone."""

from datetime import date, datetime

from flask_babel import lazy_gettext as _l

from eventsapp.accounts import queries as accounts
from eventsapp.accounts import team
from eventsapp.accounts.models import User
from eventsapp.accounts.team import INVITE_LASTS, Newcomer
from eventsapp.core import tokens
from eventsapp.core.errors import Refusal
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.guests import queries
from eventsapp.guests.models import Guest
from eventsapp.mail import urls
from eventsapp.mail.services import enqueue
from eventsapp.organisations import senders
from eventsapp.web.guard import Actor, Role


class WorksHere(Refusal):
    """Somebody with this address may open every event already."""

    message = _l("This person is in the team and can open every event already.")


class GuestAlready(Refusal):
    """Somebody with this address has taken up an invitation to this event."""

    message = _l("This person is a guest of this event already.")


def invite(
    event: Event, email: str, role: Role, *, by: Actor, now: datetime, until: date | None = None
) -> Guest:
    """Ask somebody to work at one event, by mail; asked again, the earlier link ends.

    Raises WorksHere and GuestAlready.
    """
    if accounts.member_with(event.organisation, email):
        raise WorksHere
    guest = queries.asked(event, email)
    if guest is None:
        guest = Guest(event=event, email=email.strip().lower(), generation=0, asked_at=now)
        db.session.add(guest)
    elif guest.user_id:
        raise GuestAlready
    else:
        guest.generation += 1
    guest.role, guest.until, guest.expires_at = role, until, now + INVITE_LASTS
    db.session.flush()
    _send(guest, by=by, now=now)
    return guest


def join(guest: Guest, *, now: datetime, newcomer: Newcomer | None = None) -> User:
    """Take an invitation up; somebody without an account gets one."""
    guest.user = team.account_of(guest.email, newcomer, now=now)
    db.session.flush()
    return guest.user


def change(guest: Guest, role: Role, until: date | None) -> None:
    """Give a guest another role or last day."""
    guest.role, guest.until = role, until
    db.session.flush()


def remove(guest: Guest) -> None:
    """Let somebody see the event no more; a link that was not taken up opens nothing."""
    db.session.delete(guest)
    db.session.flush()


def _send(guest: Guest, *, by: Actor, now: datetime) -> None:
    user, organisation = accounts.find(guest.email), guest.event.organisation
    language = user.language if user else by.language
    token = tokens.make_expiring(queries.JOIN, guest.id, guest.generation, until=guest.expires_at)
    enqueue(
        "guests/invitation",
        to=guest.email,
        name=user.name if user else "",
        language=language,
        key=f"guest:{guest.id}:{guest.generation}",
        now=now,
        expires_at=guest.expires_at,
        event=guest.event,
        role=guest.role,
        until=guest.last_day,
        inviter=by.name,
        link=urls.absolute("guests.join", token=token),
        **senders.of(organisation, [language, organisation.original_language]),
    )
