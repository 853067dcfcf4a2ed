"""Events beside one, such as a school visit after the talks: chosen in its form, counted on their own.

All of them are claimed before the first place is taken, in the order of their numbers, so that
two people who choose the same never wait for each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import bindparam, select

from eventsapp.core import dates
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.programme import queries as programme
from eventsapp.registration import changing, queries, seats, services
from eventsapp.registration.details import AttendeeDetails, Wishes
from eventsapp.registration.models import LIVE, Registration
from eventsapp.registration.refusals import UnknownWay
from eventsapp.web import memory
from eventsapp.web.locale import current_language

_STANDING = (
    select(Registration)
    .join(Registration.event)
    .where(
        Event.parent_id == bindparam("main"),
        Registration.email == bindparam("email"),
        Registration.status.in_(LIVE),
        Registration.party_id.is_(None),
    )
    .order_by(Event.starts_at, Registration.id)
)


class NoPlaceBeside(Refusal):
    """An event beside the one takes nobody more; then none of it is done."""


@dataclass(frozen=True)
class Offer:
    """One way into an event beside another, as a form offers it."""

    category: Category

    @property
    def label(self) -> Markup:
        """Its event and when it is; a title that is not in the page's language says in which."""
        event, language = self.category.event, current_language()
        named = event.titles.read([language, event.original_language])
        as_it_is = "{1}" if named.language == language else '<span lang="{0}">{1}</span>'
        return Markup(_("%(title)s, %(moment)s")) % {  # noqa: S704 -- ours
            "title": Markup(as_it_is).format(named.language, named.text),  # noqa: S704 -- ours
            "moment": dates.short_moment(event.starts_at, event.timezone, language),
        }


def offered(event: Event, now: datetime) -> list[Offer]:
    """The first way into each event beside this one that anybody can take at this moment."""
    sides = _published(event)
    taken = seats.taken_by_category([each.id for each in sides], now=now) if sides else {}
    ways = (_open_way(each, taken, now) for each in sides)
    return [Offer(way) for way in ways if way is not None]


def next_change(event: Event, now: datetime) -> datetime:
    """The next moment at which the clock alone opens or closes something of the form."""
    return min(seats.next_change(each, now) for each in (event, *_published(event)))


def standing(registration: Registration) -> Sequence[Registration]:
    """What the person has at the events beside the one."""
    whose = {"main": registration.event_id, "email": registration.email}
    return db.session.scalars(_STANDING, whose).all()


def register(
    event: Event, details: AttendeeDetails, ways: Iterable[int], *, now: datetime
) -> Registration:
    """Give a person places at an event and at those beside it: all of them or none.

    Raises what `services.register` does, and NoPlaceBeside.
    """
    sides = _claim(event, ways)
    registration = services.register(event, details, now=now)
    if registration.came_from(details.key):
        for category in sides:
            _enter(category, details, now)
    return registration


def change(
    registration: Registration, wishes: Wishes, ways: Iterable[int], *, now: datetime
) -> None:
    """Note new wishes, with those for the events beside: what is not wished any more is given back.

    Raises what `changing.change` does, and NoPlaceBeside.
    """
    sides = _claim(registration.event, ways)
    changing.change(registration, wishes, now=now)
    kept = {category.event_id for category in sides}
    there = standing(registration)
    for each in there:
        if each.event_id not in kept:
            services.cancel(each, now=now)
    for category in sides:
        if category.event_id not in {each.event_id for each in there}:
            _enter(category, _details(registration, wishes), now)


def title(event: Event) -> str:
    """What an event is called by the reader of this answer."""
    return event.titles.read([current_language(), event.original_language]).text


def _claim(event: Event, ways: Iterable[int]) -> list[Category]:
    """The chosen ways, with every event claimed. Raises UnknownWay for one that is not beside."""
    numbers = set(ways)
    if not numbers:
        return []
    found = list(db.session.scalars(select(Category).where(Category.id.in_(numbers))))
    if len(found) < len(numbers) or any(each.event.parent_id != event.id for each in found):
        raise UnknownWay
    claimed = {each.id: each for each in (event, *(way.event for way in found))}
    for number in sorted(claimed):
        events.claim(claimed[number])
    return found


def _enter(category: Category, details: AttendeeDetails, now: datetime) -> None:
    """A place at one event beside; who has one there keeps it."""
    event = category.event
    if queries.find_live(event, details.email):
        return
    told = replace(details, category_id=category.id, answers=(), access_code="")
    try:
        services.register(event, told, now=now)
    except services.EventFull:
        full = _("There are not enough places left at “%(title)s”.", title=title(event))
        raise NoPlaceBeside(full) from None
    except services.RegistrationClosed:
        closed = _("Registration for “%(title)s” is closed.", title=title(event))
        raise NoPlaceBeside(closed) from None


def _details(registration: Registration, wishes: Wishes) -> AttendeeDetails:
    return AttendeeDetails(
        name=wishes.name,
        email=registration.email or "",
        category_id=0,
        language=registration.language,
        phone=wishes.phone,
        phone_e164=wishes.phone_e164,
        organisation_name=wishes.organisation_name,
        wants_reminders=wishes.wants_reminders,
        companions=tuple(filter(None, wishes.companions)),
    )


def _published(event: Event) -> list[Event]:
    """The events beside, as they were last published, from memory."""
    slugs = memory.until_published(("beside", event.id), partial(_slugs, event))
    return [each for slug in slugs if (each := events.find_published(slug))]


def _slugs(event: Event) -> tuple[str, ...]:
    return tuple(each.slug for each in programme.side_events(event) if each.slug)


def _open_way(event: Event, taken: Mapping[int, int], now: datetime) -> Category | None:
    places = seats.places(event, taken)
    ways = (each for each in seats.accepting(event, now) if _is_free(each))
    return next((each for each in ways if places.by_category[each.id].has_room()), None)


def _is_free(category: Category) -> bool:
    """Whether nothing has to be shown or named for it."""
    return not (category.code or category.allowed or category.organisation_limit)
