"""A ministry's year: 1,000 published events in five languages with 20,000 registrations.

Everything follows from its number, so that each run measures the same content.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select

from eventsapp.contacts.models import Contact, Email, Phone, Post
from eventsapp.core import publication, search, tokens
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events.category_models import Category, Mode
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event, EventOrganisation, OrganisationRole, PressContact, State
from eventsapp.events.times import set_times
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.programme.models import Item, Participation, PersonRole
from eventsapp.registration.models import Registration, Status
from eventsapp.venues.models import City, Room, Venue

EVENTS = 1_000
REGISTRATIONS = 20_000
CITIES = ("astana", "almaty", "bishkek", "osh", "aktobe", "shymkent")
TYPES = tuple(Type)
CROWD = 1_000_000  # places of the event that everybody registers for
NAMES = {
    "kk": "Білім беру министрлігі",
    "ky": "Билим берүү министрлиги",
    "ru": "Министерство образования",
    "en": "Ministry of Education",
    "tr": "Eğitim Bakanlığı",
}
TITLES = {
    "kk": "Қауіпсіз білім беру ортасы",
    "ky": "Коопсуз билим берүү чөйрөсү",
    "ru": "Безопасная образовательная среда",
    "en": "Safe learning environment",
    "tr": "Güvenli öğrenme ortamı",
}
SUMMARIES = {
    "kk": "Бірінші жылдың қорытындысы және келесі жылдың жоспары.",
    "ky": "Биринчи жылдын жыйынтыгы жана кийинки жылдын планы.",
    "ru": "Итоги первого года и планы на следующий.",
    "en": "What the first year has brought, and what is planned for the next.",
    "tr": "İlk yılın sonuçları ve gelecek yılın planları.",
}


def fill(now: datetime, *, events: int = EVENTS, registrations: int = REGISTRATIONS) -> None:
    """Put all of it into an empty database; the caller commits."""
    cities = list(db.session.scalars(select(City).where(City.key.in_(CITIES)).order_by(City.id)))
    bodies = [_organisation(number, now) for number in range(20)]
    venues = [_venue(number, bodies, cities) for number in range(40)]
    contacts = [_contact(number, bodies, now) for number in range(100)]
    db.session.add_all([*bodies, *venues, *contacts])
    made = [_event(number, bodies, venues, contacts, now, count=events) for number in range(events)]
    db.session.add_all(made)
    db.session.add_all(part for event in made for part in _programme(event, contacts))
    db.session.flush()
    _register(made, registrations, now)
    publication.publish()


def make_event(slug: str, places: int, now: datetime) -> Event:
    """One more event, with so many places in its room; the caller commits."""
    sample = db.session.scalars(select(Event).order_by(Event.id).offset(200)).first()
    event = Event(
        slug=slug,
        organisation=sample.organisation,
        venue=sample.venue,
        city=sample.city,
        contacts=[PressContact(contact=each.contact) for each in sample.contacts],
        categories=[Category(capacity=places)],
        capacity=places,
        **_words(0, "press_conference", now),
    )
    set_times(event, starts=sample.local_starts_at, ends=sample.local_ends_at, zone=sample.timezone)
    db.session.add(event)
    publication.publish()
    return event


def register(event: Event, count: int, now: datetime) -> None:
    """Fill an event with so many people; the caller commits."""
    rows = [_person(10**6 * event.id + number, event, now) for number in range(count)]
    db.session.execute(insert(Registration), rows)


def _texts(words: dict[str, str], number: int) -> Texts:
    return Texts({language: f"{words[language]} {number}" for language in LANGUAGES})


def _organisation(number: int, now: datetime) -> Organisation:
    body = Organisation(
        slug=f"body-{number}",
        names=_texts(NAMES, number),
        boilerplate=_texts(SUMMARIES, number),
        email=f"press{number}@example.org",
        phone="+996 312 000 000",
        created_at=now,
    )
    body.refresh_search_key()
    return body


def _venue(number: int, bodies: list[Organisation], cities: list[City]) -> Venue:
    venue = Venue(
        organisation=bodies[number % len(bodies)],
        city=cities[number % len(cities)],
        names=Texts(en=f"Press Centre {number}", ru=f"Пресс-центр {number}"),
        address=Texts(en=f"Central Street {number}", ru=f"ул. Центральная, {number}"),
        access=Texts(en="Step-free entrance from the yard.", ru="Вход без ступеней со двора."),
        rooms=[Room(names=Texts(en="main hall", ru="большой зал"), capacity=120)],
    )
    venue.refresh_search_key()
    return venue


def _contact(number: int, bodies: list[Organisation], now: datetime) -> Contact:
    contact = Contact(
        organisation=bodies[number % len(bodies)],
        names=Texts(en=f"Marat Bekov {number}", ru=f"Марат Беков {number}"),
        posts=[Post(titles=Texts(en="Press secretary", ru="Пресс-секретарь"))],
        phones=[Phone(written="+996 500 000 000", e164="+996500000000")],
        emails=[Email(address=f"contact{number}@example.org")],
        created_at=now,
    )
    contact.refresh_search_key()
    return contact


def _event(
    number: int,
    bodies: list[Organisation],
    venues: list[Venue],
    contacts: list[Contact],
    now: datetime,
    *,
    count: int,
) -> Event:
    venue = venues[number % len(venues)]
    event = Event(
        slug=f"event-{number}",
        organisation=bodies[number % len(bodies)],
        venue=venue,
        room=venue.rooms[0],
        city=venue.city,
        bodies=[
            EventOrganisation(organisation=bodies[(number + step) % len(bodies)], role=role)
            for step, role in ((0, OrganisationRole.ORGANISER), (1, OrganisationRole.PARTNER))
        ],
        contacts=[PressContact(contact=contacts[number % len(contacts)])],
        categories=[Category(capacity=120), Category(mode=Mode.ONLINE, position=1)],
        **_words(number, TYPES[number % len(TYPES)], now),
    )
    day = (now + timedelta(days=number * 330 // count - 20)).date()
    starts = datetime.combine(day, time(9 + number % 8, 30 * (number % 2)))
    set_times(event, starts=starts, ends=starts + timedelta(hours=2), zone=venue.city.timezone)
    return event


def _words(number: int, type_: str, now: datetime) -> dict[str, Any]:
    titles, summaries = _texts(TITLES, number), _texts(SUMMARIES, number)
    paragraphs = {language: "\n\n".join([text] * 8) for language, text in SUMMARIES.items()}
    return {
        "type": Type(type_),
        "original_language": LANGUAGES[number % len(LANGUAGES)],
        "titles": titles,
        "summaries": summaries,
        "descriptions": Texts(paragraphs),
        "working_languages": ["ru", LANGUAGES[number % len(LANGUAGES)]],
        "online_url": "https://stream.example.org/live",
        "search_key": search.key(titles.every()),
        "state": State.PUBLISHED,
        "first_published_at": now,
        "created_at": now,
        "updated_at": now,
    }


def _programme(event: Event, contacts: list[Contact]) -> Iterable[Item | Participation]:
    for step in range(3):
        contact = contacts[(int(event.local_starts_at.day) + step) % len(contacts)]
        yield Participation(event=event, contact=contact, role=PersonRole.SPEAKER, position=step)
        item = Item(event=event, titles=_texts(TITLES, step), minutes=30, position=step)
        item.local_starts_at = event.local_starts_at + timedelta(minutes=30 * step)
        yield item


def _register(events: list[Event], count: int, now: datetime) -> None:
    rows = [_person(number, events[number * len(events) // count], now) for number in range(count)]
    for start in range(0, len(rows), 2_000):
        db.session.execute(insert(Registration), rows[start : start + 2_000])


def _person(number: int, event: Event, now: datetime) -> dict[str, Any]:
    name, email = f"Ainura Bekova {number}", f"reader{number}@example.org"
    digest = hashlib.sha256(email.encode())
    code = "".join(tokens.CODE_LETTERS[byte % 32] for byte in digest.digest()[:8])
    return {
        "event_id": event.id,
        "category_id": event.categories[0].id,
        "name": name,
        "email": email,
        "language": LANGUAGES[number % len(LANGUAGES)],
        "status": Status.CONFIRMED,
        "code": code,
        "entry_key": digest.hexdigest()[:32],
        "search_key": search.key([name, email, code]),
        "registered_at": now,
        "confirmed_at": now,
    }
