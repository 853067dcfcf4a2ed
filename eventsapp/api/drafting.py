"""Between the interface's event and the Details tab's: references are of the same organisation."""

from dataclasses import replace
from typing import Any

from werkzeug.exceptions import UnprocessableEntity

from eventsapp.contacts import queries as contacts
from eventsapp.events import details
from eventsapp.events.details import Answerer, Body, Details, Seats
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.organisations import queries as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.venues import queries as venues
from eventsapp.venues.models import City

TUPLES = ("working_languages", "interpretation")
OWN = ("id", "uid", "state", "slug", "starts_at", "ends_at", "updated_at")


def represent(event: Event) -> dict[str, Any]:
    """The event with what is not public yet, as the schema dumps it."""
    shown = vars(details.current(event)) | {name: getattr(event, name) for name in OWN}
    city = db.session.get(City, shown["city_id"]) if shown["city_id"] else None
    return shown | {
        "slug": event.slug or "",
        "url": _page(event) if event.is_public else None,
        "has_unpublished_changes": bool(event.working_copy),
        "city": city.key if city else None,
    }


def _page(event: Event) -> str:
    return urls.absolute("site.show", lang=event.original_language, slug=event.slug)


def details_of(given: dict[str, Any], keeper: Organisation, event: Event | None = None) -> Details:
    """What the program wants the event to be; what it does not name stays as it is."""
    fields = dict(given)
    if "city" in fields:
        fields["city_id"] = _city(fields.pop("city"))
    fields |= {name: tuple(fields[name]) for name in TUPLES if name in fields}
    if "bodies" in fields:
        fields["bodies"] = tuple(_body(each, keeper) for each in fields["bodies"])
    if "contacts" in fields:
        fields["contacts"] = tuple(_answerer(each, keeper) for each in fields["contacts"])
    if "categories" in fields:
        fields["categories"] = tuple(_seats(each, event) for each in fields["categories"])
    wanted = replace(details.current(event), **fields) if event else Details(**fields)
    _check_place(wanted, keeper)
    return wanted


def _city(key: str | None) -> int | None:
    city = venues.find_city(key) if key else None
    if key and city is None:
        raise UnprocessableEntity(f"No city has the key {key!r}.")
    return city.id if city else None


def _check_place(wanted: Details, keeper: Organisation) -> None:
    venue = venues.find(keeper.id, wanted.venue_id) if wanted.venue_id else None
    if wanted.venue_id and venue is None:
        raise UnprocessableEntity(f"There is no venue {wanted.venue_id}.")
    rooms = {room.id for room in venue.rooms} if venue else set()
    if wanted.room_id and wanted.room_id not in rooms:
        raise UnprocessableEntity(f"The venue has no room {wanted.room_id}.")


def _body(given: dict[str, Any], keeper: Organisation) -> Body:
    number = given.get("organisation_id")
    if number and organisations.find(keeper.id, number) is None:
        raise UnprocessableEntity(f"There is no organisation {number}.")
    if not number and not given.get("name"):
        raise UnprocessableEntity("A body needs organisation_id or name.")
    return Body(**given)


def _seats(given: dict[str, Any], event: Event | None) -> Seats:
    """A category; one that stands keeps what is not named, such as who may come in by it."""
    known = details.current(event).categories if event else ()
    standing: dict[Any, Seats] = {each.id: each for each in known if each.id}
    return replace(standing.get(given.get("id"), Seats()), **given)


def _answerer(given: dict[str, Any], keeper: Organisation) -> Answerer:
    number = given.get("contact_id")
    if number and contacts.find(keeper.id, number) is None:
        raise UnprocessableEntity(f"There is no contact {number}.")
    if not number and not (given.get("name") or given.get("phones") or given.get("emails")):
        raise UnprocessableEntity("A press contact needs contact_id, or a name, phone or address.")
    lists = {name: tuple(given.get(name, ())) for name in ("phones", "emails")}
    return Answerer(**given | lists)
