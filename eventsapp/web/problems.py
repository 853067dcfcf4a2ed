"""Errors as programs read them: `application/problem+json` (RFC 9457)."""

import re
from http import HTTPStatus
from typing import Any

from flask import Response, json, request

PROGRAMS = "/api/"  # below it every error is one of these
MIMETYPE = "application/problem+json"


def wanted() -> bool:
    """Whether a program asks, rather than a person."""
    return request.path.startswith(PROGRAMS)


def problem(status: int, detail: str = "", **members: Any) -> Response:
    """An answer that says what went wrong; `members` extend it."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        body["detail"] = detail
    return Response(json.dumps(body | members), status, mimetype=MIMETYPE)


def code_of(error: Exception) -> str:
    """The name of a rule, for programs to compare: EventFull is event_full."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()
