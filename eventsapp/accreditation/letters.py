"""What accreditation writes: received, more needed, accepted, waiting list, declined, links, cards."""

from datetime import datetime, timedelta
from typing import Any

from eventsapp.accreditation import wording
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Application, Decision
from eventsapp.accreditation.outlet_models import Card
from eventsapp.calendars import services as calendars
from eventsapp.core import dates
from eventsapp.events.models import Event, Mode
from eventsapp.mail import queries as mail
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.models import Message, State
from eventsapp.organisations import senders
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
CARD = "accreditation/card"
RENEWAL = "accreditation/renewal"
CARD_WITHDRAWN = "accreditation/card_withdrawn"
LINK_EVERY = timedelta(minutes=10)  # asked for more often, the link still comes once


def send_received(application: Application, intake: Intake, now: datetime) -> None:
    """Tell the sender that the application came, with its number and the day of the answer."""
    sender = application.sender
    _send(
        RECEIVED,
        sender,
        key=f"accreditation:{application.id}:received",
        now=now,
        intake=intake,
        number=application.id,
        people=application.applicants,
        is_late=application.is_late,
    )


def send_link(applicant: Applicant, now: datetime) -> None:
    """The link to a saved or sent application."""
    turn = int(now.timestamp() // LINK_EVERY.total_seconds())
    _send(LINK, applicant, key=f"accreditation:{applicant.id}:link:{turn}", now=now)


def send_form(former: Applicant, event: Event, now: datetime) -> None:
    """The link to a form that is filled in as it was the last time."""
    turn = int(now.timestamp() // LINK_EVERY.total_seconds())
    language = former.application.language
    form = urls.absolute("accreditation.new", lang=language, slug=event.slug, former=former.token)
    _send(
        LINK,
        former,
        event=event,
        key=f"accreditation:{event.id}:{former.id}:{turn}",
        now=now,
        own_url=form,
    )


def send_answer(decision: Decision, intake: Intake, now: datetime) -> Message:
    """Queue the answer to a decision; it leaves when it can no longer be undone."""
    applicant = decision.applicant
    with locale.speaking(applicant.application.language):
        reason = wording.told(decision.reason)
    return _send(
        ANSWERS[decision.status],
        applicant,
        key=answer_key(decision),
        now=now,
        due_at=decision.answer_at,
        intake=intake,
        reason=reason,
        note=decision.note,
        **_calendar(decision, now),
    )


def take_back_answers(applicant: Applicant) -> int:
    """Withdraw answers that have not left yet; return how many there were."""
    keys = [answer_key(each) for each in applicant.decisions]
    return outbox.withdraw(topic=applicant.event.topic, keys=keys)


def send_again(decision: Decision) -> None:
    """Let an answer go out after all that was taken back before it left."""
    letter = mail.find(answer_key(decision))
    if letter and letter.state is State.WITHDRAWN:
        letter.state = State.QUEUED


def answer_key(decision: Decision) -> str:
    """Of the letter that a decision sends."""
    return f"accreditation:decision:{decision.id}"


def send_card(card: Card, now: datetime) -> None:
    """The press card itself."""
    _send_about_card(CARD, card, now, key=card.valid_until.isoformat())


def send_renewal(card: Card, now: datetime) -> None:
    """Word that the card runs out, and how to renew it."""
    _send_about_card(RENEWAL, card, now, key=card.valid_until.isoformat())


def send_card_withdrawn(card: Card, now: datetime) -> None:
    """Word that the card no longer counts, with the reason."""
    _send_about_card(CARD_WITHDRAWN, card, now, key="withdrawn")


def _send_about_card(template: str, card: Card, now: datetime, *, key: str) -> None:
    holder, language = card.organisation, card.language
    outbox.enqueue(
        template,
        to=card.email,
        name=card.name,
        language=language,
        key=f"{template}:{card.id}:{key}",
        topic=card.topic,
        now=now,
        reply_to=senders.reply_address(holder),
        **senders.of(holder, [language, holder.original_language]),
        card=card,
        scope=card.scope,
        until=dates.without_weekday(card.valid_until, language),
        year=card.valid_until.year,
        card_url=urls.absolute("press_cards.show", token=card.token),
    )


def _calendar(decision: Decision, now: datetime) -> dict[str, Any]:
    """What an answer brings with it: the entry and the code, or the end of both."""
    registration = decision.applicant.registration
    if registration is None:
        return {}
    if decision.status is Status.ACCEPTED:
        return {
            "calendar": mails.invite(registration, now) if registration.email else None,
            "qr": registration.qr_text if registration.category.mode is Mode.ROOM else "",
            "registration": registration,
            "ticket_url": urls.absolute("registration.show", token=registration.token),
        }
    if decision.status is Status.REVOKED and registration.email:
        recipe = calendars.uninvite(registration.event, address=registration.email, now=now)
        return {"calendar": recipe}
    return {}


def _send(
    template: str,
    applicant: Applicant,
    *,
    event: Event | None = None,
    intake: Intake | None = None,
    calendar: dict[str, Any] | None = None,
    **more: Any,
) -> Message:
    event, language = event or applicant.event, applicant.application.language
    if applicant.address is None:
        raise ValueError(f"applicant {applicant.id} has no address")
    return outbox.enqueue(
        template,
        to=applicant.address,
        name=applicant.name,
        language=language,
        topic=event.topic,
        reply_to=(calendar or {}).get("organizer") or reply_address(event),  # RFC 6047 §2.3
        calendar=calendar,
        **({"own_url": urls.absolute("accreditation.show", token=applicant.token)} | more),
        **_words(applicant, event, intake, language),
    )


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
