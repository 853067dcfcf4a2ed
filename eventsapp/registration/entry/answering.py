"""The answer to people who asked for a place, while it is decided: its words and the whole letter."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from eventsapp.core.errors import Refusal
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import queries as outbox
from eventsapp.mail.models import Message
from eventsapp.registration import queries
from eventsapp.registration.entry import approval, letters
from eventsapp.registration.entry.approval import Verdict
from eventsapp.registration.models import Registration


@dataclass(frozen=True)
class Draft:
    """The answer in one language."""

    language: str
    words: str  # how it begins; empty where that cannot be written otherwise
    note: str  # the organiser's own words in it
    letter: Message | None  # to the first who reads this language; None: it cannot be decided so


def people(event: Event, ids: Sequence[int]) -> list[Registration]:
    """Those who get the answer to the chosen, by name; who comes with them stands in theirs."""
    return sorted(queries.leads(event, ids), key=lambda each: each.name)


def drafts(
    event: Event, chosen: Sequence[Registration], verdict: Verdict, *, now: datetime
) -> list[Draft]:
    """The answer in each language that these people read."""
    first = {each.language: each.id for each in reversed(chosen) if each.email}
    written = _letters(event, list(first.values()), verdict, now)
    return [
        Draft(
            language,
            verdict.words.get(language) or letters.opening(event, verdict.status, language),
            verdict.notes.get(language, ""),
            written.get(language),
        )
        for language in LANGUAGES
        if language in first
    ]


def _letters(
    event: Event, ids: Sequence[int], verdict: Verdict, now: datetime
) -> dict[str, Message]:
    """The letters as they would leave, one of each language; nothing of it is kept."""
    found: dict[str, Message] = {}
    rehearsal = db.session.begin_nested()
    with suppress(Refusal):
        for made in approval.decide(event, ids, replace(verdict, known=None), by=None, now=now):
            if letter := outbox.find(letters.answer_key(made)):
                db.session.expunge(letter)
                found[letter.language] = letter
    rehearsal.rollback()
    return found
