"""One letter to many people: its words made once, and filled in for each of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from markupsafe import escape
from sqlalchemy import Table, insert, select, update

from eventsapp.extensions import db
from eventsapp.mail import services
from eventsapp.mail.lines import one_line
from eventsapp.mail.models import Message
from eventsapp.mail.rendering import Written, render, tidy

# Where a person's own words go: between two characters that no text has (Unicode §23.5).
_MARK = re.compile("\ue000([a-z_0-9]+)\ue001")
UNSUBSCRIBE = "unsubscribe_url"
QUEUED = "dateline_mail_queued"  # on a session whose transaction has put messages into the outbox
_COLUMNS = [column.key for column in Message.__table__.columns if column.key != "id"]
_INSERT = insert(cast("Table", Message.__table__)).inline()  # its number is not asked for


def mark(name: str) -> str:
    """What stands in the common words for a person's own: for texts that are put in as they are."""
    return f"\ue000{name}\ue001"


class Circular:
    """The words that everybody reads who is written to in one language, for one way of coming."""

    def __init__(
        self, template: str, language: str, context: Mapping[str, Any], *, own: Sequence[str]
    ) -> None:
        """Render it; `own` names what differs from person to person, each a text."""
        marks = {name: mark(name) for name in own}
        written = render(template, language, {**context, **marks})
        self.subject = _MARK.split(written.subject)
        self.text = _MARK.split(written.text)
        self.html = _MARK.split(written.html)

    def fill(self, own: Mapping[str, str]) -> Written:
        """The words for one person."""
        escaped = {name: str(escape(value)) for name, value in own.items()}
        return Written(
            subject=one_line(_joined(self.subject, own)),
            text=tidy(_joined(self.text, own)),
            html=_joined(self.html, escaped),
        )


@dataclass(frozen=True)
class Copy:
    """One person's message, without its words yet, and what they are made of."""

    message: Message
    circular: Circular
    own: Mapping[str, str]


def enqueue_first(copy: Copy) -> None:
    """Put one message of a key that nothing else writes into the outbox, in a single statement."""
    db.session.info[QUEUED] = True
    db.session.execute(_INSERT, _row(copy.message) | asdict(copy.circular.fill(copy.own)))


def enqueue_all(copies: Sequence[Copy]) -> int:
    """Put these into the outbox, in a handful of statements; return how many were new.

    Safe to repeat: whose key stands already is passed over. Call with some hundreds at a time.
    """
    fresh = _without_standing(copies)
    ids = _store([copy.message for copy in fresh])  # their links to unsubscribe need them
    words = []
    for copy in fresh:
        copy.message.id = ids[copy.message.key]
        words.append({"id": copy.message.id, **asdict(_written(copy))})
    if words:
        db.session.execute(update(Message), words)
    return len(words)


def _without_standing(copies: Sequence[Copy]) -> list[Copy]:
    keys = [copy.message.key for copy in copies]
    standing = set(db.session.scalars(select(Message.key).where(Message.key.in_(keys))))
    return [copy for copy in copies if copy.message.key not in standing]


def _store(messages: Sequence[Message]) -> dict[str, int]:
    """Insert the rows at once; their ids by key."""
    rows = [_row(message) for message in messages]
    stored = insert(Message).returning(Message.key, Message.id)
    if rows:
        db.session.info[QUEUED] = True
    found = db.session.execute(stored, rows) if rows else ()
    return {key: number for key, number in found}  # noqa: C416 -- rows are not pairs to mypy


def _row(message: Message) -> dict[str, Any]:
    return {name: getattr(message, name) for name in _COLUMNS}


def _written(copy: Copy) -> Written:
    link = {UNSUBSCRIBE: services.unsubscribe_url(copy.message)} if copy.message.is_optional else {}
    return copy.circular.fill({**copy.own, **link})


def _joined(pieces: Sequence[str], own: Mapping[str, str]) -> str:
    return "".join(own[piece] if odd % 2 else piece for odd, piece in enumerate(pieces))
