"""Log lines: one JSON object a line, on standard error."""

import json
import logging
import sys

import structlog
from flask import Flask


def init_app(app: Flask) -> None:
    """Set up logging once for the process, at the level of LOG_LEVEL."""
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
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(
                serializer=lambda line, **_: json.dumps(line, ensure_ascii=False, default=str)
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
