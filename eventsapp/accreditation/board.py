"""What the queue shows: one page of rows with their checks, one applicant in full, the places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import request
from flask_babel import gettext as _
from sqlalchemy import Select

from eventsapp.accreditation import answering, checks, desk_queries, particulars, queries
from eventsapp.accreditation.checks import Check, History
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Attendance, Function, Status, Step
from eventsapp.accreditation.marks import services as marks
from eventsapp.accreditation.marks.models import Mark
from eventsapp.accreditation.models import Applicant, Decision
from eventsapp.accreditation.pool import queries as pool_queries
from eventsapp.accreditation.pool.models import Pool, PoolPlace
from eventsapp.accreditation.replacing import services as replacing
from eventsapp.accreditation.replacing.models import Replacement
from eventsapp.accreditation.scope import Scope
from eventsapp.core import dates
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.registration import seats
from eventsapp.registration.mails import GRACE
from eventsapp.registration.seats import Places
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import record_number
from eventsapp.web.paging import Page, page

USUAL = "review"  # the view that opens first


@dataclass(frozen=True)
class Row:
    """One applicant in the queue."""

    applicant: Applicant
    checks: Sequence[Check]
    outlet_line: str
    waited: str
    history: History | None
    marks: Sequence[Mark]  # what has been done about them, the first step first
    wish: Replacement | None  # for a colleague instead
    instead: Replacement | None  # of whom they come
    can_be_replaced: bool

    @property
    def told(self) -> Sequence[tuple[str, str]]:
        """What else the event asked, with the answers."""
        return particulars.spelled(self.applicant.application.told, self.applicant.told)

    @property
    def key(self) -> str:
        """The applicant and the version this page shows, as a decision sends them back."""
        return f"{self.applicant.id}.{self.applicant.version}"


@dataclass(frozen=True)
class PoolBoard:
    """The pool beside the queue: places by medium, how many are given, the card of who is shown."""

    pool: Pool
    taken: Mapping[Function, int]
    place: PoolPlace | None

    def offers(self, applicant: Applicant) -> bool:
        """Whether a place could be given to somebody."""
        slot = self.pool.slot_for(applicant.function)
        in_room = applicant.application.attendance is Attendance.ROOM
        return in_room and slot is not None and self.taken[slot.medium] < slot.places


@dataclass(frozen=True)
class Board:
    """Everything the page of the queue shows."""

    view: str
    counts: dict[str, int]
    page: Page[Applicant]
    rows: Sequence[Row]
    shown: Row | None  # the one in full
    following: Row | None  # the one after it
    places: Places | None  # None: of several events
    quotas: Sequence[tuple[str, int, int]]
    steps: Mapping[Step, int]  # about how many of the accepted each was done
    opening: str  # how an acceptance of who is shown begins
    pool: PoolBoard | None
    pending: Sequence[Decision]  # answers have not left yet
    leaves: str  # when those leave


def make(scope: Scope, now: datetime) -> Board:
    """The queue as the address asks for it."""
    view = request.args.get("view", USUAL)
    view = view if view in desk_queries.VIEWS else USUAL
    intake = queries.find_intake(scope.chosen) if scope.chosen else None
    found = page(_asked(scope, view, intake))
    rows = _rows(found.items, now)
    position = _position(rows)
    shown = rows[position] if rows else None
    pending = desk_queries.undoable(scope.where, now)
    return Board(
        view=view,
        counts=desk_queries.counts(scope.where),
        page=found,
        rows=rows,
        shown=shown,
        following=rows[position + 1] if position + 1 < len(rows) else None,
        places=seats.room_in(intake.category, now) if intake else None,
        quotas=checks.quotas(scope.chosen, intake) if scope.chosen and intake else (),
        steps=marks.counts(scope.where) if view == "accepted" else {},
        opening=_opening(shown.applicant) if shown else "",
        pool=_pool(scope, shown.applicant if shown else None),
        pending=pending,
        leaves=_last_leaves(pending, now) if pending else "",
    )


def leaves(moment: datetime, event: Event, now: datetime) -> str:
    """When an answer leaves, in words."""
    if moment <= now + GRACE:
        return _("The answers leave in a minute.")
    when = dates.short_moment(moment, event.timezone, current_language())
    return _("The answers leave on %(when)s.", when=when)


def held_until(intake: Intake, event: Event, now: datetime) -> datetime | None:
    """Until when answers are held, as clocks at the event show it."""
    ahead = intake.answers_at and intake.answers_at > now
    return to_local(intake.answers_at, event.timezone) if ahead and intake.answers_at else None


def _last_leaves(pending: Sequence[Decision], now: datetime) -> str:
    last = max(pending, key=lambda each: each.answer_at)
    return leaves(last.answer_at, last.applicant.event, now)


def _opening(applicant: Applicant) -> str:
    return answering.usual(applicant.event, Status.ACCEPTED, applicant.application.language)


def _pool(scope: Scope, shown: Applicant | None) -> PoolBoard | None:
    """The pool of the event that is shown, else of who is."""
    event = scope.chosen or (shown.event if shown else None)
    found = pool_queries.find(event) if event else None
    if found is None:
        return None
    place = pool_queries.place_of(shown) if shown else None
    return PoolBoard(found, pool_queries.taken(found), place)


def _asked(scope: Scope, view: str, intake: Intake | None) -> Select[Applicant]:
    wanted = desk_queries.queue(
        scope.where,
        view,
        query=request.args.get("q", ""),
        by_outlet=request.args.get("sort") == "outlet",
    )
    if intake and "missing" in request.args:
        wanted = wanted.where(desk_queries.lacks_papers(intake))
    marked = marks.having(request.args.get("marked", ""))
    return wanted if marked is None else wanted.where(marked)


def _rows(applicants: Sequence[Applicant], now: datetime) -> list[Row]:
    intakes, facts = desk_queries.intakes(applicants), checks.gather(applicants)
    done = marks.of(applicants)
    return [
        _row(each, intakes[each.event_id], facts, done.get(each.id, ()), now) for each in applicants
    ]


def _row(
    applicant: Applicant,
    intake: Intake,
    facts: checks.Facts,
    done: Sequence[Mark],
    now: datetime,
) -> Row:
    since = applicant.application.submitted_at or applicant.status_at
    return Row(
        applicant=applicant,
        checks=checks.checks(applicant, intake, facts),
        outlet_line=checks.outlet_line(applicant, intake, facts),
        waited=dates.waited(now - since, current_language()),
        history=facts.histories.get(applicant.id),
        marks=done,
        wish=facts.replacements.wishes.get(applicant.id),
        instead=facts.replacements.instead.get(applicant.id),
        can_be_replaced=replacing.is_ahead(applicant, now),
    )


def _position(rows: Sequence[Row]) -> int:
    """Which row stands in full: the one the address names, else the first."""
    wanted = request.args.get("open", type=record_number)
    found = [number for number, row in enumerate(rows) if row.applicant.id == wanted]
    return found[0] if found else 0
