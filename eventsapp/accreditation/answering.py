"""The answer while it is decided: how it begins in each language, and the letter it makes."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from flask import abort, request

from eventsapp.accreditation import deciding, letters, wording
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.kinds import DECIDED, Reason, Status
from eventsapp.accreditation.models import Applicant
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import queries as outbox
from eventsapp.mail.models import Message
from eventsapp.web import locale
from eventsapp.web.fields import paragraphs

LONGEST = 2000  # characters of what an organiser writes


@dataclass(frozen=True)
class Draft:
    """The answer in one language."""

    language: str
    words: str  # how it begins
    letter: Message | None  # to the first who reads this language; None: something is missing


def verdict(event: Event | None) -> Verdict:
    """What was pressed and written. An act or reason of no kind is a bad request.

    The words are about one event; about people of several only the note is taken.
    """
    sent = request.form
    act, reason = sent.get("act") or sent.get("edit", ""), sent.get("reason", "")
    if act not in DECIDED or reason not in ("", *Reason):
        abort(400)
    written = {code: paragraphs(sent.get(f"words-{code}"))[:LONGEST] for code in LANGUAGES}
    return Verdict(
        status=Status(act),
        reason=Reason(reason) if reason else None,
        note=paragraphs(sent.get("note"))[:LONGEST],
        beyond="beyond" in sent,
        pool="pool" in sent,
        words={
            code: words
            for code, words in written.items()
            if event and words not in _usual(event, code)
        },
    )


def usual(event: Event, status: Status, language: str) -> str:
    """How an answer begins in a language where nobody writes otherwise."""
    title = event.titles.read([language, event.original_language]).text
    with locale.speaking(language):
        return wording.opening(status, title)


def drafts(
    event: Event, people: Sequence[Applicant], told: Verdict, *, now: datetime
) -> list[Draft]:
    """The answer in each language that these people read."""
    first = {each.application.language: each for each in reversed(people)}
    words = {
        language: told.words.get(language)
        or usual(event, deciding.status_after(person, told), language)
        for language, person in first.items()
    }
    made = _letters(event, [person.id for person in first.values()], told, now)
    return [
        Draft(language, words[language], made.get(language))
        for language in LANGUAGES
        if language in words
    ]


def _letters(event: Event, ids: list[int], told: Verdict, now: datetime) -> dict[str, Message]:
    """The letters as they would leave, one of each language; nothing of it is kept.

    None where the decision is not possible yet.
    """
    found: dict[str, Message] = {}
    told = replace(told, beyond=True)
    rehearsal = db.session.begin_nested()
    with suppress(Refusal):
        for made in deciding.decide(event, dict.fromkeys(ids), told, by=None, now=now):
            if letter := outbox.find(letters.answer_key(made)):
                db.session.expunge(letter)
                found[letter.language] = letter
    rehearsal.rollback()
    return found


def _usual(event: Event, language: str) -> tuple[str, ...]:
    """What need not be kept: nothing, and any usual beginning."""
    return "", *(usual(event, status, language) for status in wording.OPENINGS)
