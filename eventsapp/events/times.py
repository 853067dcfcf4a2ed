"""From wall time and zone to instants, and nowhere else: both are always set together."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal
from eventsapp.events.models import Event, Precision

ZONES = frozenset(available_timezones())


class NoSuchHour(Refusal):
    """The clocks jump over this hour."""

    message = _l("This hour does not exist in the time zone: the clocks are put forward.")
    status = 422


class EndBeforeStart(Refusal):
    """The end is not after the start."""

    message = _l("The end must be after the start.")
    status = 422


def to_instant(local: datetime, zone: str) -> datetime:
    """The UTC instant of a wall time; of an hour that occurs twice, the first (RFC 5545 §3.3.5).

    Raises NoSuchHour for one that the clocks jump over.
    """
    if is_skipped(local, zone):
        raise NoSuchHour
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def to_local(instant: datetime, zone: str) -> datetime:
    """The wall time of an instant in a zone."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def is_skipped(local: datetime, zone: str) -> bool:
    """Whether the clocks jump over this hour."""
    instant = local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    return to_local(instant, zone) != local


def occurs_twice(local: datetime, zone: str) -> bool:
    """Whether the clocks show this hour twice."""
    aware = local.replace(tzinfo=ZoneInfo(zone))
    twice = aware.utcoffset() != aware.replace(fold=1).utcoffset()
    return twice and not is_skipped(local, zone)


def set_times(
    event: Event,
    *,
    starts: datetime,
    ends: datetime | None = None,
    doors: datetime | None = None,
    zone: str | None = None,
    precision: Precision | None = None,
) -> None:
    """Set an event's wall times (naive, in its zone) and the instants that follow from them.

    A day or uncertain event keeps only days: `ends` is then its last day. Raises NoSuchHour
    and EndBeforeStart.
    """
    event.timezone = zone or event.timezone
    event.precision = precision or event.precision
    if not event.has_hours:
        starts, ends, doors = _midnight(starts), ends and _midnight(ends), None
    event.local_starts_at, event.local_ends_at, event.local_doors_at = starts, ends, doors
    recompute_instants(event)


def recompute_instants(event: Event) -> None:
    """Set the instants anew from wall times and zone, as when zone rules have changed."""
    starts, ends, doors = event.local_starts_at, event.local_ends_at, event.local_doors_at
    zone = event.timezone
    if event.has_hours:
        event.starts_at = to_instant(starts, zone)
        event.ends_at = ends and to_instant(ends, zone)
    else:
        event.starts_at = _day_start(starts, zone)
        event.ends_at = _day_start((ends or starts) + timedelta(days=1), zone)
    event.doors_at = doors and to_instant(doors, zone)
    if event.ends_at is not None and event.ends_at <= event.starts_at:
        raise EndBeforeStart


def _midnight(local: datetime) -> datetime:
    return datetime.combine(local.date(), time())


def _day_start(local: datetime, zone: str) -> datetime:
    """The first instant of a day, also where the clocks jump over its midnight."""
    return _midnight(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
