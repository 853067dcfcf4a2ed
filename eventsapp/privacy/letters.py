"""Mails to people who asked about their data: a link to fetch them, word that they are erased."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from eventsapp.core import tokens
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.models import OPEN_STATES, Message, State
from eventsapp.organisations import senders
from eventsapp.organisations.models import Organisation
from eventsapp.privacy import services
from eventsapp.privacy.models import Handout

KIND = "handout"
FETCH_WITHIN = timedelta(days=7)
GOODBYE = "privacy:erased"  # the topic of mails that are forgotten once they are sent


def hand_out(organisation: Organisation, email: str, *, now: datetime) -> Handout:
    """Mail somebody a link to what is stored of them. Raises NobodyFound."""
    address = email.strip().lower()
    language = language_of(organisation, address)
    handout = Handout(
        organisation=organisation, email=address, language=language, ends_at=now + FETCH_WITHIN
    )
    db.session.add(handout)
    db.session.flush()
    token = tokens.make_expiring(KIND, handout.id, 0, until=handout.ends_at)
    outbox.enqueue(
        "privacy/ready",
        to=address,
        name="",
        language=language,
        key=handout.topic,
        topic=handout.topic,
        now=now,
        expires_at=handout.ends_at,
        link=urls.absolute("own_data.show", token=token),
        **senders.of(organisation, [language, organisation.original_language]),
    )
    return handout


def find(token: str, *, now: datetime) -> Handout | None:
    """What a mailed link hands out, while it is good."""
    sealed = tokens.read_expiring(KIND, token, now=now)
    return db.session.get(Handout, sealed[0]) if sealed else None


def say_goodbye(organisation: Organisation, email: str, *, language: str, now: datetime) -> None:
    """Tell somebody that they are forgotten; the mail itself is forgotten the night after."""
    outbox.enqueue(
        "privacy/erased",
        to=email.strip().lower(),
        name="",
        language=language,
        key=f"erased:{tokens.make_code()}:{now.timestamp():.0f}",
        topic=GOODBYE,
        now=now,
        **senders.of(organisation, [language, organisation.original_language]),
    )


def language_of(organisation: Organisation, email: str) -> str:
    """The language somebody was last written in, else the organisation's. Raises NobodyFound."""
    found = services.found(organisation, email)
    if not found:
        raise services.NobodyFound
    known = [getattr(record, "language", "") for records in found.values() for record in records]
    return next(filter(None, known), organisation.original_language)


def forget_told(now: datetime) -> int:
    """Forget links that are over, and to whom goodbyes went. Runs nightly."""
    over = db.session.execute(delete(Handout).where(Handout.ends_at < now))
    return int(over.rowcount) + sum(_forget(_told()))  # type: ignore[attr-defined]


def _told() -> Iterable[Any]:
    waiting = (*OPEN_STATES, State.SENDING)
    return db.session.scalars(
        select(Message.recipient)
        .where(Message.topic == GOODBYE, Message.recipient != "", Message.state.not_in(waiting))
        .distinct()
    ).all()


def _forget(addresses: Iterable[str]) -> list[int]:
    return [outbox.erase(topic=GOODBYE, recipient=address) for address in addresses]
