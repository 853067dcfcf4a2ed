"""A plan as the Details tab and the programme would have it typed."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from eventsapp.core.texts import Texts
from eventsapp.demo.content.shapes import Plan, Talk, Way
from eventsapp.demo.directory import Directory
from eventsapp.events.details import Answerer, Body, Details, Seats
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.programme.services import ItemDetails

OPENING_HOUR = time(10)  # of a registration that opens later
TEXTS = (
    "type_names", "titles", "summaries", "descriptions", "funding_lines", "place_notes",
)  # fmt: skip
SAME = (
    "type", "precision", "zone", "online_url", "online_is_public",
    "visibility", "open_to_press", "working_languages", "interpretation", "source_url",
)  # fmt: skip


def write(plan: Plan, directory: Directory, *, parent: Event | None, now: datetime) -> Details:
    """What stands on the Details tab of the planned event."""
    local_now = to_local(now, zone_of(plan, directory))
    starts = plan.when(local_now)
    same: dict[str, Any] = {name: getattr(plan, name) for name in SAME}
    texts: dict[str, Any] = {name: dict(getattr(plan, name)) for name in TEXTS}
    return Details(
        original_language=plan.language,
        starts=starts,
        ends=starts + timedelta(minutes=plan.minutes) if plan.minutes else None,
        doors=starts - timedelta(minutes=plan.doors) if plan.doors else None,
        parent_id=parent.id if parent else None,
        bodies=tuple(
            Body(role=role, organisation_id=directory.bodies[key].id) for key, role in plan.bodies
        ),
        contacts=tuple(Answerer(contact_id=directory.people[key].id) for key in plan.contacts),
        categories=tuple(_seats(way, starts, local_now) for way in plan.ways),
        **_place(plan, directory),
        **same,
        **texts,
    )


def zone_of(plan: Plan, directory: Directory) -> str:
    """The zone in which a plan's hours are meant."""
    if plan.zone or plan.venue:
        return plan.zone or directory.venues[plan.venue].zone
    city = directory.cities.get(plan.city)
    return city.timezone if city else directory.keeper.timezone


def items(event: Event, talks: tuple[Talk, ...], parts: Mapping[str, int]) -> Iterator[ItemDetails]:
    """The items of a programme, one after the other from the start; `parts` are participations."""
    starts = event.local_starts_at
    for talk in talks:
        starts += timedelta(minutes=talk.after)
        yield ItemDetails(
            titles=Texts(talk.titles),
            notes=Texts(talk.notes),
            starts=starts if talk.minutes else None,
            minutes=talk.minutes,
            openness=talk.openness,
            speakers=tuple(parts[key] for key in talk.speakers),
        )
        starts += timedelta(minutes=talk.minutes or 0)


def _place(plan: Plan, directory: Directory) -> dict[str, Any]:
    venue = directory.venues.get(plan.venue)
    city = venue.city if venue else directory.cities.get(plan.city)
    room = venue.rooms[plan.room] if venue and plan.room is not None else None
    return {
        "city_id": city.id if city else None,
        "venue_id": venue.id if venue else None,
        "room_id": room.id if room else None,
    }


def _seats(way: Way, starts: datetime, local_now: datetime) -> Seats:
    opens = local_now + way.opens_in if way.opens_in else None
    return Seats(
        mode=way.mode,
        names=dict(way.names),
        capacity=way.capacity,
        opens=datetime.combine(opens.date(), OPENING_HOUR) if opens else None,
        closes=starts - way.closes_before if way.closes_before else None,
    )
