"""Putting messages into the outbox, withdrawing them, and unsubscribing."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from inspect import signature
from typing import Any

from flask import current_app
from sqlalchemy import Row, delete, select, update
from sqlalchemy.exc import IntegrityError

from eventsapp.core import tokens
from eventsapp.extensions import db
from eventsapp.mail import queries, urls, withdrawing
from eventsapp.mail.addresses import own_address
from eventsapp.mail.lines import one_line
from eventsapp.mail.models import OPEN_STATES, Message, Unsubscription
from eventsapp.mail.queries import is_unsubscribed, unsubscribed  # noqa: F401 -- asked here too
from eventsapp.mail.rendering import Written, render

NOTHING_PERSONAL: dict[str, Any] = {
    "recipient": "",
    "recipient_name": "",
    "subject": "",
    "text": "",
    "html": "",
    "headers": {},
    "calendar_recipe": None,
    "calendar": None,
    "paper": None,
    "qr_text": "",
    "last_error": "",
}


def draft(
    template: str,
    *,
    to: str,
    language: str,
    key: str,
    now: datetime,
    topic: str = "",
    name: str = "",
    sender_name: str = "",
    sender_address: str = "",
    reply_to: str = "",
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    calendar: dict[str, Any] | None = None,
    paper: dict[str, Any] | None = None,
    qr: str = "",
    headers: dict[str, str] | None = None,
    unsubscribe: bool = False,
) -> Message:
    """A message with everything but its words; not stored.

    `calendar`, `paper` and `qr` are drawn at delivery. With `unsubscribe` it offers one-click
    unsubscribing from the topic; after `expires_at` it is not sent any more.
    """
    return Message(
        key=key,
        template=template,
        topic=topic,
        recipient=to.strip(),
        recipient_name=one_line(name)[:200],
        language=language,
        sender_name=one_line(sender_name)[:200],
        sender_address=sender_address,
        reply_to=reply_to.strip(),
        subject="",
        text="",
        html="",
        headers={header: one_line(value) for header, value in (headers or {}).items()},
        is_optional=unsubscribe,
        calendar_recipe=calendar,
        paper=paper,
        qr_text=qr,
        message_id=message_id(key),
        due_at=due_at or now,
        expires_at=expires_at,
        created_at=now,
    )


ENVELOPE = frozenset(signature(draft).parameters) - {"template"}


def enqueue(template: str, **given: Any) -> Message:
    """Put one message to one person into the outbox, rendered in their language.

    `given` is what `draft` takes, and beside it what the template's words are made of. It goes
    out with the caller's commit or not at all. Safe to repeat: the key's standing message is
    returned unchanged.
    """
    envelope = {name: given.pop(name) for name in ENVELOPE & given.keys()}
    message = draft(template, **envelope)
    if not message.is_optional:
        _write(message, given)
        return _store(message)
    standing = _store(message)  # first: its link to unsubscribe needs the row's id
    if standing is message:
        _write(message, given)
        db.session.flush()
    return standing


def rewrite(template: str, **given: Any) -> Message | None:
    """Give the message of this key other words, as `enqueue` would write them now.

    None where there is none that waits to go out.
    """
    standing = db.session.scalar(
        select(Message)
        .where(Message.key == given["key"], Message.state.in_(OPEN_STATES))
        .with_for_update()
    )
    if standing is not None:
        standing.template = template
        _write(standing, {name: value for name, value in given.items() if name not in ENVELOPE})
        db.session.flush()
    return standing


def _store(message: Message) -> Message:
    """Add the row, unless another process has just added one with the same key: then that one."""
    try:
        with db.session.begin_nested():
            db.session.add(message)
    except IntegrityError:
        return db.session.scalars(select(Message).where(Message.key == message.key)).one()
    return message


def _write(message: Message, context: dict[str, Any]) -> None:
    given = {
        "name": message.recipient_name,
        "address": message.recipient,
        "sender_name": message.sender_name,
        "has_qr": bool(message.qr_text),
        "has_paper": message.paper is not None,
        "unsubscribe_url": unsubscribe_url(message) if message.is_optional else "",
    }
    written = render(message.template, message.language, given | context)
    message.subject, message.text, message.html = written.subject, written.text, written.html


def enqueue_written(
    template: str, written: Written, *, to: str, language: str, key: str, now: datetime
) -> Message:
    """Put a message whose words are written already into the outbox: a test of a template."""
    message = draft(template, to=to, language=language, key=key, now=now)
    message.subject, message.text, message.html = written.subject, written.text, written.html
    db.session.add(message)
    db.session.flush()
    return message


def message_id(key: str) -> str:
    """Derived from the key, so that a message sent twice is recognised as one (RFC 5322 §3.6.4)."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    sign = hmac.digest(secret, f"message:{key}".encode(), hashlib.sha256)
    domain = own_address().rpartition("@")[2] or "localhost"
    return f"{sign[:16].hex()}@{domain.encode('idna').decode()}"


def unsubscribe_url(message: Message | Row[Any]) -> str:
    """The address at which this message's reader stops messages of its topic."""
    return urls.absolute("preferences.show", token=tokens.make(queries.TOKEN_KIND, message.id))


def withdraw(
    *,
    topic: str,
    templates: Iterable[str] | None = None,
    recipient: str | None = None,
    step: str = "",
    keys: Iterable[str] | None = None,
) -> int:
    """Take back the topic's messages that have not gone out; return how many there were.

    `step` is what the keys of one step's messages begin with, as in `reminder:7`; `keys` are
    those of single messages.
    """
    conditions = [Message.topic == topic]
    if step:
        conditions.append(Message.key.startswith(f"{step}:", autoescape=True))
    if keys is not None:
        conditions.append(Message.key.in_(list(keys)))
    if templates is not None:
        conditions.append(Message.template.in_(list(templates)))
    if recipient is not None:
        conditions.append(Message.recipient == recipient)
    return withdrawing.withdraw(*conditions)


def erase(*, topic: str, recipient: str | None = None) -> int:
    """Forget whom and what the topic's messages told; return how many there were.

    What waits is not sent any more. The rows stay for the numbers. Safe to repeat.
    """
    withdraw(topic=topic, recipient=recipient)
    forgotten = update(Message).where(Message.topic == topic)
    unsubscriptions = delete(Unsubscription).where(Unsubscription.topic == topic)
    if recipient is not None:
        forgotten = forgotten.where(Message.recipient == recipient)
        unsubscriptions = unsubscriptions.where(Unsubscription.address == recipient.lower())
    db.session.execute(unsubscriptions)
    return int(db.session.execute(forgotten.values(**NOTHING_PERSONAL)).rowcount)  # type: ignore[attr-defined]


def unsubscribe(address: str, topic: str, now: datetime) -> None:
    """Send this address no more reminders of the topic, and take back those that wait.

    Safe to repeat.
    """
    if not is_unsubscribed(address, topic):
        db.session.add(Unsubscription(address=address.lower(), topic=topic, created_at=now))
        db.session.flush()
    withdrawing.withdraw(
        Message.topic == topic, Message.recipient == address, Message.is_optional.is_(True)
    )


def subscribe_again(address: str, topic: str) -> None:
    """Undo unsubscribing: further reminders of the topic go out again."""
    db.session.execute(
        delete(Unsubscription).where(
            Unsubscription.address == address.lower(), Unsubscription.topic == topic
        )
    )
