"""Steps done about accepted people: noted, counted, taken back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation.desk_queries import of_event
from eventsapp.accreditation.kinds import Status, Step
from eventsapp.accreditation.marks.models import Mark
from eventsapp.accreditation.models import Applicant
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db

BY_HAND = (Step.PRINTED, Step.HANDED_OUT)
WITH_IT = {Step.HANDED_OUT: Step.PRINTED}  # a badge that was handed out has been printed
LACKS = "no-"  # before a step: who lacks it


def note(
    event: Event,
    step: Step,
    *,
    by: int | None,
    now: datetime,
    ids: Iterable[int] | None = None,
) -> list[Mark]:
    """Note a step for these people, else for all; give what is new.

    Only accepted people are noted, each once. The event's row keeps two who do it at once apart.
    """
    event = events.claim(event)
    steps = (WITH_IT[step], step) if step in WITH_IT else (step,)
    made = [
        Mark(applicant_id=number, step=each, made_at=now, made_by_id=by)
        for each in steps
        for number in _without(event, each, ids)
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def take_back(event: Event, ids: Iterable[int]) -> None:
    """Forget steps that were noted by hand; twice is harmless."""
    theirs = select(Applicant.id).where(of_event(event))
    db.session.execute(
        delete(Mark).where(
            Mark.id.in_(list(ids)), Mark.step.in_(BY_HAND), Mark.applicant_id.in_(theirs)
        )
    )


def undo(applicant_id: int, step: Step) -> None:
    """Forget a step of one person, and what was noted along with it; twice is harmless."""
    theirs = Mark.applicant_id == applicant_id
    noted_at = select(Mark.made_at).where(theirs, Mark.step == step).scalar_subquery()
    along = Mark.step.in_((step, WITH_IT.get(step, step)))
    db.session.execute(delete(Mark).where(theirs, along, Mark.made_at == noted_at))


def of(applicants: Sequence[Applicant]) -> Mapping[int, Sequence[Mark]]:
    """What has been done about these people, by their number, the first step first."""
    found: dict[int, list[Mark]] = {}
    wanted = select(Mark).where(Mark.applicant_id.in_([each.id for each in applicants]))
    for mark in db.session.scalars(wanted.options(joinedload(Mark.made_by)).order_by(Mark.id)):
        found.setdefault(mark.applicant_id, []).append(mark)
    order = list(Step)
    return {
        number: sorted(marks, key=lambda each: order.index(each.step))
        for number, marks in found.items()
    }


def counts(where: ColumnElement[bool]) -> dict[Step, int]:
    """About how many of the accepted of a queue each step was done."""
    found = db.session.execute(
        select(Mark.step, func.count())
        .join(Mark.applicant)
        .where(where, Applicant.status == Status.ACCEPTED)
        .group_by(Mark.step)
    )
    return dict.fromkeys(Step, 0) | {step: number for step, number in found}  # noqa: C416 -- rows are not pairs to mypy


def having(choice: str) -> ColumnElement[bool] | None:
    """Those about whom a step was done, or with `no-` before it was not; None for another word."""
    name = choice.removeprefix(LACKS)
    if name not in list(Step):
        return None
    done = select(Mark.id).where(Mark.applicant_id == Applicant.id, Mark.step == Step(name))
    return ~done.exists() if choice.startswith(LACKS) else done.exists()


def _without(event: Event, step: Step, ids: Iterable[int] | None) -> Sequence[int]:
    """The accepted people of an event, or those of them with a number, who lack a step."""
    noted = select(Mark.applicant_id).where(Mark.step == step)
    wanted = select(Applicant.id).where(
        of_event(event), Applicant.status == Status.ACCEPTED, Applicant.id.not_in(noted)
    )
    if ids is not None:
        wanted = wanted.where(Applicant.id.in_(list(ids)))
    return db.session.scalars(wanted.order_by(Applicant.id)).all()
