"""The one place that asks what time it is; only edges (views, worker, commands) call it."""

from datetime import UTC, datetime, timedelta

from flask import current_app, has_app_context


def utcnow() -> datetime:
    """The present instant, aware and in UTC, to the microsecond.

    The setting CLOCK_OFFSET_SECONDS moves it, so that a journey in a browser can live in the
    year of its announcement.
    """
    now = datetime.now(UTC)
    if has_app_context():
        now += timedelta(seconds=current_app.config["CLOCK_OFFSET_SECONDS"])
    return now
