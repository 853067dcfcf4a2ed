"""What applicants do: apply, save for later, add what is missing, withdraw, the second step."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l

from eventsapp.accreditation import letters, queries
from eventsapp.accreditation.details import Answers, Person
from eventsapp.accreditation.identities import IdentityDetails
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import LASTING, OPEN, Ask, Paper, Status
from eventsapp.accreditation.models import Applicant, Application, Document
from eventsapp.accreditation.sealing import seal
from eventsapp.contacts import outlets
from eventsapp.core import files
from eventsapp.core.errors import Refusal
from eventsapp.core.papers import Upload
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import services as registrations
from eventsapp.registration.mails import GRACE

CHANGEABLE = (Status.DRAFT, Status.SUBMITTED, Status.INCOMPLETE)


class ApplicationsClosed(Refusal):
    """Outside the window, or the event does not take the press."""

    message = _l("This event takes no applications of the press now.")


class DecidedAlready(Refusal):
    """The application can no longer be changed by its sender."""

    message = _l("This application has been decided. Write to the press contact about a change.")


def apply(
    event: Event,
    answers: Answers,
    *,
    now: datetime,
    draft: bool = False,
    former: Application | None = None,
) -> Applicant:
    """Send an application, or save it for later; give the sender's record.

    The same form sent twice makes one application. An address that has one already keeps it,
    and gets its link by mail. Papers of a `former` one that still count are attached again.
    Raises ApplicationsClosed.
    """
    if earlier := queries.find_by_form(event, answers.form_key):
        return earlier
    intake = require_open(event, now)
    if standing := queries.find_sent(event, answers.address):
        letters.send_link(standing, now)
        return standing
    application = Application(event=event, form_key=answers.form_key, created_at=now)
    application.language = answers.language
    db.session.add(application)
    _write(application, answers, now)
    if former:
        _attach_again(application, former, intake, now)
    if draft:
        letters.send_link(application.sender, now)
    else:
        submit(application, intake, now)
    return application.sender


def enter(event: Event, answers: Answers, *, now: datetime) -> Application:
    """Put an application into the queue, whatever the hour; nobody is written to."""
    application = Application(event=event, form_key=answers.form_key, created_at=now)
    application.language, application.submitted_at = answers.language, now
    db.session.add(application)
    _write(application, answers, now)
    for applicant in application.applicants:
        stand(applicant, Status.SUBMITTED, now)
    return application


def rewrite(application: Application, answers: Answers, *, now: datetime, draft: bool) -> None:
    """Store other answers while nothing is decided; a draft is sent unless kept as one.

    Raises DecidedAlready and ApplicationsClosed.
    """
    take_turn(application)
    if any(each.status not in (*CHANGEABLE, Status.WITHDRAWN) for each in application.applicants):
        raise DecidedAlready
    intake = require_open(application.event, now)
    _write(application, answers, now)
    if not draft:
        submit(application, intake, now)


def submit(application: Application, intake: Intake, now: datetime) -> None:
    """Put an application into the queue, marked when it is late, and say that it came."""
    is_first = application.submitted_at is None
    if is_first:
        application.submitted_at = now
        application.is_late = now >= intake.deadline
    for applicant in application.applicants:
        if applicant.status in CHANGEABLE:
            stand(applicant, Status.SUBMITTED, now)
    db.session.flush()
    if is_first:
        letters.send_received(application, intake, now)


def add_papers(application: Application, papers: Mapping[Paper, Upload], now: datetime) -> None:
    """Attach papers, each in place of the former one of its kind."""
    for paper, upload in papers.items():
        document = application.document(paper)
        if document is None:
            document = Document(paper=paper)
            application.documents.append(document)
        else:
            files.forget(document.file_key)
        document.file_key = files.store(upload.data, upload.suffix)
        document.media_type, document.size_bytes = upload.media_type, len(upload.data)
        document.uploaded_at = now


def withdraw(applicant: Applicant, *, now: datetime) -> None:
    """Take one person's application back, and give back the place; twice is harmless."""
    take_turn(applicant.application)
    if applicant.status not in (*OPEN, Status.DRAFT):
        return
    stand(applicant, Status.WITHDRAWN, now)
    letters.take_back_answers(applicant)
    if applicant.registration:
        registrations.cancel(applicant.registration, now=now)
    db.session.flush()


def complete(
    applicant: Applicant,
    *,
    identity: str,
    plate: str,
    details: IdentityDetails = IdentityDetails(),  # noqa: B008 -- nothing, and frozen
) -> None:
    """Note what is asked only of accepted people; it is stored sealed. Raises DecidedAlready."""
    take_turn(applicant.application)
    if applicant.status is not Status.ACCEPTED:
        raise DecidedAlready
    applicant.identity, applicant.plate = seal(identity), seal(plate)
    applicant.identity_details = details.sealed()
    db.session.flush()


def resend_link(event: Event, email: str, *, now: datetime) -> None:
    """Mail an address its link for this event, or a form filled in as it was the last time."""
    if standing := queries.find_sent(event, email):
        letters.send_link(standing, now)
    elif former := queries.find_former(event.organisation_id, email):
        letters.send_form(former, event, now)


def follow_registrations(now: datetime) -> int:
    """Withdraw those who gave their place back on the ticket page; return how many.

    Safe to repeat; runs every minute. It waits until the cancelling can no longer be undone.
    """
    gone = queries.accepted_without_place(since=now - GRACE)
    for applicant in gone:
        stand(applicant, Status.WITHDRAWN, now)
    db.session.flush()
    return len(gone)


def stand(applicant: Applicant, status: Status, now: datetime) -> None:
    """Note where somebody stands, and since when."""
    if applicant.status is not status:
        applicant.status, applicant.status_at = status, now


def require_open(event: Event, now: datetime) -> Intake:
    """How the event takes the press at this moment. Raises ApplicationsClosed."""
    intake = queries.find_intake(event)
    if intake is None or not queries.window(intake, event, now).takes:
        raise ApplicationsClosed
    return intake


def require_intake(event: Event) -> Intake:
    """How the event takes the press, whatever the moment: for the desk. Raises ApplicationsClosed."""
    intake = queries.find_intake(event)
    if intake is None:
        raise ApplicationsClosed
    return intake


def take_turn(application: Application) -> None:
    """Wait for who decides at this moment, then look anew where its people stand."""
    events.claim(application.event)
    for applicant in application.applicants:
        db.session.refresh(applicant)


def _write(application: Application, answers: Answers, now: datetime) -> None:
    organisation_id = application.event.organisation_id
    application.outlet = outlets.entered(organisation_id, answers.outlet, now=now)
    for name in ("attendance", "wants_pool", "equipment", "needs", "vehicle", "remarks", "told"):
        setattr(application, name, getattr(answers, name))
    application.import_id = None
    _regroup(application, answers.people, now)
    add_papers(application, answers.papers, now)
    db.session.flush()


def _attach_again(
    application: Application, former: Application, intake: Intake, now: datetime
) -> None:
    """Copy those papers of a former application that are asked and have not been sent anew."""
    for each in former.documents:
        counts = each.paper in LASTING and intake.is_asked(Ask(each.paper))
        if counts and not application.document(each.paper) and (data := files.open(each.file_key)):
            add_papers(application, {each.paper: Upload(data, each.media_type)}, now)


def _regroup(application: Application, people: tuple[Person, ...], now: datetime) -> None:
    """Give the application these people in turn; those beyond them are no longer of the crew."""
    for position, person in enumerate(people):
        if position == len(application.applicants):
            application.applicants.append(
                Applicant(event=application.event, position=position, status_at=now)
            )
        applicant = application.applicants[position]
        for name, value in vars(person).items():
            setattr(applicant, name, value)
        applicant.refresh_search_key()
    del application.applicants[len(people) :]
