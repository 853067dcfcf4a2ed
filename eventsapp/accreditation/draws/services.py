"""More applications than places: choosing by ordered criteria, and among equals by lot.

The lot of an applicant is the SHA-256 of `seed:number`, so that the record can be checked.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation import checks, deciding, limits, queries
from eventsapp.accreditation.checks import Facts
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.draws.models import Criterion, Draw
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Attendance, Status
from eventsapp.accreditation.models import Applicant, Application, Decision
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import seats


class NobodyWaits(Refusal):
    """No application for the room is to be reviewed."""

    message = _l("No application for the room waits for a decision.")


def draw(
    event: Event,
    criteria: Sequence[Criterion],
    *,
    places: int,
    by: int | None,
    now: datetime,
    seed: str = "",
) -> list[Decision]:
    """Accept the first of all who wait, as many as there are places, and let the others wait.

    Limits of outlets and quotas hold; who goes beyond one gives way to the next. Nobody hears of
    it for a minute. Raises NobodyWaits and PlacesExceeded.
    """
    event = events.claim(event)
    intake, candidates = queries.find_intake(event), waiting(event)
    if intake is None or not candidates:
        raise NobodyWaits
    seed = seed or secrets.token_hex(16)
    ranked = rank(candidates, criteria, checks.gather(candidates), seed)
    accepted = _first_that_fit(ranked, places, intake, limits.by_outlet(event))
    ranking = [[each.id, each in accepted] for each in ranked]
    made = Draw(event_id=event.id, made_by_id=by, made_at=now, places=places, seed=seed)
    made.criteria, made.ranking = [each.value for each in criteria], ranking
    db.session.add(made)
    rest = [each for each in ranked if each not in accepted]
    return [
        decision
        for status, people in ((Status.ACCEPTED, accepted), (Status.WAITLISTED, rest))
        if people
        for decision in deciding.decide(event, _versions(people), Verdict(status), by=by, now=now)
    ]


def waiting(event: Event) -> Sequence[Applicant]:
    """Who takes part in a draw: those to be reviewed who want to come into the room."""
    return db.session.scalars(
        select(Applicant)
        .join(Applicant.application)
        .where(
            Applicant.event_id == event.id,
            Applicant.status == Status.SUBMITTED,
            Application.attendance == Attendance.ROOM,
        )
        .options(*queries.FULL)
        .order_by(Applicant.id)
    ).all()


def free_places(intake: Intake, now: datetime) -> int | None:
    """How many of the places of the press are left; None without a limit."""
    return seats.room_in(intake.category, now).left


def rank(
    candidates: Sequence[Applicant], criteria: Sequence[Criterion], facts: Facts, seed: str
) -> list[Applicant]:
    """The candidates in their order: the same for the same seed."""
    by_lot = sorted(candidates, key=lambda each: lot(seed, each.id))
    turn, before = Counter[int | None](), dict[int, int]()
    for each in by_lot:
        outlet_id = each.application.outlet_id
        before[each.id] = turn[outlet_id] if outlet_id else 0
        turn[outlet_id] += 1

    def standing(applicant: Applicant) -> tuple[int, ...]:
        values = {
            Criterion.IN_TIME: int(applicant.application.is_late),
            Criterion.CARD: int(facts.card(applicant) is None),
            Criterion.KNOWN: int(applicant.id not in facts.histories),
            Criterion.EACH_OUTLET: before[applicant.id],
        }
        return tuple(values[each] for each in criteria)

    return sorted(by_lot, key=standing)


def lot(seed: str, number: int) -> str:
    """What the lot gave an applicant; the lowest comes first."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def made(event: Event) -> Sequence[Draw]:
    """The draws of an event, the last first."""
    return db.session.scalars(
        select(Draw)
        .where(Draw.event_id == event.id)
        .options(joinedload(Draw.made_by))
        .order_by(Draw.id.desc())
    ).all()


def people_of(draws: Sequence[Draw]) -> dict[int, Applicant]:
    """Everybody who took part in some draws, by number."""
    numbers = {number for each in draws for number, _accepted in each.ranking}
    wanted = select(Applicant).where(Applicant.id.in_(numbers)).options(*queries.FULL)
    return {each.id: each for each in db.session.scalars(wanted)} if numbers else {}


def _first_that_fit(
    ranked: Sequence[Applicant], places: int, intake: Intake, accepted: Counter[Outlet]
) -> list[Applicant]:
    chosen: list[Applicant] = []
    for each in ranked:
        outlet = each.application.outlet
        if len(chosen) < places and not limits.exceeded(intake, accepted, Counter([outlet])):
            chosen.append(each)
            accepted += Counter({outlet: 1} if outlet else {})
    return chosen


def _versions(people: Sequence[Applicant]) -> dict[int, int | None]:
    return {each.id: each.version for each in people}
