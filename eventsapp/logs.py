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

from eventsapp import redaction
from eventsapp.sentry import Reporter
from eventsapp.web.caching import Lasting

log = structlog.get_logger()

REQUEST_ID = "X-Request-ID"
CHATTY = (
    "gunicorn.error",  # warns of each request that is none, with its sender
    "waitress.queue",  # warns of each request that waits
)
_SOUND = re.compile(r"[\w-]{8,64}", re.ASCII)


def init_app(app: Flask) -> None:
    """Set up the log of the process, and the ids of requests."""
    configure(app)
    app.before_request(begin)
    app.after_request(end)


def configure(app: Flask) -> None:
    """Write lines of this app's LOG_LEVEL and above; tell its Sentry of failures."""
    level = getattr(logging, str(app.config["LOG_LEVEL"]).upper(), logging.INFO)
    _take_lines_of_libraries(level)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            redaction.cover,
            *_reporters(app),
            structlog.processors.ExceptionRenderer(redaction.failure),
            structlog.processors.JSONRenderer(
                serializer=lambda line, **_: json.dumps(line, ensure_ascii=False, default=str)
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


class Bridge(logging.Handler):
    """Makes what libraries log into lines like our own."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one such line."""
        said = {"message": record.getMessage(), "exc_info": record.exc_info}
        log.log(record.levelno, record.name, **{name: it for name, it in said.items() if it})


def _take_lines_of_libraries(level: int) -> None:
    root = logging.getLogger()
    root.setLevel(max(level, logging.WARNING))  # what they say below that names addresses
    if not any(isinstance(handler, Bridge) for handler in root.handlers):
        root.addHandler(Bridge())
    for name in CHATTY:
        logger = logging.getLogger(name)
        logger.setLevel(logging.ERROR)
        logger.handlers.clear()  # gunicorn has one of its own, whose lines are no JSON
        logger.propagate = True


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
