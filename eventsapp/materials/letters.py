"""What the press is written: the kit is there, the embargo is over, a file was corrected.

Nobody asked for these one by one, so each can be declined, paused and ended in one click.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from eventsapp.accreditation.models import Applicant
from eventsapp.core import dates
from eventsapp.events.models import Event
from eventsapp.mail import preferences, urls
from eventsapp.mail import services as outbox
from eventsapp.materials import queries
from eventsapp.materials.models import Material, MaterialVersion
from eventsapp.materials.wording import size
from eventsapp.registration.letterhead import letterhead, reply_address
from eventsapp.web import locale

READY = "materials/ready"
OPENED = "materials/opened"
CORRECTED = "materials/corrected"
LATE = timedelta(days=2)  # after which "you may publish now" is no news


def readers(event: Event, template: str, now: datetime) -> list[Applicant]:
    """The accredited journalists who want a letter of this template."""
    silent = outbox.unsubscribed(event.topic) | preferences.declined(template, now)
    return [each for each in queries.accepted(event) if (each.email or "").lower() not in silent]


def announce_kit(event: Event, *, now: datetime) -> int:
    """Tell the accredited journalists what there is; return how many want to hear of it.

    Safe to repeat: a letter goes out once for each newest file.
    """
    kit = queries.kit(event)
    newest = max((each.current.id for each in kit), default=0)
    people = readers(event, READY, now) if kit else ()
    for person in people:
        _send(READY, event, person, key=f"kit:{newest}", now=now, kit=kit)
    return len(people)


def announce_openings(now: datetime) -> int:
    """Tell the accredited journalists of each embargo that is over; return how many letters.

    Safe to repeat: what was told is marked in the same transaction.
    """
    told = 0
    opened = queries.opened(now, since=now - LATE)
    for _event_id, group in groupby(opened, key=lambda each: each.event_id):
        materials = list(group)
        told += _announce_opening(materials, now)
        for each in materials:
            each.opening_told_at = now
    return told


def correct(version: MaterialVersion, *, now: datetime) -> int:
    """Tell the accredited journalists that a file was replaced; return how many.

    Nobody hears of one that is the team's own.
    """
    material = version.material
    if material.audience not in queries.FOR_JOURNALISTS:
        return 0
    former = next(each for each in reversed(material.versions) if each.number < version.number)
    people = readers(material.event, CORRECTED, now)
    for person in people:
        _send(
            CORRECTED,
            material.event,
            person,
            key=f"corrected:{version.id}",
            now=now,
            kit=[material],
            version=version,
            replaced=former.uploaded_at,
        )
    return len(people)


def _announce_opening(materials: Sequence[Material], now: datetime) -> int:
    event = materials[0].event
    ended = max(each.embargo_at for each in materials if each.embargo_at)
    people = readers(event, OPENED, now)
    for person in people:
        key = f"opened:{event.id}:{int(ended.timestamp())}"
        _send(OPENED, event, person, key=key, now=now, kit=materials, ended=ended)
    return len(people)


def _send(
    template: str,
    event: Event,
    person: Applicant,
    *,
    key: str,
    now: datetime,
    kit: Sequence[Material],
    replaced: datetime | None = None,
    ended: datetime | None = None,
    **more: Any,
) -> None:
    language = _language(person)
    with locale.speaking(language):
        lines = [_line(event, each, now, language) for each in kit]
    outbox.enqueue(
        template,
        to=person.email,
        name=person.name,
        language=language,
        topic=event.topic,
        key=f"materials:{key}:{person.id}",
        now=now,
        unsubscribe=True,
        reply_to=reply_address(event),
        files=lines,
        replaced=replaced and dates.moment(replaced, event.timezone, language),
        ended=ended and dates.moment(ended, event.timezone, language),
        kit_url=urls.absolute("press_kit.show", token=person.token),
        public_url=urls.absolute("press_room.kit", lang=language, slug=event.slug),
        **more,
        **letterhead(event, language),
    )


def _language(person: Applicant) -> str:
    """Their own, where they have a place; else that of the crew they applied with."""
    return (person.registration or person.application).language


def _line(event: Event, material: Material, now: datetime, language: str) -> dict[str, str]:
    held = material.embargo_at if not material.is_open(now) else None
    zone = material.embargo_zone or event.timezone
    until = f"{dates.moment(held, zone, language)}, {dates.offset(held, zone)}" if held else ""
    return {
        "title": locale.read(material.titles, event.original_language),
        "size": size(material.current.size_bytes),
        "until": until,
    }
