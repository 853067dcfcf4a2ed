"""Journalists who wait for an answer hear of a change too: moved, postponed, cancelled, reinstated.

Whoever is accredited is registered, and hears of it as everybody does who is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from eventsapp.accreditation import desk_queries, queries
from eventsapp.accreditation.models import Applicant
from eventsapp.core import dates
from eventsapp.events.models import Event, State
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.circulars import Circular, Copy, enqueue_all
from eventsapp.mail.models import Message
from eventsapp.messages.letters import notice_words
from eventsapp.messages.models import Notice
from eventsapp.registration.letterhead import letterhead, reply_address

CHANGED = "accreditation/changed"


class Undecided:
    """Journalists who have applied and have no place yet."""

    def count(self, event: Event) -> int:
        """How many of them hear of a change."""
        return desk_queries.count_undecided(event)

    def tell(self, notice: Notice, now: datetime) -> int:
        """Queue their letters; return how many people there were."""
        told, after = 0, 0
        while people := desk_queries.undecided(notice.event, after=after):
            enqueue_all(_copies(notice, people, now))
            told, after = told + len(people), people[-1].id
        return told


def _copies(notice: Notice, people: Sequence[Applicant], now: datetime) -> list[Copy]:
    spoken = {each.application.language for each in people}
    circulars = {
        language: Circular(CHANGED, language, _context(notice, language, now), own=("own_url",))
        for language in spoken
    }
    return [
        Copy(
            _message(notice, each, now),
            circulars[each.application.language],
            {"own_url": urls.absolute("accreditation.show", token=each.token)},
        )
        for each in people
    ]


def _message(notice: Notice, applicant: Applicant, now: datetime) -> Message:
    event, language = notice.event, applicant.application.language
    head = letterhead(event, language)
    return outbox.draft(
        CHANGED,
        to=applicant.address or "",
        name=applicant.name,
        language=language,
        key=f"{CHANGED}:{notice.id}:{applicant.id}",
        now=now,
        topic=event.topic,
        reply_to=reply_address(event),
        sender_name=head["sender_name"],
        sender_address=head["sender_address"],
    )


def _context(notice: Notice, language: str, now: datetime) -> dict[str, Any]:
    event, intake = notice.event, queries.find_intake(notice.event)
    by = intake.answer_by if intake and event.state is State.PUBLISHED else None
    return (
        letterhead(event, language)
        | notice_words(notice, language)
        | {
            "what": notice.template.removeprefix("messages/"),
            "answer_by": dates.moment(by, event.timezone, language) if by and now < by else "",
        }
    )
