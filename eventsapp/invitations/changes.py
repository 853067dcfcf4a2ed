"""Invited people who have not answered hear of a change too: moved, postponed, cancelled, reinstated.

Whoever has answered is registered, and hears of it as everybody does who is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from eventsapp.calendars import services as calendars
from eventsapp.core import dates
from eventsapp.events.models import Event, State
from eventsapp.invitations import queries
from eventsapp.invitations.letters import OWN, own_links
from eventsapp.invitations.models import Invitee, Round
from eventsapp.mail import services as outbox
from eventsapp.mail.circulars import Circular, Copy, enqueue_all
from eventsapp.mail.models import Message
from eventsapp.messages import reach
from eventsapp.messages.letters import notice_words
from eventsapp.messages.models import Notice
from eventsapp.registration.letterhead import letterhead, reply_address

CHANGED = "invitations/changed"
WORDS = OWN[:-1]  # such a letter is not unsubscribed from


class Silent:
    """Those who were invited and have not answered."""

    def count(self, event: Event) -> int:
        """How many of them hear of a change."""
        return queries.count_silent(event)

    def tell(self, notice: Notice, now: datetime) -> int:
        """Queue their letters; return how many people there were."""
        told, after = 0, 0
        while people := queries.silent_of(notice.event, after=after):
            enqueue_all(_copies(notice, people, now))
            told, after = told + len(people), people[-1].id
        return told


reach.PARTIES.append(Silent())


def _copies(notice: Notice, people: Sequence[Invitee], now: datetime) -> list[Copy]:
    circulars: dict[tuple[int, str], Circular] = {}
    copies = []
    for each in people:
        key = (each.round_id, each.language)
        if key not in circulars:
            context = _context(notice, each.round, each.language, now)
            circulars[key] = Circular(CHANGED, each.language, context, own=WORDS)
        copies.append(Copy(_message(notice, each, now), circulars[key], own_links(each)))
    return copies


def _message(notice: Notice, invite: Invitee, now: datetime) -> Message:
    event, language = notice.event, invite.language
    head = letterhead(event, language)
    return outbox.draft(
        CHANGED,
        to=invite.email or "",
        name=invite.name,
        language=language,
        key=f"{CHANGED}:{notice.id}:{invite.id}",
        now=now,
        topic=event.topic,
        reply_to=reply_address(event),
        calendar=calendars.file_of(event, language),
        sender_name=head["sender_name"],
        sender_address=head["sender_address"],
    )


def _context(notice: Notice, terms: Round, language: str, now: datetime) -> dict[str, Any]:
    event = notice.event
    until = terms.until if event.state is State.PUBLISHED and now < terms.until else None
    return (
        letterhead(event, language)
        | notice_words(notice, language)
        | {
            "what": notice.template.removeprefix("messages/"),
            "until": until and dates.moment(until, event.timezone, language),
        }
    )
