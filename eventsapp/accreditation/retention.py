"""How long applicants are known: document numbers until the event is over, the rest as registrants."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select

from eventsapp.accreditation import letters, queries, seating, services
from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.imports import services as imports
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import LASTING, OPEN, Paper, Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.accreditation.pool import services as pool
from eventsapp.accreditation.replacing import services as replacing
from eventsapp.accreditation.security import links as security_links
from eventsapp.core import files
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.registration.models import Registration
from eventsapp.registration.retention import is_due

CARD_KEPT = timedelta(days=365)  # after its last day, so that the next one finds it


def erase_due(now: datetime) -> int:
    """Erase what is no longer needed; return how many records that were.

    Safe to repeat. Runs nightly; numbers and states stay.
    """
    erased = _erase_identities(now) + _erase_people(now) + _erase_cards(now)
    db.session.flush()
    return erased


def follow_erased(now: datetime) -> int:
    """Forget those who have had their data deleted on the ticket page; return how many.

    Safe to repeat; runs every minute.
    """
    wanted = select(Applicant).join(Applicant.registration)
    gone = wanted.where(Registration.erased_at.is_not(None), Applicant.erased_at.is_(None))
    people = db.session.scalars(gone).all()
    for applicant in people:
        forget(applicant, now)
    db.session.flush()
    return len(people)


def forget(applicant: Applicant, now: datetime) -> None:
    """Forget one person who asks for it: they do not come, and only the number stays.

    The card and the portrait are of the one who applied and go with that person; what else was
    attached goes with the last of the crew.
    """
    letters_topic, address = applicant.event.topic, applicant.email
    _end(applicant, now)
    pool.forget(applicant)
    replacing.forget(applicant)
    applicant.erase(now)
    if applicant.is_sender:
        _forget_papers(applicant.application, LASTING)
    for decision in applicant.decisions:
        decision.note = decision.words = ""
    if all(each.erased_at for each in applicant.application.applicants):
        _forget(applicant.application)
    if address:
        outbox.erase(topic=letters_topic, recipient=address)


def _end(applicant: Applicant, now: datetime) -> None:
    """Let nobody decide about who is not known any more, and give the place back."""
    if applicant.event.is_over(now) or applicant.status not in (*OPEN, Status.DRAFT):
        return
    services.stand(applicant, Status.WITHDRAWN, now)
    letters.take_back_answers(applicant)
    if applicant.registration:
        seating.give_up(applicant.registration, now)


def forget_papers(event: Event) -> None:
    """Delete the papers of all applications for an event, imported files, the letters to security."""
    sent = select(Application).where(Application.event_id == event.id)
    for application in db.session.scalars(sent):
        _forget(application)
    imports.forget_files(event)
    security_links.forget_all(event)


def forget_card(card: Card, _now: datetime) -> None:
    """Forget a press card and what was written about it."""
    outbox.erase(topic=card.topic)
    db.session.delete(card)


def forget_contact(intake: Intake, _now: datetime) -> None:
    """Forget to whom the security list of an event goes."""
    intake.security_name, intake.security_email = "", None


def _erase_identities(now: datetime) -> int:
    found = db.session.scalars(
        _of_past_events(now).where(
            or_(Applicant.identity != "", Applicant.identity_details != "", Applicant.plate != "")
        )
    ).all()
    over = [applicant for applicant in found if applicant.event.is_over(now)]
    for applicant in over:
        applicant.forget_documents()
    return len(over)


def _erase_people(now: datetime) -> int:
    found = db.session.scalars(_of_past_events(now).where(Applicant.erased_at.is_(None))).all()
    due = [applicant for applicant in found if is_due(applicant.event, now)]
    for event in {applicant.event for applicant in due}:
        imports.forget_files(event)
        if intake := queries.find_intake(event):
            forget_contact(intake, now)
        security_links.forget_all(event)
    for application in {applicant.application for applicant in due}:
        _forget(application)
    for applicant in due:
        pool.forget(applicant)
        replacing.forget(applicant)
        applicant.erase(now)
        for decision in applicant.decisions:
            decision.note = decision.words = ""
    return len(due)


def _erase_cards(now: datetime) -> int:
    cards = db.session.scalars(
        select(Card).where(Card.valid_until < (now - CARD_KEPT).date())
    ).all()
    for card in cards:
        forget_card(card, now)
    return len(cards)


def _forget(application: Application) -> None:
    """Forget what an application said, and delete its papers."""
    _forget_papers(application, Paper)
    application.equipment = application.needs = application.vehicle = application.remarks = ""
    application.told = {}
    application.form_key = None


def _forget_papers(application: Application, papers: Iterable[Paper]) -> None:
    wanted = set(papers)
    for document in [each for each in application.documents if each.paper in wanted]:
        files.forget(document.file_key)
        application.documents.remove(document)


def _of_past_events(now: datetime) -> Select[Applicant]:
    over = func.coalesce(Event.ends_at, Event.starts_at) < now
    return select(Applicant).join(Applicant.event).where(over, Event.state != State.POSTPONED)
