"""What was said is forgotten some time after it went out: the outbox is no archive."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, or_, update

from eventsapp.extensions import db
from eventsapp.mail.models import OPEN_STATES, Message, State

NO_BODY = {"text": "", "html": "", "calendar": None, "calendar_recipe": None, "qr_text": ""}


def empty_old(now: datetime) -> int:
    """Take the bodies out of messages done with MAIL_KEEP_DAYS ago; return how many there were.

    Rows and subjects stay, for the numbers and for the links in footers. Safe to repeat.
    """
    last = now - timedelta(days=current_app.config["MAIL_KEEP_DAYS"])
    old = update(Message).where(
        Message.state.not_in((*OPEN_STATES, State.SENDING)),
        func.coalesce(Message.sent_at, Message.due_at) < last,
        or_(Message.text != "", Message.html != ""),
    )
    return int(db.session.execute(old.values(**NO_BODY)).rowcount)  # type: ignore[attr-defined]
