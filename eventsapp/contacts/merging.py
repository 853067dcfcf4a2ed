"""Two contacts made one, field by field; parted again within seven days.

The one that goes stays hidden behind the one that is kept, so that parting restores it whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    Column,
    ColumnElement,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    and_,
    exists,
    false,
    or_,
    select,
    update,
)
from sqlalchemy.orm import joinedload

from eventsapp.contacts import queries, services
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.list_models import Membership
from eventsapp.contacts.merge_models import Merge
from eventsapp.contacts.models import Contact
from eventsapp.core import publication
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.extensions import db

UNDO = timedelta(days=7)
SINGLE = ("outlet", "language", "consent", "last_met_on")  # one or the other
SEVERAL = ("names", "posts", "phones", "emails", "beats", "regions", "note")  # or both
FIELDS = (
    "names", "posts", "phones", "emails", "outlet", "beats", "regions", "language", "consent",
    "last_met_on", "note",
)  # fmt: skip


class Side(StrEnum):
    """Whose word counts for a field."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class MergedAlready(Refusal):
    """One of the two is behind another by now."""

    message = _l("One of these contacts has been merged already.")


def differing(left: ContactDetails, right: ContactDetails) -> list[str]:
    """The fields about which both say something, and not the same."""
    told = [(name, _value(left, name), _value(right, name)) for name in FIELDS]
    return [name for name, one, other in told if any(one) and any(other) and one != other]


def joined(
    left: ContactDetails, right: ContactDetails, choices: Mapping[str, Side]
) -> ContactDetails:
    """What is known of both: where both say something, what was chosen; else both."""
    asked = differing(left, right)
    both = dict.fromkeys(FIELDS, Side.BOTH)
    sides = both | {name: side for name, side in choices.items() if name in asked}
    values: dict[str, Any] = {}
    for name in FIELDS:
        values |= _joined(name, left, right, sides[name])
    names = values["names"]
    original = left if left.original_language in names else right
    has_page = left.has_page and right.has_page
    return replace(left, **values, original_language=original.original_language, has_page=has_page)


def merge(kept: Contact, gone: Contact, details: ContactDetails, *, now: datetime) -> Merge:
    """Put `gone` behind `kept`, of whom the details now hold; what named it names `kept`.

    Where one record already names both, it stays as it is. Who has stopped mail as one of the two
    has stopped it. Raises MergedAlready.
    """
    if kept is gone or kept.merged_into_id or gone.merged_into_id:
        raise MergedAlready
    made = Merge(organisation_id=kept.organisation_id, kept=kept, gone=gone, merged_at=now)
    made.before = ContactDetails.of(kept).as_json()
    made.moved = [_move(column, gone.id, kept.id) for column in _naming()]
    db.session.add(made)
    gone.merged_into_id = kept.id
    gone.hide()
    kept.stopped_at = kept.stopped_at or gone.stopped_at
    services.change(kept, details, now=now)
    return made


def part(standing: Merge, *, now: datetime) -> Contact:
    """Let both stand as they stood before; what was changed in the meantime is lost.

    Raises MergedAlready where the kept one has since been merged itself: that comes apart first.
    """
    kept, gone = standing.kept, standing.gone
    if kept.merged_into_id:
        raise MergedAlready
    columns = {(column.table.name, column.name): column for column in _naming()}
    for table, name, rows in standing.moved:
        if (table, name) in columns:
            _move_back(columns[table, name], kept.id, gone.id, rows)
    gone.merged_into_id = None
    gone.refresh_search_key()
    _part_wishes(standing)
    services.change(kept, ContactDetails.from_json(standing.before), now=now)
    publication.publish_record(gone, now=now)
    db.session.delete(standing)
    db.session.flush()
    return gone


def find(organisation_id: int, merge_id: int) -> Merge | None:
    """A merging by its number, if this organisation did it."""
    return db.session.scalar(
        select(Merge).where(Merge.id == merge_id, Merge.organisation_id == organisation_id)
    )


def recent(organisation_id: int) -> Sequence[Merge]:
    """What can still be undone, the last first."""
    return db.session.scalars(
        select(Merge)
        .where(Merge.organisation_id == organisation_id)
        .options(joinedload(Merge.kept), joinedload(Merge.gone))
        .order_by(Merge.id.desc())
        .limit(50)
    ).all()


def forget_old(now: datetime) -> int:
    """Job: erase who was merged a week ago and what was known before; return how many merges.

    One whom an event still names, beside the one kept, stays hidden.
    """
    old = db.session.scalars(select(Merge).where(Merge.merged_at < now - UNDO)).all()
    for each in old:
        gone = each.gone
        db.session.delete(each)
        db.session.flush()
        if not queries.uses(gone):
            db.session.delete(gone)
    db.session.flush()
    return len(old)


def _part_wishes(standing: Merge) -> None:
    """Only who has stopped mail has stopped it; what was stopped in the meantime, both have."""
    kept, gone = standing.kept, standing.gone
    if gone.stopped_at is None and kept.stopped_at and kept.stopped_at >= standing.merged_at:
        gone.stopped_at = kept.stopped_at
    elif kept.stopped_at == gone.stopped_at:
        kept.stopped_at = None


def _value(details: ContactDetails, name: str) -> tuple[Any, ...]:
    """What a side says about a field; nothing at all where it is empty."""
    if name == "consent":
        return (details.consent_source, details.consented_on)
    value = getattr(details, name)
    if name == "names":
        return tuple(sorted(value.items()))
    return tuple(value) if isinstance(value, tuple) else (value,)


def _joined(name: str, left: ContactDetails, right: ContactDetails, side: Side) -> dict[str, Any]:
    if name == "consent":
        told = _told(name, left, right, side)
        return {"consent_source": told.consent_source, "consented_on": told.consented_on}
    if name in SINGLE or side is not Side.BOTH:
        return {name: getattr(_told(name, left, right, side), name)}
    one, other = getattr(left, name), getattr(right, name)
    if name == "names":
        return {name: Texts(other | one)}
    if name == "posts":
        every = _each_once((*one, *other))
        return {name: tuple(each for each in every if not any(map(each.says_less_than, every)))}
    if name == "note":
        return {name: "\n".join(dict.fromkeys(filter(None, (one, other))))[:4000]}
    return {name: _each_once((*one, *other))}


def _told(name: str, left: ContactDetails, right: ContactDetails, side: Side) -> ContactDetails:
    """The side that counts; where nothing was chosen, the one that says something."""
    if side is Side.BOTH:
        return left if any(_value(left, name)) else right
    return left if side is Side.LEFT else right


def _each_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(each for number, each in enumerate(values) if each not in values[:number])[:20]


def _naming() -> list[Column[int]]:
    """Every column that names contacts, lists included."""
    return [*queries.users(), db.metadata.tables[Membership.__tablename__].c.contact_id]


def _move(column: Column[int], gone: int, kept: int) -> list[Any]:
    """Let rows name another contact, but for those that would double; which rows those are."""
    keys = [each for each in column.table.primary_key if each is not column]
    movable = and_(column == gone, ~_doubles(column, kept))
    rows = [list(row) for row in db.session.execute(select(*keys).where(movable))]
    if rows:
        db.session.execute(update(column.table).where(movable).values({column: kept}))
    return [column.table.name, column.name, rows]


def _move_back(column: Column[int], kept: int, gone: int, rows: list[list[Any]]) -> None:
    keys = [each for each in column.table.primary_key if each is not column]
    for row in rows:
        same = [key == value for key, value in zip(keys, row, strict=True)]
        db.session.execute(update(column.table).where(column == kept, *same).values({column: gone}))


def _doubles(column: Column[int], kept: int) -> ColumnElement[bool]:
    """Whether the table has the same row for the other contact already, where it may not twice."""
    other = column.table.alias()
    found = [
        exists().where(
            other.c[column.name] == kept,
            *(other.c[each.name] == each for each in columns if each is not column),
        )
        for columns in _unique_together(column)
    ]
    return or_(false(), *found)


def _unique_together(column: Column[int]) -> list[list[Column[Any]]]:
    """The columns that together may not be twice in the table, of each rule with this one."""
    table: Table = column.table
    rules = [
        rule
        for rule in table.constraints
        if isinstance(rule, UniqueConstraint | PrimaryKeyConstraint)
    ]
    indexes = [index for index in table.indexes if index.unique]
    found = [list(rule.columns) for rule in rules] + [list(index.columns) for index in indexes]
    return [columns for columns in found if column in columns]
