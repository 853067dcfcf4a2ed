"""Writes the log: after each flush, in the same transaction, for the tables of `watched`.

Changes of the public to their own registrations are not followed: the log is about those who
work with other people's data. The worker's changes of events are, without an author.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any

from flask import Flask, g, has_request_context
from sqlalchemy import Connection, event, insert, inspect, select
from sqlalchemy.orm import Session, configure_mappers
from sqlalchemy.orm.attributes import History

from eventsapp.audit.models import Deed, Entry
from eventsapp.audit.watched import WATCHED, Watched
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.extensions import Base
from eventsapp.web.limits import visitor

LONGEST = 4000  # letters of one value


def init_app(_app: Flask) -> None:
    """Let columns that are followed remember what they were, even where nobody had read them."""
    configure_mappers()
    for mapper in Base.registry.mappers:
        for column in getattr(WATCHED.get(mapper.local_table.name), "columns", ()):  # type: ignore[attr-defined]
            event.listen(getattr(mapper.class_, column), "set", _look, active_history=True)


def _look(_target: Any, _value: Any, _former: Any, _initiator: Any) -> None:
    """Being listened to is what makes a column remember."""


@event.listens_for(Session, "after_flush")
def record(session: Session, _context: Any) -> None:
    """Add an entry for each record that this flush wrote and the log follows."""
    author = getattr(g, "author", None) if has_request_context() else None
    if author is None and has_request_context():
        return
    found = [
        entry
        for deed, records in (
            (Deed.ADDED, session.new),
            (Deed.CHANGED, session.dirty),
            (Deed.DELETED, session.deleted),
        )
        for each in records
        if (entry := _entry(session.connection(), deed, each, author))
    ]
    if found:
        session.connection().execute(insert(Entry), found)


def _entry(connection: Connection, deed: Deed, one: Any, author: Any) -> dict[str, Any] | None:
    table = one.__table__.name
    watched = WATCHED.get(table)
    if watched is None or (author is None and watched.of_people):
        return None
    organisation_id = author.organisation_id if author else _house(one)
    changes = dict(_changes(connection, one, watched)) if deed is not Deed.DELETED else {}
    if organisation_id is None or (deed is Deed.CHANGED and not changes):
        return None
    return {
        "organisation_id": organisation_id,
        "event_id": one.id if table == "event" else getattr(one, "event_id", None),
        "made_at": utcnow(),
        "user_id": author.user_id if author else None,
        "author": author.name[:200] if author else "",
        "address": visitor() if author else "",
        "deed": deed,
        "subject": table,
        "subject_id": inspect(one).mapper.primary_key_from_instance(one)[0],
        "label": _label(connection, one, watched),
        "changes": changes,
    }


def _house(one: Any) -> int | None:
    return one.id if one.__table__.name == "organisation" else getattr(one, "organisation_id", None)


def _changes(connection: Connection, one: Any, watched: Watched) -> Iterator[tuple[str, Any]]:
    """What changed: [before, after] of columns that are shown, nothing of those only named."""
    state = inspect(one)
    for column in watched.columns.keys() & state.attrs.keys():
        history: History = state.attrs[column].history
        before, after = _only(history.deleted), _only(history.added)
        if before == after or not (history.deleted or after):
            continue
        if column in watched.hidden:
            yield column, None
        else:
            yield column, [_readable(connection, one, column, value) for value in (before, after)]
    for part, (column, _name) in watched.parts.items():
        if _differs(state.attrs[part].history, column):
            yield part, None


def _differs(rows: History, column: str) -> bool:
    """Whether rows that were written anew say something else than before."""
    before = [getattr(each, column) for each in (*rows.unchanged, *rows.deleted)]
    after = [getattr(each, column) for each in (*rows.unchanged, *rows.added)]
    return before != after


def _only(values: Any) -> Any:
    return values[0] if values else None


def _readable(connection: Connection, one: Any, column: str, value: Any) -> Any:
    """A value as JSON; a record that is pointed at by its names."""
    keys = one.__table__.columns[column].foreign_keys
    if keys and value is not None:
        (key,) = keys
        return _names(connection, key.column, value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value[:LONGEST] if isinstance(value, str) else value


def _names(connection: Connection, key: Any, value: Any) -> Any:
    columns = key.table.columns
    named = columns.get("names") if "names" in columns else columns.get("name", key)
    return connection.scalar(select(named).where(key == value))


def _label(connection: Connection, one: Any, watched: Watched) -> str:
    if not watched.label:
        return ""
    value = _readable(connection, one, watched.label, getattr(one, watched.label))
    if isinstance(value, Texts):
        value = value.read([getattr(one, "original_language", "en")]).text
    return str(value or "").replace("\0", "")[:200]  # PostgreSQL's text takes no NUL
