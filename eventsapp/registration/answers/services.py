"""Answers to invitations, from calendars and from people's own pages, and what follows from them.

A declined place is free at once, or after the organiser's word: that is the event's rule.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, func, literal_column, select

from eventsapp.calendars import incoming, replies
from eventsapp.calendars.models import Answer, Invitation, Reply, Verdict
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import inbox_addresses
from eventsapp.mail.inbox_letters import Letter
from eventsapp.mail.inbox_models import Outcome, StoppedAddress
from eventsapp.registration import mails, queries, services
from eventsapp.registration.answers import letters
from eventsapp.registration.letterhead import reply_address
from eventsapp.registration.models import LIVE, AnswerRule, Registration, WhenDeclined

# In the very words of their indexes, which else would not serve.
DECLINED = Invitation.answer == literal_column("'DECLINED'")
UNVERIFIED = Reply.verdict == literal_column("'unverified'")
REFRESH_EVERY = timedelta(hours=1)  # asked for more often, the entry still comes once


def take(letter: Letter, now: datetime) -> Outcome | None:
    """A handler of the inbox: answers of calendars, and of people who wrote instead."""
    if not incoming.is_answer(letter):
        return _pass_on(letter, now)
    taken = replies.take(letter, now)
    if taken is None:
        return Outcome.IGNORED
    registration = queries.find_live(taken.invitation.event, taken.invitation.address)
    if registration is not None and taken.asks_again:
        turn = int(now.timestamp() // REFRESH_EVERY.total_seconds())
        letters.send_entry(registration, key=f"refresh:{registration.id}:{turn}", now=now)
    elif registration is not None and taken.is_decline:
        _follow_decline(registration, now)
    return Outcome.ANSWER


def answer(registration: Registration, said: Answer, now: datetime) -> None:
    """Note what a person says on their own page; twice is harmless."""
    if registration.invitation is None:
        mails.expect(registration, now)
        db.session.flush()
    replies.answer(registration.invitation, said, now)  # type: ignore[arg-type]
    if said is Answer.DECLINED:
        _follow_decline(registration, now)


def refuse(reply: Reply, registration: Registration, now: datetime) -> None:
    """Tell somebody that the time their calendar proposed does not suit."""
    letters.refuse(registration, reply, now)
    replies.settle(reply)


def when_declined(event: Event) -> WhenDeclined:
    """What happens to the place of somebody who declines."""
    rule = db.session.get(AnswerRule, event.id)
    return rule.when_declined if rule else WhenDeclined.FREE


def set_rule(event: Event, choice: WhenDeclined) -> None:
    """Choose what happens to the places of those who decline from now on."""
    db.session.merge(AnswerRule(event_id=event.id, when_declined=choice))


def copy_rule(source: Event, target: Event) -> None:
    """Give a copied event the same choice."""
    if db.session.get(AnswerRule, source.id):
        set_rule(target, when_declined(source))


def find_reply(registration: Registration, reply_id: int) -> Reply | None:
    """One answer that came for a registration."""
    return db.session.scalar(
        select(Reply).where(Reply.id == reply_id, Reply.invitation_id == registration.invitation_id)
    )


def count(event: Event) -> dict[str, int]:
    """How many standing people of an event the desk should look at, by filter.

    Each is looked for from the few that it may be, not from all who are registered.
    """
    own = (
        Invitation.event_id == event.id,
        exists().where(Registration.invitation_id == Invitation.id, Registration.status.in_(LIVE)),
    )
    doubted = exists().where(Invitation.id == Reply.invitation_id, *own)
    watched = {
        "declined": select(func.count(Invitation.id)).where(
            *own, DECLINED, Invitation.answered_at.is_not(None)
        ),
        "unverified": select(func.count(Reply.invitation_id.distinct())).where(UNVERIFIED, doubted),
        "stopped": select(func.count(StoppedAddress.address)).where(
            queries.stands(event, StoppedAddress.address)
        ),
    }
    found = db.session.execute(select(*(each.scalar_subquery() for each in watched.values())))
    return dict(zip(watched, found.one(), strict=True))


def for_organiser(invitation: Invitation | None) -> Sequence[Reply]:
    """What an organiser should know of the answers, but for what newer ones overtook."""
    if invitation is None:
        return ()
    return [each for each in invitation.replies if _is_news(each, invitation)]


def _is_news(reply: Reply, invitation: Invitation) -> bool:
    if reply.verdict is Verdict.COUNTED:
        return bool(reply.comment) and reply.said == invitation.answer.value
    if reply.verdict is Verdict.NOTED:
        return True
    answered_at = invitation.answered_at
    return answered_at is None or answered_at < reply.received_at


def _follow_decline(registration: Registration, now: datetime) -> None:
    event = registration.event
    if not registration.is_live or event.is_over(now):
        return
    if when_declined(event) is WhenDeclined.FREE:
        services.cancel(registration, now=now)


def _pass_on(letter: Letter, now: datetime) -> Outcome | None:
    """Words of a person, sent to an answering address: the press contact gets them."""
    invitation = replies.find_addressed(letter)
    if invitation is None:
        return None
    to = reply_address(invitation.event)
    if letter.is_automatic or not letter.sender or not to or to == inbox_addresses.own():
        return Outcome.IGNORED
    letters.pass_on(invitation, letter, to=to, now=now)
    return Outcome.WORDS
