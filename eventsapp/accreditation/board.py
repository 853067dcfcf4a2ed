"""What the queue shows: one page of rows with their checks, one applicant in full, the places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import request
from flask_babel import gettext as _
from sqlalchemy import Select

from eventsapp.accreditation import checks, desk_queries
from eventsapp.accreditation.checks import Check, History
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.models import Applicant, Decision
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

    @property
    def key(self) -> str:
        """The applicant and the version this page shows, as a decision sends them back."""
        return f"{self.applicant.id}.{self.applicant.version}"


@dataclass(frozen=True)
class Board:
    """Everything the page of the queue shows."""

    intake: Intake
    view: str
    counts: dict[str, int]
    page: Page[Applicant]
    rows: Sequence[Row]
    shown: Row | None  # the one in full
    following: Row | None  # the one after it
    places: Places
    quotas: Sequence[tuple[str, int, int]]
    pending: Sequence[Decision]  # answers have not left yet
    leaves: str  # when those leave


def make(event: Event, intake: Intake, now: datetime) -> Board:
    """The queue as the address asks for it."""
    view = request.args.get("view", USUAL)
    view = view if view in desk_queries.VIEWS else USUAL
    found = page(_asked(event, view))
    facts = checks.gather(event, found.items)
    rows = [_row(each, intake, facts, now) for each in found.items]
    position = _position(rows)
    pending = desk_queries.undoable(event, now)
    return Board(
        intake=intake,
        view=view,
        counts=desk_queries.counts(event),
        page=found,
        rows=rows,
        shown=rows[position] if rows else None,
        following=rows[position + 1] if position + 1 < len(rows) else None,
        places=seats.room_in(intake.category, now),
        quotas=checks.quotas(event, intake),
        pending=pending,
        leaves=leaves(max(each.answer_at for each in pending), event, now) if pending else "",
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


def _asked(event: Event, view: str) -> Select[Applicant]:
    return desk_queries.queue(
        event,
        view,
        query=request.args.get("q", ""),
        missing="missing" in request.args,
        by_outlet=request.args.get("sort") == "outlet",
    )


def _row(applicant: Applicant, intake: Intake, facts: checks.Facts, now: datetime) -> Row:
    since = applicant.application.submitted_at or applicant.status_at
    return Row(
        applicant=applicant,
        checks=checks.checks(applicant, intake, facts),
        outlet_line=checks.outlet_line(applicant, intake, facts),
        waited=dates.waited(now - since, current_language()),
        history=facts.histories.get(applicant.email or ""),
    )


def _position(rows: Sequence[Row]) -> int:
    """Which row stands in full: the one the address names, else the first."""
    wanted = request.args.get("open", type=record_number)
    found = [number for number, row in enumerate(rows) if row.applicant.id == wanted]
    return found[0] if found else 0
