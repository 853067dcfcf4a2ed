"""The letters of an event or of one of its steps as a table: filtered, paged, ticked, acted upon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select

from eventsapp.core.texts import LANGUAGES
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.messages import queries
from eventsapp.web.numbers import record_number
from eventsapp.web.paging import Page, page

FILTERS = ("state", "language", "q", "page")  # of the address, kept from page to page
GROUPS: Mapping[str, tuple[Any, tuple[State, ...]]] = {
    "sent": (_l("Sent"), (State.SENT,)),
    "waiting": (_l("Waiting"), (State.QUEUED, State.SENDING, State.RETRYING)),
    "held": (_l("On hold"), (State.HELD,)),
    "failed": (_l("Not delivered"), (State.FAILED, State.BOUNCED, State.STOPPED)),
    "withdrawn": (_l("Withdrawn"), (State.WITHDRAWN,)),
}

UNFINISHED = ("waiting", "held", "failed")
PAGE = 25  # letters


@dataclass(frozen=True)
class Group:
    """Letters that stand alike: `failed`, "Not delivered", 3."""

    key: str
    label: Any
    count: int


@dataclass(frozen=True)
class LetterList:
    """What `messages/manage/_letters.html` shows."""

    page: Page[Message]
    groups: Sequence[Group]  # those that have letters
    step: str
    is_filtered: bool

    @property
    def has_unfinished(self) -> bool:
        """Whether something can still be done about one of them."""
        return any(map(self.has, UNFINISHED))

    def has(self, key: str) -> bool:
        """Whether one of them stands so, as in `held`."""
        return any(group.key == key for group in self.groups)

    @property
    def total(self) -> int:
        """How many letters there are without any filter."""
        return sum(group.count for group in self.groups)


def letter_list(event: Event, step: str = "") -> LetterList:
    """The letters that the filters of the address ask for."""
    counted = queries.count_letters(event, step)
    numbers = {
        key: sum(counted.get(state, 0) for state in states)
        for key, (_label, states) in GROUPS.items()
    }
    groups = [Group(key, GROUPS[key][0], number) for key, number in numbers.items() if number]
    is_filtered = any(request.args.get(name) for name in FILTERS[:3])
    return LetterList(page(_asked(event, step), size=PAGE), groups, step, is_filtered)


def chosen(event: Event, step: str) -> Sequence[Message]:
    """The ticked letters, or all that match the filters of the address."""
    wanted = _asked(event, step)
    if "all" not in request.form:
        ids = request.form.getlist("chosen", type=record_number)
        wanted = wanted.where(Message.id.in_(ids))
    return db.session.scalars(wanted).all()


def _asked(event: Event, step: str) -> Select[Message]:
    group = GROUPS.get(request.args.get("state", ""))
    language = request.args.get("language", "")
    return queries.letters(
        event,
        step=step,
        states=group[1] if group else (),
        language=language if language in LANGUAGES else "",
        query=request.args.get("q", "")[:200],
    )
