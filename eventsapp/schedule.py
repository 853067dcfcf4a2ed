"""Everything that happens by itself, on one page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from eventsapp.calendars import services as calendars
from eventsapp.events.zones import follow_zone_rules
from eventsapp.mail.delivery import deliver_pending
from eventsapp.messages import notices, reminders
from eventsapp.registration import retention


@dataclass(frozen=True)
class Job:
    """What happens by itself: `run(now)` returns how many things it did.

    A job with a period is run by one worker at a time. One without runs in every pass of every
    worker, and shares the work out by itself.
    """

    name: str
    run: Callable[[datetime], int]
    every: timedelta | None = None


MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

TIMETABLE = (
    Job("messages.take_up_changes", notices.take_up_changes, every=MINUTE),
    Job("messages.send_due_notices", notices.send_due, every=MINUTE),
    Job("messages.queue_due_reminders", reminders.queue_due, every=MINUTE),
    Job("mail.deliver", partial(deliver_pending, build_calendar=calendars.build)),
    Job("events.follow_zone_rules", follow_zone_rules, every=DAY),
    Job("registration.erase_due", retention.erase_due, every=DAY),
)
