"""When a reminder is due: an instant computed from its rule and the event's present times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from eventsapp.accreditation.queries import find_intake
from eventsapp.events.models import Event
from eventsapp.events.times import is_skipped, to_local
from eventsapp.messages.models import Anchor, Rule, Unit

_STEP = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}


def due_moment(rule: Rule, event: Event) -> datetime | None:
    """The UTC instant at which a rule is due; None where the event has no such moment.

    Minutes and hours need an event whose hour is known; days fall on a local hour of the
    event's zone and work for day events too.
    """
    if rule.anchor is Anchor.ABSOLUTE:
        return rule.local_due_at and _instant(rule.local_due_at, event.timezone)
    anchor = _anchor(rule.anchor, event)
    if anchor is None:
        return None
    if rule.unit is Unit.DAYS and rule.local_time is not None:
        day = to_local(anchor, event.timezone).date() + timedelta(days=rule.amount)
        return _instant(datetime.combine(day, rule.local_time), event.timezone)
    return anchor + rule.amount * _STEP[rule.unit] if event.has_hours else None


def _anchor(anchor: Anchor, event: Event) -> datetime | None:
    if anchor is Anchor.END:
        return event.effective_end
    if anchor is Anchor.DOORS:
        return event.doors_at or event.starts_at
    if anchor is Anchor.ACCREDITATION:
        intake = find_intake(event)
        return (intake.closes_at or event.starts_at) if intake else None
    if anchor is Anchor.DEADLINE:
        closings = [category.closes_at for category in event.categories if category.closes_at]
        return max(closings, default=event.starts_at)
    return event.starts_at


def _instant(local: datetime, zone: str) -> datetime:
    """The instant of a wall time; a skipped hour is the next one, one shown twice the second."""
    if is_skipped(local, zone):
        local += timedelta(hours=1)
    return local.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)
