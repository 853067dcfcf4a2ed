"""The texts of feeds, written once for each version of an event and kept in the database.

What is stored holds as long as event, program, translations, zone data and settings are those
it was written with; what does not hold is written anew, by the worker and by whoever asks first.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flask import current_app
from sqlalchemy import delete, insert

from eventsapp.calendars import entry as entries
from eventsapp.calendars import ical, queries
from eventsapp.calendars.feeds import Feed
from eventsapp.calendars.ical import Written
from eventsapp.calendars.models import EventText
from eventsapp.core.database import begin_reading
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.models import Event
from eventsapp.extensions import db

BATCH = 500  # events held in memory at once
MOST = 20_000  # texts stored in one go
PROGRAM = Path(__file__).parents[1]


def in_feed(feed: Feed) -> list[Written]:
    """What the feed shows, by start: from the store, and written now where that does not hold."""
    return list(by_event(feed).values())


def by_event(feed: Feed) -> dict[int, Written]:
    """The same, each text under the number of its event."""
    rows = queries.texts_in_feed(
        feed.filter, today=feed.today, language=feed.language, maker=maker()
    )
    made = _make([row.id for row in rows if row.text is None], feed.language)
    return {
        row.id: made[row.id] if row.text is None else Written(row.text, row.zone)
        for row in rows
        if row.text is not None or row.id in made
    }


def store_missing(_now: datetime) -> int:
    """Write and keep what feeds will ask for; return how many texts. Commits each batch."""
    stored = 0
    for language in LANGUAGES:
        while stored < MOST and (count := _store_batch(language)):
            stored += count
    return stored


def maker() -> str:
    """What texts are written with now; another one may write them otherwise."""
    config = current_app.config
    return _fingerprint(str(config["BASE_URL"]), str(config["MAIL_DEFAULT_SENDER"]))


@cache
def _fingerprint(*settings: str) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for path in sorted(PROGRAM.rglob("*.[pm][yo]")):  # the program, its translations
        digest.update(path.read_bytes())
    digest.update("\n".join([version("tzdata"), *settings]).encode())
    return digest.hexdigest()


def _make(event_ids: Sequence[int], language: str) -> dict[int, Written]:
    made: dict[int, Written] = {}
    for start in range(0, len(event_ids), BATCH):
        found = queries.by_numbers(event_ids[start : start + BATCH])
        made |= {event.id: text for event, text in _written(found, language)}
    return made


def _written(events: Sequence[Event], language: str) -> Iterable[tuple[Event, Written]]:
    return zip(events, map(ical.write, entries.read_all(events, language)), strict=True)


def _store_batch(language: str) -> int:
    """Store some texts. They are written before the transaction that others wait for."""
    begin_reading(db.session())
    found = queries.unwritten(language, maker(), BATCH)
    rows = [_row(event, language, text) for event, text in _written(found, language)]
    db.session.rollback()
    if rows:
        renewed = EventText.event_id.in_([row["event_id"] for row in rows])
        db.session.execute(delete(EventText).where(EventText.language == language, renewed))
        db.session.execute(insert(EventText), rows)
        db.session.commit()
    return len(rows)


def _row(event: Event, language: str, written: Written) -> dict[str, object]:
    return {
        "event_id": event.id,
        "language": language,
        "version": event.version,
        "updated_at": event.updated_at,
        "maker": maker(),
        "zone": written.zone,
        "text": written.text,
    }
