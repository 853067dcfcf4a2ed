"""Complaints (ARF, RFC 5965): who calls a mail of ours unwanted gets no more of its kind."""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_string
from email.message import Message as Part

from eventsapp.extensions import db
from eventsapp.mail import inbox_addresses, queries, services
from eventsapp.mail.inbox_letters import Letter, words
from eventsapp.mail.inbox_models import Outcome
from eventsapp.mail.models import Message

COMPLAINTS = ("abuse", "fraud", "opt-out", "opt-out-list", "other")  # RFC 5965 §7.3, RFC 6650
_UNSUBSCRIBE = re.compile(r"/u/([a-z2-7]+)", re.IGNORECASE)


def take(letter: Letter, now: datetime) -> Outcome | None:
    """A handler of the inbox: feedback reports about a message of ours."""
    feedback = next(_inner(letter, "message/feedback-report"), None)
    if feedback is None:
        return None
    message = _message(letter, feedback)
    if str(feedback.get("Feedback-Type", "")).strip().lower() not in COMPLAINTS:
        return Outcome.IGNORED  # "not-spam", a report about DMARC
    if message is None or not message.recipient:
        return Outcome.IGNORED
    services.unsubscribe(message.recipient, message.topic, now)
    return Outcome.COMPLAINT


def _message(letter: Letter, feedback: Part) -> Message | None:
    """The message complained about, known by a token that only we can have made."""
    paths = [str(feedback.get("Original-Mail-From", "")).strip(" <>")]
    for original in (*_inner(letter, "message/rfc822"), *_headers(letter)):
        paths.append(str(original.get("Return-Path", "")).strip(" <>"))
        link = _UNSUBSCRIBE.search(str(original.get("List-Unsubscribe", "")))
        if link and (found := queries.find_by_token(link[1])):
            return found
    number = inbox_addresses.read_return_path(paths)
    return db.session.get(Message, number) if number is not None else None


def _inner(letter: Letter, kind: str) -> Iterator[Part]:
    """The fields of each part of a kind that stands for a message of its own."""
    for part in letter.parts():
        payload = part.get_payload()
        if part.get_content_type() == kind and isinstance(payload, list):
            yield from (each for each in payload[:1] if isinstance(each, Part))


def _headers(letter: Letter) -> Iterator[Part]:
    for part in letter.parts():
        if part.get_content_type() == "text/rfc822-headers":
            yield message_from_string(words(part))
