"""Reading what comes back: each letter is handed on once, whatever happens in between.

What a letter changes and that it was read are one transaction; only then is it marked in the
mailbox. A crash between the two makes it come again, and it is known by its bytes.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import islice

import structlog
from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.exc import DataError, SQLAlchemyError

from eventsapp.extensions import db
from eventsapp.mail import inbox_letters, inbox_sources
from eventsapp.mail.inbox_letters import Letter, Unreadable
from eventsapp.mail.inbox_models import Outcome, ReadLetter

log = structlog.get_logger()

MOST_AT_ONCE = 200  # letters a pass; the rest has its turn a minute later
REMEMBERED = timedelta(days=180)

Handler = Callable[[Letter, datetime], Outcome | None]  # None: not its business


def read_new(now: datetime, *, handlers: Sequence[Handler]) -> int:
    """Hand each new letter to the first handler that takes it; return how many were read.

    Commits after each letter, before it is marked as read.
    """
    url, read = current_app.config["INBOX_URL"], 0
    if not url:
        return 0
    try:
        with inbox_sources.connect(url) as source:
            for key, raw in islice(source.unread(), MOST_AT_ONCE):
                outcome = _handle(raw, handlers, now)
                source.settle(key, aside=outcome is Outcome.ASIDE)
                read += 1
    except OSError as error:
        log.warning("inbox_out_of_reach", error=str(error))
    db.session.execute(delete(ReadLetter).where(ReadLetter.read_at < now - REMEMBERED))
    return read


def _handle(raw: bytes, handlers: Sequence[Handler], now: datetime) -> Outcome:
    digest = hashlib.sha256(raw).hexdigest()
    known = db.session.scalar(select(ReadLetter.outcome).where(ReadLetter.digest == digest))
    if known is not None:
        return known
    try:
        outcome = _offer(inbox_letters.read(raw), handlers, now)
    except Unreadable as reason:
        log.warning("letter_put_aside", digest=digest, reason=str(reason))
        outcome = Outcome.ASIDE
    except SQLAlchemyError as error:
        if not isinstance(error, DataError):  # what it says cannot be stored at all
            raise
        db.session.rollback()
        log.warning("letter_put_aside", digest=digest, reason="not to be stored")
        outcome = Outcome.ASIDE
    except Exception:  # one broken letter never holds up the others
        db.session.rollback()
        log.exception("letter_put_aside", digest=digest)
        outcome = Outcome.ASIDE
    db.session.add(ReadLetter(digest=digest, outcome=outcome, read_at=now))
    db.session.commit()
    return outcome


def _offer(letter: Letter, handlers: Sequence[Handler], now: datetime) -> Outcome:
    taken = (handler(letter, now) for handler in handlers)
    return next((outcome for outcome in taken if outcome), Outcome.IGNORED)
