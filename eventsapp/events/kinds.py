"""The kinds of event: one table with each one's look, name, usual length and programme."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l


class Type(StrEnum):
    """What kind of event it is; the value is the stable key of addresses and filters."""

    PRESS_CONFERENCE = "press_conference"
    BRIEFING = "briefing"
    COUNCIL = "council"
    BOARD_MEETING = "board_meeting"
    WORKING_VISIT = "working_visit"
    ROUND_TABLE = "round_table"
    SEMINAR = "seminar"
    CONFERENCE = "conference"
    FORUM = "forum"
    CEREMONY = "ceremony"
    PRESS_TOUR = "press_tour"
    PUBLIC_HEARING = "public_hearing"
    OTHER = "other"


@dataclass(frozen=True)
class Kind:
    """What goes with a type: colour family, name, usual length, what a new one starts with."""

    family: str  # of the ornament and the type colour
    name: Any  # translated
    minutes: int  # usual length
    skeleton: tuple[tuple[int, Any], ...] = ()  # (minutes, title) of a usual programme
    doors_minutes: int = 30  # before the start
    open_to_press: bool = True


_PRESS = (
    (5, _l("Opening")),
    (25, _l("Statements")),
    (30, _l("Questions from the press")),
)
_SITTING = (
    (10, _l("Opening and agenda")),
    (60, _l("Reports")),
    (30, _l("Discussion")),
    (20, _l("Recommendations and close")),
)
_VISIT = (
    (15, _l("Welcome")),
    (60, _l("Tour of the site")),
    (15, _l("Approach to the press")),
)
_TALKS = (
    (15, _l("Opening")),
    (75, _l("Talks")),
    (20, _l("Break")),
    (60, _l("Discussion")),
)

KINDS: dict[Type, Kind] = {
    Type.PRESS_CONFERENCE: Kind("press", _l("Press conference"), 60, _PRESS),
    Type.BRIEFING: Kind("press", _l("Briefing"), 30, _PRESS[1:]),
    Type.COUNCIL: Kind("council", _l("Council meeting"), 120, _SITTING),
    Type.BOARD_MEETING: Kind("board", _l("Board meeting"), 120, _SITTING, 15, open_to_press=False),
    Type.WORKING_VISIT: Kind("visit", _l("Working visit"), 90, _VISIT, 15),
    Type.ROUND_TABLE: Kind("round", _l("Round table"), 120, _TALKS[:2]),
    Type.SEMINAR: Kind("seminar", _l("Seminar"), 180, _TALKS),
    Type.CONFERENCE: Kind("seminar", _l("Conference"), 480, _TALKS),
    Type.FORUM: Kind("seminar", _l("Forum"), 480, _TALKS),
    Type.CEREMONY: Kind(
        "ceremony", _l("Ceremony"), 60, ((15, _l("Opening")), (30, _l("Ceremony")))
    ),
    Type.PRESS_TOUR: Kind("tour", _l("Press tour"), 240, _VISIT),
    Type.PUBLIC_HEARING: Kind("council", _l("Public hearing"), 120, _SITTING),
    Type.OTHER: Kind("seminar", _l("Event"), 60),
}
