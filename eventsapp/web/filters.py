"""What templates can ask for everywhere: dates in the page's language, texts, Markdown."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

from eventsapp.core import dates
from eventsapp.core.alphabets import capitals
from eventsapp.core.clock import utcnow
from eventsapp.core.days_off import days_off
from eventsapp.core.texts import Text, Texts
from eventsapp.core.tokens import spell_code
from eventsapp.web.addresses import keeping_query
from eventsapp.web.countries import country
from eventsapp.web.locale import current_language, reading_order

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_LOCALISED = (
    "full", "without_weekday", "day_month", "weekday_day_month", "short",
    "month_year", "month", "weekday", "narrow_weekday", "short_weekday", "short_weekday_month", "weekday_month_year",
    "distance",
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Register the filters and globals."""
    for name in _LOCALISED:
        app.add_template_filter(_localised(name), name=f"date_{name}")
    app.jinja_env.filters.update(
        capitals=in_capitals,
        clock=dates.clock,
        country=country,
        duration=_localised("duration"),
        markdown=markdown,
        in_zone=in_zone,
        reads=reads,
        spell_code=spell_code,
    )
    app.jinja_env.globals.update(
        clock_range=clock_range,
        day_range=day_range,
        days_off=days_off,
        keeping_query=keeping_query,
        moment=moment,
        short_moment=short_moment,
        utc_offset=dates.offset,
        site_name=app.config["SITE_NAME"],
        base_url=app.config["BASE_URL"],
        now=utcnow,
    )


def markdown(text: str) -> Markup:
    """An organiser's text as safe HTML: Markdown in, sanitised HTML out."""
    return Markup(nh3.clean(_MARKDOWN.render(text or ""), link_rel="noopener nofollow"))  # noqa: S704 -- nh3 cleaned it


def in_capitals(text: str) -> str:
    """A text in the capitals of the reader's language."""
    return capitals(text, current_language())


def in_zone(instant: datetime, zone: str) -> datetime:
    """The instant as the clocks of a zone show it."""
    return instant.astimezone(ZoneInfo(zone))


def reads(texts: Texts | None, original: str | None = None) -> Text:
    """The text for this page's reader, with the language it is in: `{{ title|reads }}`."""
    return (texts or Texts()).read(reading_order(original))


def clock_range(start: time | datetime, end: time | datetime | None) -> str:
    """From hour to hour, in the page's language."""
    return dates.clock_range(start, end, current_language())


def day_range(first: date, last: date) -> str:
    """From day to day, in the page's language."""
    return dates.day_range(first, last, current_language())


def moment(instant: datetime, zone: str) -> str:
    """Day and hour of an instant in a zone, in the page's language."""
    return dates.moment(instant, zone, current_language())


def short_moment(instant: datetime, zone: str) -> str:
    """The same in little room."""
    return dates.short_moment(instant, zone, current_language())


def _localised(name: str) -> Any:
    write = getattr(dates, name)

    def show(value: Any) -> str:
        return str(write(value, current_language()))

    return show
