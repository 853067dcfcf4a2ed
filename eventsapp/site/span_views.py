"""The calendar by week and by day, and what is over by year."""

from dataclasses import replace
from datetime import date, datetime, time

from flask import abort, request
from flask.typing import ResponseReturnValue

from eventsapp.core import clock
from eventsapp.events.times import to_instant, to_local
from eventsapp.site import archive, filtering, queries, spans
from eventsapp.site.freshness import HOME_ZONE
from eventsapp.site.views import bp, lasting


@bp.get("/<lang:lang>/calendar/week/<week>")
def week(lang: str, week: str) -> ResponseReturnValue:  # noqa: ARG001 -- of the address
    """Seven days from Monday; the address names them as ISO 8601 does: 2026-W49."""
    return _span(_day(f"{week}-1"), spans.WEEK)


@bp.get("/<lang:lang>/calendar/day/<day>")
def day(lang: str, day: str) -> ResponseReturnValue:  # noqa: ARG001 -- of the address
    """One day: 2026-12-04."""
    return _span(_day(day), spans.DAY)


@bp.get("/<lang:lang>/archive")
@bp.get("/<lang:lang>/archive/<int:year>")
def past(lang: str, year: int | None = None) -> ResponseReturnValue:
    """What is over, by year and month, with what is left of it; the last year if none is named."""
    now = clock.utcnow()
    filter_ = replace(filtering.asked(request.args), since=None, until=None)
    years = archive.years(filter_, now=now)
    if year is not None and not spans.is_shown(year):
        abort(404)
    shown = year or max(years, default=to_local(now, HOME_ZONE).year)
    months = archive.months(filter_, shown, now=now)
    groups = filtering.groups(archive.of_year(filter_, shown, now=now), queries.among_listed(now))
    return lasting(
        "site/archive.html",
        [line.event for month in months for line in month.lines],
        now,
        year=shown,
        years=years | {shown: years.get(shown, 0)},
        months=months,
        filter=filter_,
        groups=groups,
        chosen=filtering.chosen(filter_, "site.past", lang, groups, year=shown),
    )


def _span(first: date, length: int) -> ResponseReturnValue:
    now, filter_ = clock.utcnow(), filtering.asked(request.args)
    today = to_local(now, HOME_ZONE).date()
    shown = spans.span(filter_, first, length, today=today, now=now)
    following = None if shown.events else queries.next_event(filter_, after=_end(shown, now))
    return lasting(
        "site/span.html",
        shown.events,
        now,
        moments=[following.starts_at] if following else (),
        filter=filter_,
        next_event=following,
        span=shown,
        is_week=length == spans.WEEK,
        today=today,
        countries=filtering.countries(filter_),
    )


def _end(shown: spans.Span, now: datetime) -> datetime:
    """Where the days shown are over and what is still to come begins."""
    return max(to_instant(datetime.combine(shown.next, time()), HOME_ZONE), now)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        abort(404)
    return found if spans.is_shown(found.year) else abort(404)
