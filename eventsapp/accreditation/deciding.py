"""Decisions about applicants: made for several at once, recorded, answered after a minute, undone.

An acceptance takes a seat of the press under the event's row, so that the last one goes to one
person. What a colleague decided a moment ago is never written over.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from flask_babel import lazy_gettext as _l

from eventsapp.accreditation import desk_queries, letters, limits, queries, seating
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Reason, Status
from eventsapp.accreditation.models import Applicant, Decision
from eventsapp.accreditation.pool import services as pool
from eventsapp.accreditation.services import ApplicationsClosed, stand
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import queries as outbox
from eventsapp.mail.models import OPEN_STATES
from eventsapp.registration import queries as registered
from eventsapp.registration import seats
from eventsapp.registration import services as registrations
from eventsapp.registration.details import AttendeeDetails

DECIDABLE = {
    Status.INCOMPLETE: (Status.SUBMITTED, Status.WAITLISTED),
    Status.ACCEPTED: (Status.SUBMITTED, Status.INCOMPLETE, Status.WAITLISTED, Status.DECLINED),
    Status.WAITLISTED: (Status.SUBMITTED, Status.INCOMPLETE, Status.DECLINED),
    Status.DECLINED: (Status.SUBMITTED, Status.INCOMPLETE, Status.WAITLISTED, Status.ACCEPTED),
}  # what can be decided, and from where


class NoSuchDecision(Refusal):
    """Not from where the applicant stands, or with something missing."""

    message = _l("This cannot be decided about the people you chose.")


class ReasonMissing(Refusal):
    """Declined without a reason."""

    message = _l("Choose a reason: it is written to the applicant.")
    status = 422


class WordsMissing(Refusal):
    """Asked for more without saying what."""

    message = _l("Write what is needed.")
    status = 422


class PlacesExceeded(Refusal):
    """More people accepted than there are places for the press."""

    message = _l(
        "There are not enough places left. Tick “Accept beyond the places” to do it all the same."
    )


class AcceptedTwice(Refusal):
    """The same address has been accepted in another application."""

    message = _l("One of these people is accepted already, in another application.")


class AnswerGone(Refusal):
    """Too late to undo."""

    message = _l("The answer has already gone out. Decide anew instead.")


class DecidedMeanwhile(Refusal):
    """A colleague was quicker; `applicants` stand otherwise than on the page."""

    message = _l("A colleague has decided meanwhile.")

    def __init__(self, applicants: Sequence[Applicant]) -> None:
        super().__init__()
        self.applicants = applicants


@dataclass(frozen=True)
class Verdict:
    """What is decided, and what the applicants are told."""

    status: Status
    reason: Reason | None = None
    note: str = ""
    beyond: bool = False  # accept more than there are places
    pool: bool = False  # accept with a place in the pool
    words: Mapping[str, str] = field(default_factory=dict)  # how the answer begins, by language

    def require_words(self) -> None:
        """Raises ReasonMissing and WordsMissing where the applicant would not learn why."""
        if self.status is Status.DECLINED and self.reason is None:
            raise ReasonMissing
        explains = self.reason is Reason.OTHER or self.status is Status.INCOMPLETE
        if explains and not self.note:
            raise WordsMissing


def decide(
    event: Event,
    versions: Mapping[int, int | None],
    verdict: Verdict,
    *,
    by: int | None,
    now: datetime,
) -> list[Decision]:
    """Decide about some applicants, as they stood in these versions; all of them or none.

    The answers leave after a minute, or when the intake holds them until. Where nothing takes
    place people are declined alone. Raises ApplicationsClosed, DecidedMeanwhile, NoSuchDecision, PlacesExceeded, LimitExceeded, ReasonMissing and
    WordsMissing, and with the pool PoolFull and NotForPool.
    """
    verdict.require_words()
    event = events.claim(event)
    if verdict.status is not Status.DECLINED and not seats.takes_by_hand(event):
        raise ApplicationsClosed
    applicants = desk_queries.chosen(desk_queries.of_event(event), versions)
    intake = queries.find_intake(event)
    if intake is None or not applicants:
        raise NoSuchDecision
    changed = [each for each in applicants if versions[each.id] not in (None, each.version)]
    if changed:
        raise DecidedMeanwhile(changed)
    if any(each.status not in DECIDABLE[verdict.status] for each in applicants):
        raise NoSuchDecision
    if verdict.status is Status.ACCEPTED and not verdict.beyond:
        _require_room(applicants, intake, now)
        limits.require_within(event, applicants, intake)
    return [_decide(each, verdict, intake, by, now) for each in applicants]


def decide_all(
    applicants: Sequence[Applicant],
    versions: Mapping[int, int | None],
    verdict: Verdict,
    *,
    by: int | None,
    now: datetime,
) -> list[Decision]:
    """Decide about applicants of several events, given event by event; raises what `decide` does."""
    if not applicants:
        raise NoSuchDecision
    return [
        made
        for event, people in groupby(applicants, key=lambda each: each.event)
        for made in decide(
            event, {each.id: versions[each.id] for each in people}, verdict, by=by, now=now
        )
    ]


def undo(decisions: Sequence[Decision], *, now: datetime) -> None:
    """Let the applicants stand where they stood before; nobody has heard of it yet.

    Twice is harmless. Raises AnswerGone and DecidedMeanwhile, and EventFull and AlreadyRegistered
    where somebody has the place, or the person another one, by now.
    """
    for decision in decisions:
        events.claim(decision.applicant.event)
        db.session.refresh(decision)
        db.session.refresh(decision.applicant)
        if decision.undone_at is None:
            _undo(decision, now)
    db.session.flush()


def hold_answers(intake: Intake, until: datetime | None) -> None:
    """Let answers that are decided from now on wait until this moment; None for a minute."""
    intake.answers_at = until
    db.session.flush()


def _decide(
    applicant: Applicant, verdict: Verdict, intake: Intake, by: int | None, now: datetime
) -> Decision:
    before, status = applicant.status, status_after(applicant, verdict)
    if before is not Status.SUBMITTED:
        letters.take_back_answers(applicant)  # an answer that was overtaken before it left
    moved_from = _seat(applicant, intake, now) if status is Status.ACCEPTED else None
    decision = Decision(
        applicant=applicant,
        before=before,
        status=status,
        reason=verdict.reason,
        note=verdict.note,
        words=verdict.words.get(applicant.application.language, ""),
        moved_from=moved_from,
        decided_by_id=by,
        decided_at=now,
        answer_at=letters.answer_at(intake, now),
    )
    db.session.add(decision)
    stand(applicant, status, now)
    db.session.flush()
    if status is Status.ACCEPTED:
        _place_in_pool(applicant, verdict, now)
    letters.send_answer(decision, intake, now)
    if status is Status.REVOKED and applicant.registration:
        seating.give_up(applicant.registration, now, by_organiser=True)
    return decision


def _place_in_pool(applicant: Applicant, verdict: Verdict, now: datetime) -> None:
    """Give the place that was meant with the acceptance; one of an earlier acceptance ends."""
    pool.forget(applicant)
    if verdict.pool:
        pool.seat(applicant, now=now)


def status_after(applicant: Applicant, verdict: Verdict) -> Status:
    """Where a verdict leaves somebody: who was accepted is not declined but revoked."""
    takes_back = applicant.status is Status.ACCEPTED and verdict.status is Status.DECLINED
    return Status.REVOKED if takes_back else verdict.status


def _require_room(applicants: Sequence[Applicant], intake: Intake, now: datetime) -> None:
    """Places for all of them, in the room and online."""
    wanted = Counter(intake.category_for(each.application.attendance) for each in applicants)
    for category, persons in wanted.items():
        if not seats.room_in(category, now).has_room(persons):
            raise PlacesExceeded


def _seat(applicant: Applicant, intake: Intake, now: datetime) -> Category | None:
    """Register somebody in the places of the press; give the category they were in before."""
    email = applicant.email or ""
    category = intake.category_for(applicant.application.attendance)
    former = registered.find_live(applicant.event, email) if email else None
    moved_from = former.category if former else None
    if moved_from and moved_from.for_press:
        raise AcceptedTwice
    details = AttendeeDetails(
        name=applicant.name,
        email=email,
        category_id=category.id,
        language=applicant.application.language,
        phone=applicant.phone,
        organisation_name=applicant.outlet_name,
    )
    applicant.registration = registrations.admit(category, details, standing=former, now=now)
    return moved_from


def _undo(decision: Decision, now: datetime) -> None:
    applicant = decision.applicant
    if applicant.status is not decision.status or applicant.erased_at:
        raise DecidedMeanwhile([applicant])
    if letters.is_reachable(applicant) and not _take_back(decision):
        raise AnswerGone
    if decision.status is Status.ACCEPTED:
        seating.take_away(decision, now)
    elif decision.status is Status.REVOKED:
        seating.take_again(decision, now)
    stand(applicant, decision.before, now)
    decision.undone_at = now
    if overtaken := _standing_before(decision):
        letters.send_again(overtaken)


def _take_back(decision: Decision) -> bool:
    """Whether the answer could be withdrawn."""
    letter = outbox.find(letters.answer_key(decision))
    waits = letter is not None and letter.state in OPEN_STATES
    return waits and letters.take_back_answers(decision.applicant) > 0


def _standing_before(decision: Decision) -> Decision | None:
    """The decision whose answer this one had taken back, and which counts again."""
    earlier = [
        each
        for each in decision.applicant.decisions
        if each.id < decision.id and each.undone_at is None
    ]
    return earlier[-1] if earlier and earlier[-1].status is decision.before else None
