"""What people's calendars answer: who is believed, and what an answer changes (RFC 5546).

An answer changes nothing but the person's own, and only if it is proven: the mail came to the
address that this person alone was given, or our mail server vouches for its sender.
"""

from dataclasses import dataclass
from datetime import date, datetime

import structlog
from sqlalchemy import func, select

from eventsapp.calendars import incoming, services
from eventsapp.calendars.incoming import Word
from eventsapp.calendars.models import Answer, Invitation, Reply, Said, Verdict
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import inbox_addresses
from eventsapp.mail.addresses import spellings
from eventsapp.mail.inbox_letters import Letter

log = structlog.get_logger()

ANSWERS = (Said.ACCEPTED, Said.TENTATIVE, Said.DECLINED)


@dataclass(frozen=True)
class Taken:
    """An answer that belongs to an invitation of ours."""

    invitation: Invitation
    reply: Reply | None = None  # None: it says nothing new
    asks_again: bool = False  # REFRESH: the calendar wants the present state

    @property
    def is_decline(self) -> bool:
        """Whether the person has now said, beyond doubt, that they do not come."""
        reply = self.reply
        return (
            reply is not None and reply.verdict is Verdict.COUNTED and reply.said is Said.DECLINED
        )


def take(letter: Letter, now: datetime) -> Taken | None:
    """Note what a letter's calendar object answers; None where it is no answer to us.

    Safe to repeat.
    """
    word = incoming.read(letter)
    if word is None or word.method not in incoming.METHODS:
        return None
    invitation = find_invitation(word.uid, word.attendee)
    if invitation is None:
        log.info("answer_without_invitation", method=word.method)
        return None
    if word.method == "REFRESH":
        is_proven = _is_proven(letter, word, invitation)
        return Taken(invitation, asks_again=is_proven and not letter.is_automatic)
    said = _said(word)
    return Taken(invitation, _note(invitation, said, word, letter, now) if said else None)


def find_invitation(uid: str, address: str) -> Invitation | None:
    """The invitation of an address, however it is spelled, to the event of a uid."""
    return db.session.scalars(
        select(Invitation)
        .join(Invitation.event)
        .where(Event.uid == uid, func.lower(Invitation.address).in_(spellings(address)))
    ).first()


def find_addressed(letter: Letter) -> Invitation | None:
    """The invitation to whose own answering address a letter was directed."""
    tags = inbox_addresses.tags(letter.recipients)
    found = select(Invitation).where(Invitation.organizer.in_(letter.recipients))
    invitation = db.session.scalars(found.order_by(Invitation.id)).first() if tags else None
    return invitation if invitation and services.answer_tag(invitation) in tags else None


def answer(invitation: Invitation, said: Answer, now: datetime) -> None:
    """Note what a person says on their own page."""
    invitation.answer, invitation.answered_at = said, now
    invitation.answer_sequence, invitation.answer_stamp = invitation.sequence, now


def settle(reply: Reply) -> None:
    """The organiser has seen to it."""
    db.session.delete(reply)


def _said(word: Word) -> Said | None:
    if word.method == "COUNTER":
        return Said.COUNTER
    return Said(word.partstat) if word.partstat in (*ANSWERS, Said.DELEGATED) else None


def _is_proven(letter: Letter, word: Word, invitation: Invitation) -> bool:
    """Whether the person themselves, or who acts for them, has sent it: RFC 5546 §6.1.2."""
    has_tag = services.answer_tag(invitation) in inbox_addresses.tags(letter.recipients)
    if letter.sender and letter.sender == word.sent_by:
        return has_tag
    return letter.sender == word.attendee and (has_tag or letter.is_authentic())


def _note(
    invitation: Invitation, said: Said, word: Word, letter: Letter, now: datetime
) -> Reply | None:
    sequence, stamp = min(word.sequence, invitation.sequence), min(word.stamp or now, now)
    is_proven = _is_proven(letter, word, invitation)
    verdict = _verdict(invitation, said, sequence, is_proven=is_proven)
    if verdict is Verdict.COUNTED:
        if _is_late(invitation, stamp):
            return None
        answer(invitation, Answer(said), now)
        invitation.answer_stamp = stamp
    reply = _standing(invitation, said, verdict)
    reply.comment, reply.sender, reply.delegate = word.comment, letter.sender, word.delegate
    reply.sequence, reply.received_at = sequence, now
    if said is Said.COUNTER:
        reply.proposed_starts_at = _instant(word.starts, invitation.event)
        reply.proposed_ends_at = _instant(word.ends, invitation.event)
    db.session.flush()
    return reply


def _instant(moment: date | None, event: Event) -> datetime | None:
    return incoming.instant(moment, event.timezone) if moment else None


def _verdict(invitation: Invitation, said: Said, sequence: int, *, is_proven: bool) -> Verdict:
    if not is_proven:
        return Verdict.UNVERIFIED
    if said not in ANSWERS:
        return Verdict.NOTED
    is_present = services.number_now(invitation, sequence) == invitation.sequence
    return Verdict.COUNTED if is_present else Verdict.EARLIER


def _is_late(invitation: Invitation, stamp: datetime) -> bool:
    """Whether a newer answer has overtaken one to the present version: RFC 5546 §2.1.5."""
    known, known_stamp = invitation.answer_sequence, invitation.answer_stamp
    if known is None or known_stamp is None:
        return False
    is_to_present = services.number_now(invitation, known) >= invitation.sequence
    return is_to_present and stamp < known_stamp


def _standing(invitation: Invitation, said: Said, verdict: Verdict) -> Reply:
    """The row of this kind of answer, so that a flood of mail leaves no more than a handful."""
    of_kind = (Reply.invitation == invitation, Reply.said == said, Reply.verdict == verdict)
    reply = db.session.scalar(select(Reply).where(*of_kind))
    if reply is None:
        reply = Reply(invitation=invitation, said=said, verdict=verdict)
        db.session.add(reply)
    return reply
