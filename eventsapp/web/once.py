"""A form of the desk that was sent twice, by a double tap or after going back, adds one record.

The second sending is known by being the same to the letter: address, answers and the token that
each page gets anew. So whoever opens the form again may enter the same once more.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import String, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response

from eventsapp.core.clock import utcnow
from eventsapp.extensions import Model, db

KEPT = timedelta(days=1)  # longer than a form may lie open
NEW_EACH_TIME = "csrf_token"  # the field by which two openings of a form differ

View = Callable[..., ResponseReturnValue]


class SentForm(Model):
    """One form that has added something: a digest of what was sent, and where it led."""

    key: Mapped[str] = mapped_column(String(64), primary_key=True)  # SHA-256, hexadecimal
    leads_to: Mapped[str] = mapped_column(String(500), default="")  # empty until it is answered
    sent_at: Mapped[datetime] = mapped_column(index=True)


def once(view: View) -> View:
    """Let a view that adds something do so once for each form that was opened.

    That the form was sent is stored in the transaction of what it adds; one that is refused may
    be sent again.
    """

    @wraps(view)
    def added_once(*arguments: Any, **named: Any) -> ResponseReturnValue:
        if request.method != "POST" or NEW_EACH_TIME not in request.form:
            return view(*arguments, **named)
        key = _key()
        if not _claim(key):
            return _as_before(key)
        answer = view(*arguments, **named)
        if isinstance(answer, Response) and answer.location:
            _note(key, answer.location)
        return answer

    added_once.adds_once = True  # type: ignore[attr-defined]
    return added_once


def forget_sent(now: datetime) -> int:
    """Delete what is known of forms sent more than a day ago; return how many."""
    old = delete(SentForm).where(SentForm.sent_at < now - KEPT)
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]


def _key() -> str:
    told = f"{request.full_path}\n{urlencode(list(request.form.items(multi=True)))}"
    return hashlib.sha256(told.encode()).hexdigest()


def _claim(key: str) -> bool:
    """Whether this is the first sending; another at this moment waits until it is stored."""
    try:
        with db.session.begin_nested():
            db.session.add(SentForm(key=key, sent_at=utcnow()))
    except IntegrityError:
        return False
    return True


def _note(key: str, leads_to: str) -> None:
    """Keep where it led, if it has added something: what was rolled back has left nothing."""
    if (sent := db.session.get(SentForm, key)) is not None:
        sent.leads_to = leads_to[:500]
        db.session.commit()


def _as_before(key: str) -> ResponseReturnValue:
    leads_to = db.session.get_one(SentForm, key).leads_to
    db.session.rollback()
    flash(_("This form was sent before. Nothing was added a second time."), "success")
    return redirect(leads_to or request.path)
