"""What devices send: acts as JSON, read with suspicion."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.checkin.models import Kind
from eventsapp.checkin.services import Deed
from eventsapp.checkin.telling import told
from eventsapp.core.errors import Refusal
from eventsapp.events.models import Event
from eventsapp.questions import queries as questions
from eventsapp.questions.models import Question
from eventsapp.registration import walkins
from eventsapp.web.fields import line
from eventsapp.web.locale import current_language

MOST_ACTS = 100  # in one answer
LONGEST_NAME = 200


class Unreadable(Refusal):
    """Not what a door of ours sends."""

    message = _l("This cannot be read.")
    status = 422


def read(sent: Any, event: Event) -> list[Deed]:
    """The acts of `{"device": uuid, "acts": [{"id", "kind", "at", …}]}`. Raises Unreadable."""
    try:
        device = str(uuid.UUID(sent["device"]))
        acts = sent["acts"]
        if not isinstance(acts, list) or len(acts) > MOST_ACTS:
            raise Unreadable
        asks = any("shown" in each for each in acts)
        asked = questions.at_door(event, with_removed=True) if asks else []
        return [_deed(each, device, asked) for each in acts]
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise Unreadable from error


def _deed(act: Mapping[str, Any], device: str, asked: Sequence[Question]) -> Deed:
    kind = Kind(act["kind"])
    if kind is Kind.DOCUMENT:
        raise Unreadable  # its number never waits on a device
    person = act.get("person")
    return Deed(
        key=str(uuid.UUID(act["id"])),
        kind=kind,
        moment=_instant(act["at"]),
        device=device,
        person_id=None if person is None else _number(person),
        code=line(str(act.get("code", "")))[:80],
        is_again=act.get("again") is True,
        undoes=str(act.get("undoes", ""))[:36],
        walk_in=_walk_in(act) if kind is Kind.WALK_IN else None,
        **(told(act, asked) if "shown" in act else {}),
    )


def _walk_in(act: Mapping[str, Any]) -> walkins.Details:
    """Somebody let in without a network: they are in, whether or not a place was left.

    Where the event has no way through a door that is an answer of its own: the rest goes on.
    """
    name = line(str(act["name"]))[:LONGEST_NAME]
    if not name:
        raise Unreadable
    category = 0 if act["category"] is None else _number(act["category"])
    return walkins.Details(
        name=name, category_id=category, language=current_language(), beyond=True
    )


def _instant(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise Unreadable
    return moment.astimezone(UTC)


def _number(sent: Any) -> int:
    if isinstance(sent, bool) or not isinstance(sent, int) or not 0 < sent < 2**31:
        raise Unreadable
    return sent
