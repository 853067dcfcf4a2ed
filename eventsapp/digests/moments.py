"""When the next digest goes out: at eight in the morning, every day or on Mondays."""

from datetime import datetime, time, timedelta

from eventsapp.digests.models import Frequency
from eventsapp.events.times import to_instant, to_local
from eventsapp.site.freshness import HOME_ZONE

HOUR = time(8)
MONDAY = 0


def next_edition(frequency: Frequency, now: datetime) -> datetime:
    """The first edition after this instant."""
    day = to_local(now, HOME_ZONE).date()
    while True:
        at = to_instant(datetime.combine(day, HOUR), HOME_ZONE)
        if at > now and (frequency is Frequency.DAILY or day.weekday() == MONDAY):
            return at
        day += timedelta(days=1)
