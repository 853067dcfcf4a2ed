"""What a device keeps to go on without a network: names, states, and digests of the codes."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from eventsapp.checkin import asking, badges, documents, photos, queries
from eventsapp.checkin.models import Act, Door
from eventsapp.checkin.queries import Person
from eventsapp.checkin.wording import OUTCOMES
from eventsapp.core import search
from eventsapp.events.ways import way
from eventsapp.registration import walkins
from eventsapp.registration.wording import STATUSES
from eventsapp.web.locale import current_language


def make(door: Door, now: datetime) -> dict[str, Any]:
    """The whole list of a door's event, as JSON."""
    return {
        "savedAt": now.isoformat(),
        "forgetAt": door.ends_at.isoformat(),
        "fold": search.rules(),
        "counts": counts(door),
        "people": lines(door, queries.people(door.event)),
    }


def lines(door: Door, people: Sequence[Person]) -> list[dict[str, Any]]:
    """These people as a device of a door keeps them."""
    about = {
        "asks": asking.unanswered(door.event, (each.registration for each in people)),
        "photo": photos.of_event(door.event),
        "document": documents.to_check(door),
    }
    badge = badges.of_event(door.event)
    return [
        line(each)
        | {name: each.registration.id in ids for name, ids in about.items()}
        | {"badge": badge.get(each.registration.id)}
        for each in people
    ]


def counts(door: Door) -> list[dict[str, Any]]:
    """The numbers by way of taking part."""
    language = current_language()
    return [
        {"name": each.name, "expected": each.expected, "came": each.came, "inside": each.inside}
        for each in queries.counts(door.event, language)
    ]


def line(person: Person) -> dict[str, Any]:
    """One person of the list. No address, no telephone: the door does not need them."""
    who = person.registration
    return {
        "id": who.id,
        "name": who.name,
        "key": search.fold(f"{who.name} {who.organisation_name}"),
        "lang": who.language,
        "about": who.organisation_name,
        "way": way(who.category, current_language()),
        "category": who.category_id,
        "mayBeLetIn": walkins.can_let_in(who),
        "status": who.status.value,
        "state": str(STATUSES[who.status]),
        "note": person.note,
        "since": person.inside_since and person.inside_since.isoformat(),
        "entry": person.entry,
        "codes": [_digest(who.qr_text), _digest(who.code)],
    }


def answer(act: Act) -> dict[str, Any]:
    """What a device hears of one thing it has sent."""
    told: dict[str, Any] = {"id": act.key, "verdict": act.verdict.value}
    told["words"] = str(OUTCOMES[act.verdict])
    if act.registration is None or act.registration.erased_at is not None:
        return told  # nobody any more
    if act.registration.event_id != act.event_id:
        event = act.registration.event
        title = event.titles.read([current_language(), event.original_language])
        return told | {"event": title.text}
    badge = badges.of(act.registration)
    told["person"] = line(queries.person(act.registration)) | {"asks": False, "badge": badge}
    stay = queries.stay_of(act.registration)
    return told | {"door": stay.door.name if stay and stay.door else ""}


def _digest(code: str) -> str:
    """Enough to recognise a code, too little to show it."""
    return hashlib.sha256(code.encode()).hexdigest()
