"""The letters of an invitation: it itself with its papers, the reminder, and what was noted.

What everybody reads in one language is rendered once for each round; the letter on paper is drawn
for each person when the mail leaves.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from eventsapp.calendars import services as calendars
from eventsapp.core import dates
from eventsapp.core.database import begin_reading
from eventsapp.core.tokens import spell_code
from eventsapp.documents import house
from eventsapp.documents import letters as papers
from eventsapp.documents.kinds import Format, Kind
from eventsapp.documents.mailed import Paper
from eventsapp.events.category_models import Mode
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.invitations import queries
from eventsapp.invitations.audience import REMINDER, TEMPLATE
from eventsapp.invitations.models import Answer, Invitee, Round
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.circulars import UNSUBSCRIBE, Circular, Copy, enqueue_all
from eventsapp.mail.rendering import Written
from eventsapp.registration import mails
from eventsapp.registration import queries as registrations
from eventsapp.registration.entry import letters as entry_letters
from eventsapp.registration.letterhead import letterhead, reply_address
from eventsapp.registration.models import Registration
from eventsapp.web import locale

ANSWERED = "invitations/answered"
OWN = ("greeting", "accept_url", "decline_url", "deputy_url", UNSUBSCRIBE)


def send_due(now: datetime) -> int:
    """Job: write to the next people who are invited; return how many there were."""
    begin_reading(db.session())  # the usual answer is no, and then no writer has waited
    if not queries.is_any_due(now):
        return 0
    db.session.rollback()
    return write_next(now)


def write_next(now: datetime) -> int:
    """Queue the letters of the next people who are invited: a batch, so that others have their turn."""
    waiting = queries.due(now)
    _send(TEMPLATE, waiting, now)
    for each in waiting:
        each.sent_at, each.due_at = now, None
    db.session.flush()
    return len(waiting)


def remind_due(now: datetime) -> int:
    """Job: remind the next people who have not answered; return how many there were."""
    waiting = queries.silent(now)
    _send(REMINDER, waiting, now)
    for each in waiting:
        each.reminded_at = now
    db.session.flush()
    return len(waiting)


def preview(draft: Round, language: str) -> Written:
    """The invitation as an invented person of this language gets it."""
    with locale.speaking(language):
        greeting = _("Dear %(name)s,", name=_("Ainura Bekova"))
    page = urls.absolute("invitations.show", token="own-page")  # noqa: S106 -- of nobody
    own = dict.fromkeys(OWN, page) | {"greeting": greeting}
    return _circular(TEMPLATE, draft, language).fill(own)


def paper(invite_id: int) -> Paper | None:
    """The letter on paper that goes with an invitation."""
    invite = db.session.get(Invitee, invite_id)
    if invite is None or invite.erased_at is not None:
        return None
    content = papers.letter(
        invite.event,
        invite.language,
        name=invite.name,
        about=invite.organisation_name,
        answer_by=invite.round.until,
    )
    own = house.bring(invite.event.organisation, Kind.LETTERS, Format.PDF, invite.language)
    return Paper("letter.pdf", "letter", content, own)


def tell_guest(registration: Registration, invite: Invitee, now: datetime) -> None:
    """The answer noted, with the entry code; who has no place yet hears where they stand."""
    if not registration.is_confirmed:
        entry_letters.greet(registration, now)
        return
    others = registrations.companions(registration)
    in_room = registration.category.mode is Mode.ROOM
    is_deputy = invite.answer is Answer.DEPUTY
    mails.send(
        ANSWERED,
        registration,
        key=f"{ANSWERED}:{registration.id}:{now.isoformat()}",
        now=now,
        calendar=mails.invite(registration, now),
        qr=registration.qr_text if in_room else "",
        code=spell_code(registration.code),
        companions=[(each.name, spell_code(each.code)) for each in others],
        answer=Answer.YES,
        sent_by=invite.name if is_deputy else "",
        deputy="",
        until=_until(invite, registration.language),
        change_url="" if is_deputy or invite.round.is_forwardable else _page(invite),
    )


def tell_invited(invite: Invitee, now: datetime, *, deputy: str = "") -> None:
    """The answer noted, to somebody who does not come: they cannot, or send a deputy."""
    if invite.email is None:
        return
    event, language = invite.event, invite.language
    outbox.enqueue(
        ANSWERED,
        to=invite.email,
        name=invite.name,
        language=language,
        key=f"{ANSWERED}:{invite.id}:no:{now.isoformat()}",
        now=now,
        topic=event.topic,
        reply_to=reply_address(event),
        answer=invite.answer,
        sent_by="",
        deputy=deputy,
        until=_until(invite, language),
        change_url=_page(invite),
        **letterhead(event, language),
    )


def _send(template: str, invites: Sequence[Invitee], now: datetime) -> None:
    shared: dict[tuple[int, str], tuple[Circular, dict[str, Any]]] = {}
    copies = []
    for each in invites:
        key = (each.round_id, each.language)
        if key not in shared:
            terms, language = each.round, each.language
            shared[key] = _circular(template, terms, language), _envelope(template, terms, language)
        circular, envelope = shared[key]
        message = outbox.draft(
            template,
            to=each.email or "",
            name=each.name,
            key=f"{template}:{each.id}:{now.isoformat()}",
            now=now,
            paper={"invite": each.id} if template == TEMPLATE and each.name else None,
            unsubscribe=True,
            **envelope,
        )
        copies.append(Copy(message, circular, own_links(each)))
    enqueue_all(copies)
    for each, copy in zip(invites, copies, strict=True):
        each.message_id = copy.message.id


def _envelope(template: str, terms: Round, language: str) -> dict[str, Any]:
    """What the letters of a round in one language have in common besides their words."""
    event = terms.event
    head = letterhead(event, language)
    return {
        "language": language,
        "topic": event.topic,
        "sender_name": head["sender_name"],
        "sender_address": head["sender_address"],
        "reply_to": reply_address(event),
        "expires_at": terms.until,
        "calendar": calendars.file_of(event, language) if template == TEMPLATE else None,
    }


def _circular(template: str, terms: Round, language: str) -> Circular:
    event = terms.event
    notes = terms.notes.read([language, event.original_language])
    context = letterhead(event, language) | {
        "way": way(terms.category, language),
        "until": dates.moment(terms.until, event.timezone, language),
        "companions": terms.companions,
        "is_forwardable": terms.is_forwardable,
        "is_public": event.is_public,
        "paragraphs": [each for each in notes.text.split("\n\n") if each.strip()],
        "words_language": notes.language,
    }
    return Circular(template, language, context, own=OWN)


def own_links(invite: Invitee) -> Mapping[str, str]:
    """What differs from one person's letter to the next."""
    page = _page(invite)
    with locale.speaking(invite.language):
        greeting = _("Dear %(name)s,", name=invite.name) if invite.name else _("Dear colleagues,")
    return {
        "greeting": greeting,
        "accept_url": f"{page}#accept",
        "decline_url": f"{page}#decline",
        "deputy_url": f"{page}#deputy",
    }


def _page(invite: Invitee) -> str:
    return urls.absolute("invitations.show", token=invite.token)


def _until(invite: Invitee, language: str) -> str:
    return dates.moment(invite.round.until, invite.event.timezone, language)
