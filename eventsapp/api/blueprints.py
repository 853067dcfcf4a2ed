"""How every part of the interface begins: closed to strangers, counted, described."""

from typing import Any

from flask import Response, request
from flask_smorest import Api, Blueprint
from werkzeug.exceptions import UnprocessableEntity

from eventsapp.api import access, queries
from eventsapp.api.replaying import KEY, LONGEST
from eventsapp.api.schemas import Problem
from eventsapp.core import tokens
from eventsapp.extensions import csrf, limiter
from eventsapp.web import problems

PREFIX = "/api/v1"
CURSOR = "cursor"  # a kind of token
ONCE = {
    "in": "header", "name": KEY, "schema": {"type": "string", "maxLength": LONGEST},
    "description": "Sent again with the same request within a day, it gets the first answer.",
}  # fmt: skip
IF_MATCH = {
    "in": "header", "name": "If-Match", "schema": {"type": "string"},
    "description": "The ETag under which the event was read: 412 if it has changed since.",
}  # fmt: skip
IF_MATCH_REQUIRED = IF_MATCH | {"required": True}


class Interface(Api):
    """flask-smorest, with errors as problem+json and no say about other pages' errors."""

    def _register_error_handlers(self) -> None:
        """Leave them to `web.errors`."""

    def _register_responses(self) -> None:
        content = {problems.MIMETYPE: {"schema": Problem}}
        said = {"description": "What went wrong.", "content": content}
        self.spec.components.response("DEFAULT_ERROR", said, lazy=True)
        self.spec.components.response("UNPROCESSABLE_ENTITY", said, lazy=True)
        self.spec.components.response("UNPROCESSABLE_CONTENT", said, lazy=True)


def blueprint(name: str, description: str) -> Blueprint:
    """A part of the interface, behind a token."""
    made = Blueprint(name, __name__, url_prefix=PREFIX, description=description)
    made.before_request(access.authenticate)
    made.after_request(_keep_nowhere)
    made.after_request(_tag)  # runs before the other
    csrf.exempt(made)
    limiter.limit(access.LIMIT, key_func=access.caller)(made)
    return made


def page(wanted: Any, model: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """One page of a list in the order of numbers, and the cursor of the next."""
    number = 0
    if asked.get("cursor"):
        read = tokens.read(CURSOR, asked["cursor"])
        if read is None:
            raise UnprocessableEntity("This is no cursor of a list.")
        number = read[0]
    found, last = queries.after(wanted, model, number=number, limit=asked["limit"])
    return {"items": found, "next": tokens.make(CURSOR, last) if last else None}


def _keep_nowhere(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _tag(answer: Response) -> Response:
    """Give what is read a mark of its content, and say 304 to who has it already."""
    if request.method == "GET" and answer.status_code == 200:
        if "ETag" not in answer.headers:
            answer.add_etag()
        answer.make_conditional(request)
    return answer
