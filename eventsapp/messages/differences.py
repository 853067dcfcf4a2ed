"""What people were told of an event and is different now, in the words of a language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from eventsapp.core import dates
from eventsapp.events.changes import place_reworded, snapshot
from eventsapp.events.models import Event
from eventsapp.web import locale


@dataclass(frozen=True)
class Difference:
    """One thing that is different now: its name, what people were told, what is true."""

    label: str
    before: str
    now: str
    headline: str  # a subject that says it


def differences(event: Event, before: dict[str, Any], language: str) -> list[Difference]:
    """The differences between what was told and the event as it is now."""
    after = snapshot(event)
    with locale.speaking(language):
        title = event.titles.read([language, event.original_language]).text
        found = [
            Difference(
                _("Time"), *_times(before, after, language), _("New time: %(title)s", title=title)
            ),
            Difference(
                _("Place"),
                *_places(before, after, language),
                _("New place: %(title)s", title=title),
            ),
        ]
        if before.get("online") != after["online"]:
            words = _("a new link, on your own page"), _("New link: %(title)s", title=title)
            found.append(Difference(_("Online"), "", *words))
    return [each for each in found if each.before != each.now]


def when(told: dict[str, Any], language: str) -> str:
    """Day and hours of a snapshot, as people of a language write them."""
    if not told.get("starts"):
        return ""
    start = datetime.fromisoformat(told["starts"])
    end = datetime.fromisoformat(told["ends"]) if told.get("ends") else None
    if told.get("precision", "time") != "time":
        return dates.day_range(start.date(), (end or start).date(), language)
    return dates.day_and_hours(start, end, language)


def _times(before: dict[str, Any], after: dict[str, Any], language: str) -> tuple[str, str]:
    """Both times; with their offset where only that tells them apart, as in a new zone."""
    was, is_ = when(before, language), when(after, language)
    offsets = _offset(before), _offset(after)
    if was and offsets[0] != offsets[1]:
        return f"{was} ({offsets[0]})", f"{is_} ({offsets[1]})"
    return was, is_


def _offset(told: dict[str, Any]) -> str:
    if told.get("precision", "time") != "time" or not told.get("utc"):
        return ""
    wall, instant = told["starts"], datetime.fromisoformat(told["utc"])
    minutes = (datetime.fromisoformat(wall) - instant.replace(tzinfo=None)).total_seconds() // 60
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(int(minutes)), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _places(before: dict[str, Any], after: dict[str, Any], language: str) -> tuple[str, str]:
    """Both places; in another language or with the point where only that tells them apart."""
    for each in (language, *place_reworded(before, after)):
        was, is_ = _place(before, each), _place(after, each)
        if was != is_:
            return was, is_
    points = before.get("point"), after["point"]
    if all(points) and points[0] != points[1]:
        return f"{was} ({points[0]})", f"{is_} ({points[1]})"
    return was, is_


def _place(told: dict[str, Any], language: str) -> str:
    places: dict[str, str] = told.get("places", {})
    return places.get(language) or str(told.get("place", ""))
