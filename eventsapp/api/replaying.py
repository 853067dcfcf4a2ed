"""Writing once: what a request changes and the answer it had are one transaction.

The same `Idempotency-Key` with the same request gets the first answer again, however often and
from however many processes it is sent; with another request it is refused.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, request
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Gone, UnprocessableEntity

from eventsapp.api import access, queries
from eventsapp.api.models import KeptAnswer
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db

KEY = "Idempotency-Key"
LONGEST = 255
REPLAYED = "Idempotent-Replayed"
HEADERS = ("Content-Type", "ETag", "Location")

View = Callable[..., Any]


def writes(view: View) -> View:
    """Commit what the view has done, with its answer; or give the answer it has given before."""

    @wraps(view)
    def once(*arguments: Any, **named: Any) -> Response:
        key = request.headers.get(KEY, "")
        if len(key) > LONGEST:
            raise UnprocessableEntity(f"{KEY} has at most {LONGEST} characters.")
        earlier = _replayed(key)
        if earlier is not None:
            return earlier
        answer = make_response(view(*arguments, **named))
        return _commit(key, answer)

    return once


def _commit(key: str, answer: Response) -> Response:
    if key and answer.status_code < 400:
        db.session.add(
            KeptAnswer(
                token_id=access.token().id,
                key=key,
                request_digest=_digest(),
                status=answer.status_code,
                headers={name: answer.headers[name] for name in HEADERS if name in answer.headers},
                body=answer.get_data(as_text=True),
                made_at=utcnow(),
            )
        )
    try:
        db.session.commit()
    except IntegrityError:  # the same request was quicker in another thread
        db.session.rollback()
        earlier = _replayed(key)
        if earlier is None:
            raise
        return earlier
    return answer


def _replayed(key: str) -> Response | None:
    kept = queries.kept_answer(access.token(), key) if key else None
    if kept is None:
        return None
    if kept.request_digest != _digest():
        raise UnprocessableEntity(f"This {KEY} belongs to another request.")
    if kept.status == HTTPStatus.GONE:
        raise Gone("This was done before. Whom the answer told of has been erased since.")
    return Response(kept.body, kept.status, {**kept.headers, REPLAYED: "true"})


def _digest() -> str:
    told = f"{request.method} {request.full_path}\n".encode() + request.get_data()
    return hashlib.sha256(told).hexdigest()
