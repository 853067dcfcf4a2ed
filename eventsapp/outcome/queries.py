"""Reads of what an event left behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.outcome.models import (
    AdoptedDecision,
    Coverage,
    Entry,
    Figure,
    LinkedDocument,
    Outcome,
    Quote,
    WrittenQuestion,
)
from eventsapp.programme.models import Participation

E = TypeVar("E", bound=Entry)
PARTS: dict[Any, Any] = {
    Quote: joinedload(Quote.participation).joinedload(Participation.contact),
    AdoptedDecision: selectinload(AdoptedDecision.stages),
    LinkedDocument: selectinload(LinkedDocument.footnotes),
}  # what comes with each entry


@dataclass(frozen=True)
class Facts:
    """What readers see of one event; decisions, recording and coverage once they may."""

    outcome: Outcome | None
    quotes: Sequence[Quote]
    figures: Sequence[Figure]
    documents: Sequence[LinkedDocument]
    decisions: Sequence[AdoptedDecision]
    coverage: Sequence[Coverage]
    answered: Sequence[WrittenQuestion]

    @property
    def has_outcome(self) -> bool:
        """Whether anything is to be told of how it ended."""
        told = self.outcome and (self.outcome.texts or self.outcome.recording_url)
        return bool(told or self.decisions or self.coverage or self.answered)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.quotes or self.figures or self.documents or self.has_outcome)


def facts(event: Event, *, is_desk: bool = False) -> Facts:
    """What an event left behind, in as many queries however much it is.

    For the desk also what is not public yet.
    """
    found = find(event)
    shown = is_desk or (found is not None and found.published_at is not None)
    return Facts(
        outcome=found if shown else None,
        quotes=entries(event, Quote),
        figures=entries(event, Figure),
        documents=entries(event, LinkedDocument),
        decisions=entries(event, AdoptedDecision) if shown else (),
        coverage=entries(event, Coverage) if shown else (),
        answered=[
            each for each in entries(event, WrittenQuestion) if each.is_public and each.answers
        ]
        if shown
        else (),
    )


def find(event: Event) -> Outcome | None:
    """How an event ended, if anybody has begun to write it down."""
    return db.session.get(Outcome, event.id)


def entries(event: Event, model: type[E]) -> Sequence[E]:
    """The entries of one kind, in order."""
    wanted: Any = select(model).where(model.event_id == event.id)
    if model in PARTS:
        wanted = wanted.options(PARTS[model])
    found: Sequence[E] = db.session.scalars(wanted.order_by(model.position, model.id)).all()
    return found


def find_entry(event: Event, model: type[E], entry_id: int) -> E | None:
    """An entry by its number, if it is of this event."""
    wanted: Any = select(model).where(model.id == entry_id, model.event_id == event.id)
    found: E | None = db.session.scalar(wanted)
    return found


def last_position(event: Event, model: type[Entry]) -> int:
    """Where the last entry of a kind stands; -1 before the first."""
    wanted: Any = select(func.max(model.position)).where(model.event_id == event.id)
    found = db.session.scalar(wanted)
    return -1 if found is None else found
