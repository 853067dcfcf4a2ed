"""Who is asking, where somebody works as the guest of an event: a member of one event alone."""

from collections.abc import Sequence

from flask import Flask, g, request, session
from flask_login import current_user

from eventsapp.accounts import access
from eventsapp.accounts.access import EVENT_KEY, Member
from eventsapp.core.clock import utcnow
from eventsapp.guests import queries
from eventsapp.guests.models import Guest
from eventsapp.web import guard


def init_app(app: Flask) -> None:
    """Let the guard know guests too, and the pages where they may work."""
    guard.supply_actor(app, actor)
    app.jinja_env.globals.update(guest_places=places, guests_of=queries.guests)


def actor() -> Member | None:
    """The person who is asking: a guest where they chose to be one, or are nothing else."""
    member = access.member()
    if not current_user.is_authenticated or (member and EVENT_KEY not in session):
        return member
    guest = _guest()
    if guest is None:
        return member
    return Member(current_user, guest.event.organisation, guest.role, event_id=guest.event_id)


def places() -> Sequence[Guest]:
    """Where who is asking may work as a guest."""
    kept: tuple[int, Sequence[Guest]] | None = g.get("guest_places")
    if kept is None or kept[0] != current_user.id:
        kept = g.guest_places = (current_user.id, queries.places(current_user.id, now=utcnow()))
    return kept[1]


def _guest() -> Guest | None:
    """The place of the address asked for, else the one chosen, else the latest."""
    wanted = ((request.view_args or {}).get("event_id"), session.get(EVENT_KEY))
    found = {guest.event_id: guest for guest in places()}
    chosen = next((found[each] for each in wanted if each in found), None)
    return chosen or next(iter(found.values()), None)
