"""Years of events, each with its places, and those who registered for them."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from eventsapp.core import search
from eventsapp.core.texts import LANGUAGES
from eventsapp.demo.mass.people import Somebody
from eventsapp.demo.mass.rows import Row, first_free, go_on_after, put
from eventsapp.events.category_models import Category
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event, State
from eventsapp.events.times import to_instant
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.registration.models import Registration, Status

AHEAD = 60  # days before which the last one takes place
EACH_DAY = 4
ZONE = "Asia/Almaty"
TITLES = {
    "kk": ("Қауіпсіз білім беру ортасы", "Оқушылар форумы", "Ауыл мектептерінің кеңесі"),
    "ky": ("Коопсуз билим берүү чөйрөсү", "Окуучулар форуму", "Айыл мектептеринин кеңеши"),
    "ru": ("Безопасная образовательная среда", "Форум школьников", "Совет сельских школ"),
    "en": ("Safe learning environment", "Forum of pupils", "Council of village schools"),
    "tr": ("Güvenli öğrenme ortamı", "Öğrenci forumu", "Köy okulları kurulu"),
}
STANDINGS = (
    *(Status.CONFIRMED,) * 16,
    *(Status.PENDING, Status.WAITLISTED, Status.CANCELLED, Status.CANCELLED),
)


def hold(organisation: Organisation, count: int, now: datetime) -> range:
    """Put so many published events on, most of them over; their numbers. The caller commits."""
    first, category = first_free(Event), first_free(Category)
    numbers = range(first, first + count)
    bodies = list(organisation.names.every())
    put((Event, _event(number, numbers, organisation.id, bodies, now)) for number in numbers)
    put(
        (Category, {"id": category + at, "event_id": number, "capacity": 30_000})
        for at, number in enumerate(numbers)
    )
    go_on_after(Event, Category)
    return numbers


def register(events: range, count: int, now: datetime) -> None:
    """Let so many people register for these events, for each as many; the caller commits."""
    first, places = first_free(Registration), _places(events)
    put(
        (Registration, _registration(first + at, events[at * len(events) // count], places, now))
        for at in range(count)
    )
    go_on_after(Registration)


def _event(
    number: int, numbers: range, organisation_id: int, bodies: list[str], now: datetime
) -> Row:
    titles = {code: f"{TITLES[code][number % 3]} {number}" for code in LANGUAGES}
    day = now.date() + timedelta(days=AHEAD - (numbers[-1] - number) // EACH_DAY)
    starts = datetime.combine(day, time(9 + number % EACH_DAY * 2))
    ends = starts + timedelta(hours=1)
    return {
        "id": number,
        "slug": f"past-years-{number}",
        "organisation_id": organisation_id,
        "type": tuple(Type)[number % len(Type)],
        "original_language": LANGUAGES[number % len(LANGUAGES)],
        "titles": titles,
        "local_starts_at": starts,
        "local_ends_at": ends,
        "timezone": ZONE,
        "starts_at": to_instant(starts, ZONE),
        "ends_at": to_instant(ends, ZONE),
        "state": State.PUBLISHED,
        "first_published_at": now,
        "created_at": now,
        "updated_at": now,
        "search_key": search.key([*titles.values(), *bodies]),
    }


def registered(number: int, event_id: int, category_id: int, status: Status, now: datetime) -> Row:
    """The row of somebody who is registered, or was."""
    person = Somebody(number)
    return {
        "id": number,
        "event_id": event_id,
        "category_id": category_id,
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "organisation_name": person.outlet,
        "organisation_key": search.fold(person.outlet),
        "language": person.language,
        "status": status,
        "search_key": search.key([person.name, person.email, person.outlet]),
        "registered_at": now - timedelta(seconds=number % 10**6),
        "confirmed_at": now if status is Status.CONFIRMED else None,
        "cancelled_at": now if status is Status.CANCELLED else None,
    }


def _registration(number: int, event_id: int, places: dict[int, int], now: datetime) -> Row:
    status = STANDINGS[number % len(STANDINGS)]
    return registered(number, event_id, places[event_id], status, now)


def _places(events: range) -> dict[int, int]:
    """The category of each event."""
    found = select(Category.event_id, Category.id).where(
        Category.event_id.between(events.start, events.stop), ~Category.for_press
    )
    return {event_id: category_id for event_id, category_id in db.session.execute(found)}  # noqa: C416 -- rows are not pairs to mypy
