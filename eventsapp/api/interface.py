"""The whole interface put together: its parts, its description, and the page that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, current_app, render_template

from eventsapp.api import attendance, directory, events, programme, registrations
from eventsapp.api.blueprints import Interface

bp = Blueprint("api_docs", __name__)

WORDS = """The interface to an organisation's events. Send the token of a program, which an owner
makes on the desk, as `Authorization: Bearer dl_…`. Errors are `application/problem+json`. Times
without an offset are what clocks show in the event's zone. What is read has an `ETag`; sent back
as `If-None-Match` it gets a 304 while nothing has changed."""
METHODS = ("get", "post", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One line of the page: what can be asked, and what it takes."""

    method: str
    path: str
    summary: str
    scope: str
    parameters: list[dict[str, Any]]
    schema: str  # of the body; empty: none


def init_app(app: Flask) -> None:
    """Register every part and describe it."""
    app.config.update(
        API_TITLE=f"{app.config['SITE_NAME']} API",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": " ".join(WORDS.split())},
            "security": [{"token": []}],
        },
    )
    interface = Interface(app)
    scheme = {"type": "http", "scheme": "bearer", "description": "A token made on the desk."}
    interface.spec.components.security_scheme("token", scheme)
    for part in (events, programme, registrations, attendance, directory):
        interface.register_blueprint(part.bp)
    app.extensions["dateline_api"] = interface


@bp.get("/api/docs")
def show() -> str:
    """The description as a page, without scripts."""
    described = current_app.extensions["dateline_api"].spec.to_dict()
    return render_template(
        "api/show.html",
        info=described["info"],
        parts=described["tags"],
        operations={part["name"]: list(_operations(described, part)) for part in described["tags"]},
        schemas=described["components"]["schemas"],
    )


def _operations(described: dict[str, Any], part: dict[str, str]) -> Iterator[Operation]:
    for path, item in described["paths"].items():
        for method in METHODS:
            told = item.get(method)
            if told and part["name"] in told["tags"]:
                body = told.get("requestBody", {}).get("content", {}).get("application/json", {})
                yield Operation(
                    method=method.upper(),
                    path=path,
                    summary=told["summary"],
                    scope=_scope(path, method),
                    parameters=[each for each in told.get("parameters", []) if "name" in each],
                    schema=body.get("schema", {}).get("$ref", "").rpartition("/")[2],
                )


def _scope(path: str, method: str) -> str:
    """The scope of the view behind an operation."""
    address = path.replace("{", "<int:").replace("}", ">")
    for rule in current_app.url_map.iter_rules():
        if rule.rule == address and method.upper() in (rule.methods or ()):
            view: Any = current_app.view_functions[rule.endpoint]
            return str(view.scope)
    return ""
