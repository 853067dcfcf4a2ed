"""Log lines: one JSON object a line, on standard error, with the id of the request they are of.

They name routes and numbers of records, never addresses with tokens and never people.
"""

import json
import logging
import re
import secrets
import sys
from time import perf_counter

import structlog
from flask import Flask, Response, g, request

from eventsapp.sentry import Reporter
from eventsapp.web.caching import Lasting

log = structlog.get_logger()

REQUEST_ID = "X-Request-ID"
_SOUND = re.compile(r"[\w-]{8,64}", re.ASCII)


def init_app(app: Flask) -> None:
    """Set up the log of the process, and the ids of requests."""
    configure(app)
    app.before_request(begin)
    app.after_request(end)


def configure(app: Flask) -> None:
    """Write lines of this app's LOG_LEVEL and above; tell its Sentry of failures."""
    level = getattr(logging, str(app.config["LOG_LEVEL"]).upper(), logging.INFO)
    logging.basicConfig(level=level, format="%(message)s")
    for chatty in ("waitress", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # warns of each request that waits
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *_reporters(app),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(
                serializer=lambda line, **_: json.dumps(line, ensure_ascii=False, default=str)
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _reporters(app: Flask) -> list[Reporter]:
    address = app.config["SENTRY_DSN"]
    if not address:
        return []
    app.extensions["dateline_sentry"] = reporter = Reporter(address)
    return [reporter]


def begin() -> None:
    """Give the request an id: that of the proxy in front where there is one, else a new one."""
    given = request.headers.get(REQUEST_ID, "")
    trusted = request.environ.get("werkzeug.proxy_fix.orig") and _SOUND.fullmatch(given)
    g.request_id = given if trusted else secrets.token_hex(8)
    g.began = perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def end(answer: Response) -> Response:
    """Name the id in the answer, unless that is kept for others; note the request itself."""
    if "request_id" not in g:
        return answer
    if not isinstance(answer, Lasting):
        answer.headers[REQUEST_ID] = g.request_id
    log.debug(
        "request",
        method=request.method,
        route=str(request.url_rule),
        status=answer.status_code,
        milliseconds=round((perf_counter() - g.began) * 1000),
    )
    return answer
