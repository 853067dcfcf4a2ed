"""What accreditation writes to applicants: received, more needed, the answers, links."""

from datetime import datetime, timedelta
from typing import Any

from eventsapp.accreditation import wording
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Application, Decision
from eventsapp.accreditation.pool import queries as pool_queries
from eventsapp.calendars import services as calendars
from eventsapp.core import dates
from eventsapp.events.category_models import Mode
from eventsapp.events.models import Event
from eventsapp.mail import queries as mail
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.models import State
from eventsapp.registration import mails
from eventsapp.registration.letterhead import letterhead, reply_address
from eventsapp.web import locale

RECEIVED = "accreditation/received"
LINK = "accreditation/link"
ANSWERS = {
    Status.INCOMPLETE: "accreditation/more",
    Status.ACCEPTED: "accreditation/accepted",
    Status.WAITLISTED: "accreditation/waitlisted",
    Status.DECLINED: "accreditation/declined",
    Status.REVOKED: "accreditation/revoked",
}
ANSWER_KEY = "accreditation:decision:"  # before the number of the decision
LINK_EVERY = timedelta(minutes=10)  # asked for more often, the link still comes once


def send_received(application: Application, intake: Intake, now: datetime) -> None:
    """Tell the sender that the application came, with its number and the day of the answer."""
    sender = application.sender
    send(
        RECEIVED,
        sender,
        key=_received_key(application),
        now=now,
        intake=intake,
        number=application.id,
        people=application.applicants,
        is_late=application.is_late,
    )


def take_back_received(application: Application) -> bool:
    """Withdraw the word that it came; False where that has gone out."""
    return outbox.withdraw(topic=application.event.topic, keys=[_received_key(application)]) > 0


def send_link(applicant: Applicant, now: datetime) -> None:
    """The link to a saved or sent application."""
    turn = int(now.timestamp() // LINK_EVERY.total_seconds())
    send(LINK, applicant, key=f"accreditation:{applicant.id}:link:{turn}", now=now)


def send_form(former: Applicant, event: Event, now: datetime) -> None:
    """The link to a form that is filled in as it was the last time."""
    turn = int(now.timestamp() // LINK_EVERY.total_seconds())
    language = former.application.language
    form = urls.absolute("accreditation.new", lang=language, slug=event.slug, former=former.token)
    send(
        LINK,
        former,
        event=event,
        key=f"accreditation:{event.id}:{former.id}:{turn}",
        now=now,
        own_url=form,
    )


def answer_at(intake: Intake, now: datetime) -> datetime:
    """When the answer to a decision made now leaves."""
    return max(now + mails.GRACE, intake.answers_at or now)


def send_answer(decision: Decision, intake: Intake, now: datetime) -> None:
    """Queue the answer to a decision; it leaves when it can no longer be undone."""
    if is_reachable(decision.applicant):
        outbox.enqueue(ANSWERS[decision.status], **_answer(decision, intake, now))


def rewrite_answer(applicant: Applicant, intake: Intake, now: datetime) -> bool:
    """Let an answer that has not left say how things are now; whether there was one."""
    standing = [each for each in applicant.decisions if each.undone_at is None]
    is_last = bool(standing) and standing[-1].status is applicant.status
    if not is_last or not is_reachable(applicant):
        return False
    answer = _answer(standing[-1], intake, now)
    return outbox.rewrite(ANSWERS[applicant.status], **answer) is not None


def take_back_answers(applicant: Applicant) -> int:
    """Withdraw answers that have not left yet; return how many there were."""
    keys = [answer_key(each) for each in applicant.decisions]
    return outbox.withdraw(topic=applicant.event.topic, keys=keys)


def send_again(decision: Decision) -> None:
    """Let an answer go out after all that was taken back before it left."""
    letter = mail.find(answer_key(decision))
    if letter and letter.state is State.WITHDRAWN:
        letter.state = State.QUEUED


def _received_key(application: Application) -> str:
    """With its hour: numbers of applications that were taken back can be given again."""
    at = application.submitted_at or application.created_at
    return f"accreditation:{application.id}:received:{at.isoformat()}"


def answer_key(decision: Decision) -> str:
    """Of the letter that a decision sends."""
    return f"{ANSWER_KEY}{decision.id}"


def _calendar(decision: Decision, intake: Intake, now: datetime) -> dict[str, Any]:
    """What an answer brings with it: the entry, the code and the badge, or the end of all."""
    registration = decision.applicant.registration
    if registration is None:
        return {}
    if decision.status is Status.ACCEPTED:
        in_room = registration.category.mode is Mode.ROOM
        return {
            "calendar": mails.invite(registration, now) if registration.email else None,
            "qr": registration.qr_text if in_room else "",
            "paper": {"badge": registration.id} if in_room and intake.sends_badge else None,
            "registration": registration,
            "ticket_url": urls.absolute("registration.show", token=registration.token),
        }
    if decision.status is Status.REVOKED and registration.email:
        recipe = calendars.uninvite(registration.event, address=registration.email, now=now)
        return {"calendar": recipe}
    return {}


def _answer(decision: Decision, intake: Intake, now: datetime) -> dict[str, Any]:
    """The letter that a decision sends: to whom, when, and what its words are made of."""
    applicant = decision.applicant
    event, language = applicant.event, applicant.application.language
    title = event.titles.read([language, event.original_language]).text
    with locale.speaking(language):
        reason = wording.told(decision.reason)
        opening = decision.words or wording.opening(decision.status, title)
    is_accepted = decision.status is Status.ACCEPTED
    return _letter(
        applicant,
        key=answer_key(decision),
        now=now,
        due_at=decision.answer_at,
        intake=intake,
        opening=opening,
        reason=reason,
        note=decision.note,
        **_calendar(decision, intake, now),
        **(about_pool(applicant) if is_accepted else {}),
    )


def about_pool(applicant: Applicant) -> dict[str, Any]:
    """Whether there is a place in the pool, what goes with it; nothing to who did not ask."""
    event, language = applicant.event, applicant.application.language
    pool, place = pool_queries.find(event), pool_queries.place_of(applicant)
    if pool is None or not (place or applicant.application.wants_pool):
        return {"pool": None}
    order = [language, event.original_language]
    with locale.speaking(language):
        medium = str(wording.FUNCTIONS[applicant.function])
    told = {
        "number": place and place.number,
        "medium": medium,
        "handout": pool.handout_at and dates.moment(pool.handout_at, event.timezone, language),
        "where": pool.handout_place.read(order).text,
        "must_share": pool.must_share,
        "sharing": pool.sharing.read(order).text,
    }
    return {"pool": told}


def is_reachable(applicant: Applicant) -> bool:
    """Whether there is an address; none once who answers for one of a crew has been erased."""
    return applicant.address is not None


def send(template: str, applicant: Applicant, **given: Any) -> None:
    """Queue a letter to an applicant who can be reached."""
    if is_reachable(applicant):
        outbox.enqueue(template, **_letter(applicant, **given))


def _letter(
    applicant: Applicant,
    *,
    event: Event | None = None,
    intake: Intake | None = None,
    calendar: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """What the outbox is given for a letter to an applicant."""
    event, language = event or applicant.event, applicant.application.language
    if applicant.address is None:
        raise ValueError(f"applicant {applicant.id} has no address")
    own_url = urls.absolute("accreditation.show", token=applicant.token)
    return {
        "to": applicant.address,
        "name": applicant.name,
        "language": language,
        "topic": event.topic,
        "reply_to": (calendar or {}).get("organizer") or reply_address(event),  # RFC 6047 §2.3
        "calendar": calendar,
        "own_url": own_url,
        **more,
        **_words(applicant, event, intake, language),
    }


def _words(
    applicant: Applicant, event: Event, intake: Intake | None, language: str
) -> dict[str, Any]:
    """What every letter to an applicant knows."""
    order = [language, event.original_language]
    with locale.speaking(language):
        known = {
            "applicant": applicant,
            "function": str(wording.FUNCTIONS[applicant.function]),
            "outlet": applicant.outlet_name,
            "stream_url": event.online_url if event.online_is_public else "",
        }
    if intake is not None:
        answer_by = intake.answer_by
        known |= {
            "instructions": intake.instructions.read(order).text,
            "has_second_step": intake.has_second_step,
            "answer_by": answer_by and dates.moment(answer_by, event.timezone, language),
        }
    return letterhead(event, language) | known
