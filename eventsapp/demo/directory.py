"""Bodies, venues and people of the demonstration, entered into one organisation's directories."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from eventsapp.accounts import services as accounts
from eventsapp.accounts.models import User
from eventsapp.contacts import services as contacts
from eventsapp.contacts.details import PostDetails
from eventsapp.contacts.models import Contact
from eventsapp.core import images
from eventsapp.core.texts import Texts
from eventsapp.demo import logos
from eventsapp.demo.content.bodies import BODIES, KEEPER
from eventsapp.demo.content.people import PEOPLE
from eventsapp.demo.content.shapes import Body, Person, Site
from eventsapp.demo.content.venues import SITES
from eventsapp.organisations import services as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.venues import queries, services
from eventsapp.venues.models import City, Venue
from eventsapp.web.guard import Role

OWNER_NAME = "Aliya Omarova"
COLLEAGUE_NAME, COLLEAGUE_EMAIL = "Dana Kim", "dana.kim@example.org"
DOOR_NAME, DOOR_EMAIL = "Timur Isakov", "timur.isakov@example.org"


@dataclass(frozen=True)
class Directory:
    """The records behind the keys of the tables."""

    keeper: Organisation
    owner: User
    colleague: User
    bodies: dict[str, Organisation]
    cities: dict[str, City]
    venues: dict[str, Venue]
    people: dict[str, Contact]


def enter(now: datetime) -> Directory:
    """Enter everything that events refer to, and the two people who work with it."""
    services.seed_cities()
    cities = {city.key: city for city in queries.cities()}
    keeper = _enter_body(BODIES[KEEPER], None, now)
    owner = accounts.add_member(keeper, accounts.DEMO_EMAIL, Role.OWNER, language="en", now=now)
    owner.name, owner.is_admin = OWNER_NAME, True  # who would have set it up
    accounts.set_password(owner, accounts.DEMO_PASSWORD, now=now)
    colleague = accounts.add_member(keeper, COLLEAGUE_EMAIL, Role.EDITOR, language="ru", now=now)
    colleague.name = COLLEAGUE_NAME
    accounts.add_member(keeper, DOOR_EMAIL, Role.DOOR, language="ky", now=now).name = DOOR_NAME
    bodies = {key: _enter_body(each, keeper, now) for key, each in BODIES.items() if key != KEEPER}
    return Directory(
        keeper=keeper,
        owner=owner,
        colleague=colleague,
        bodies={KEEPER: keeper} | bodies,
        cities=cities,
        venues={key: _enter_site(site, keeper, cities, now) for key, site in SITES.items()},
        people={key: _enter_person(person, keeper, now) for key, person in PEOPLE.items()},
    )


def _enter_body(body: Body, keeper: Organisation | None, now: datetime) -> Organisation:
    details = organisations.OrganisationDetails(
        names=Texts(body.names),
        original_language=body.language,
        short_names=Texts(body.short_names),
        boilerplate=Texts(body.boilerplate),
        postal_address=Texts(body.postal_address),
        website=body.website,
        email=body.email,
        phone=body.phone,
        timezone=body.zone,
        listed=body.listed,
    )
    organisation = organisations.create(details, keeper=keeper, now=now)
    if body.logo:
        picture = images.clean_logo(BytesIO(logos.draw(*body.logo)))
        organisations.set_logo(organisation, picture)
    return organisation


def _enter_site(site: Site, keeper: Organisation, cities: dict[str, City], now: datetime) -> Venue:
    latitude, longitude = site.point or (None, None)
    details = services.VenueDetails(
        city=cities[site.city],
        names=Texts(site.names),
        original_language=site.language,
        address=Texts(site.address),
        access=Texts(site.access),
        latitude=latitude,
        longitude=longitude,
        capacity=site.capacity,
        rooms=tuple(
            services.RoomDetails(names=Texts(names), capacity=seats) for names, seats in site.rooms
        ),
    )
    return services.create(keeper, details, now=now)


def _enter_person(person: Person, keeper: Organisation, now: datetime) -> Contact:
    details = contacts.ContactDetails(
        names=Texts(person.names),
        original_language=person.language,
        language=person.language,
        posts=_own(person.posts),
        phones=person.phones,
        emails=person.emails,
    )
    return contacts.create(keeper, details, now=now)


def _own(texts: Iterable[Texts]) -> tuple[PostDetails, ...]:
    """Copies, so that editing a record never edits the table it came from."""
    return tuple(PostDetails(titles=Texts(each)) for each in texts)
