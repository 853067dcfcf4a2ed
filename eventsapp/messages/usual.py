"""The messages that a new event of each type starts with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from eventsapp.events.kinds import Type
from eventsapp.messages.models import Anchor, Attendance, Unit


@dataclass(frozen=True)
class Usual:
    """One message of a usual plan."""

    template: str
    amount: int
    unit: Unit
    local_time: time | None = None
    anchor: Anchor = Anchor.START
    attendance: Attendance = Attendance.ANY


WEEK = Usual("messages/week", -7, Unit.DAYS, time(10))
DAY = Usual("messages/day", -1, Unit.DAYS, time(12))
HOUR = Usual("messages/hour", -1, Unit.HOURS)
THANKS = Usual("messages/thanks", 1, Unit.DAYS, time(11), Anchor.END, Attendance.CAME)
MISSED = Usual("messages/missed", 1, Unit.DAYS, time(11), Anchor.END, Attendance.MISSED)

_ALL = (WEEK, DAY, HOUR, THANKS, MISSED)
_SHORT = (DAY, HOUR)  # announced some days ahead, for people who come by profession
_ON_THE_ROAD = (WEEK, DAY, THANKS, MISSED)  # an hour before, everybody is on the way already
PLANS: Mapping[Type, tuple[Usual, ...]] = {
    Type.BRIEFING: _SHORT,
    Type.COUNCIL: (WEEK, DAY, HOUR),
    Type.BOARD_MEETING: (WEEK, DAY, HOUR),
    Type.WORKING_VISIT: _ON_THE_ROAD,
    Type.PRESS_TOUR: _ON_THE_ROAD,
}


def plan_of(type_: Type) -> tuple[Usual, ...]:
    """The usual messages of a type."""
    return PLANS.get(type_, _ALL)
