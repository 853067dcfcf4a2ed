"""The mails of an event's plan: what a reminder and a notice say, and to whom it is theirs.

What everybody reads in the same way is rendered once; only a person's own links and code differ.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from eventsapp.calendars import services as calendars
from eventsapp.core import dates
from eventsapp.core.texts import Texts
from eventsapp.core.tokens import spell_code
from eventsapp.events.category_models import Category, Mode
from eventsapp.events.models import Event
from eventsapp.mail import rendering, urls
from eventsapp.mail import services as outbox
from eventsapp.mail.circulars import UNSUBSCRIBE, Circular, Copy, enqueue_all
from eventsapp.mail.rendering import Written
from eventsapp.messages import press
from eventsapp.messages.differences import differences, when
from eventsapp.messages.headlines import headline
from eventsapp.messages.models import Notice, Rule
from eventsapp.registration import mails
from eventsapp.registration.models import Registration

WITH_CODE = ("messages/day", "messages/hour")  # reminders that show the entry code again
THANKS = "messages/thanks"
OWN = ("ticket_url", "manage_url", "answer_url", "rating_url", "code", UNSUBSCRIBE)
NEWS_FOR = timedelta(days=7)  # after the event: how long a letter about it is worth sending


class Letters(ABC):
    """The letters of one step of the plan, for any number of people."""

    def __init__(self, event: Event, template: str, now: datetime) -> None:
        self.event, self.template, self.now = event, template, now
        self._circulars: dict[tuple[str, int, bool, bool], Circular] = {}
        self._senders: dict[str, dict[str, Any]] = {}

    def send(self, people: Sequence[Registration]) -> int:
        """Queue a letter to each of some hundreds of people; return how many are new."""
        mails.invite_all([person for person in people if self.is_invited(person)], self.now)
        return enqueue_all([self._copy(person) for person in people])

    @abstractmethod
    def key(self, person: Registration) -> str:
        """What makes a second letter to this person impossible."""

    @abstractmethod
    def is_invited(self, person: Registration) -> bool:
        """Whether the letter brings the person's calendar up to date."""

    @abstractmethod
    def words(self, category: Category, language: str) -> dict[str, Any]:
        """What the letter says beside what every letter of the event says."""

    def recipe(self, person: Registration) -> calendars.Recipe | None:
        """The calendar object that the letter brings."""
        return mails.recipe(person) if self.is_invited(person) else None

    def shows_code(self, person: Registration) -> bool:
        """Whether the letter shows the entry code."""
        in_room = person.category.mode is Mode.ROOM
        return self.template in WITH_CODE and in_room and person.is_confirmed

    def more(self) -> dict[str, Any]:
        """What its messages have besides, as `mail.services.draft` takes it."""
        return {}

    def _copy(self, person: Registration) -> Copy:
        circular = self._circular(person)
        message = outbox.draft(
            self.template,
            now=self.now,
            qr=person.qr_text if self.shows_code(person) else "",
            **self._senders[person.language],
            **mails.envelope(person, self.key(person), self.recipe(person)),
            **self.more(),
        )
        mails.note_first(person, message)
        return Copy(message, circular, _own(person))

    def _circular(self, person: Registration) -> Circular:
        asks, shows = self.is_invited(person), self.shows_code(person)
        key = (person.language, person.category_id, shows, asks)
        if key not in self._circulars:
            context = mails.context(person, person.language)
            names = ("sender_name", "sender_address")
            self._senders[person.language] = {name: context[name] for name in names}
            context |= {"has_qr": shows, "asks_answer": asks}
            context |= self.words(person.category, person.language)
            own = OWN if self.more().get("unsubscribe") else OWN[:-1]
            self._circulars[key] = Circular(self.template, person.language, context, own=own)
        return self._circulars[key]


class Reminders(Letters):
    """The letters of one rule. They bring the calendar up to date where that is behind."""

    def __init__(self, rule: Rule, now: datetime) -> None:
        super().__init__(rule.event, rule.template, now)
        self.rule = rule

    def key(self, person: Registration) -> str:
        """One letter for each run of the rule."""
        return f"reminder:{self.rule.id}:{person.id}:{self.rule.run}"

    def is_invited(self, person: Registration) -> bool:
        """Where the rule says so, or where the calendar is behind."""
        if not person.is_confirmed or self.event.is_over(self.now):
            return False
        behind = person.invitation and calendars.needs_update(person.invitation, self.event)
        return self.rule.attaches_calendar or bool(behind)

    def words(self, category: Category, language: str) -> dict[str, Any]:
        """The organiser's own words, and what is needed on the day."""
        return _reminder_words(self.rule, category, language, at=self.now)

    def more(self) -> dict[str, Any]:
        """One click ends them, and late ones are no news."""
        over = self.event.is_over(self.now)
        expires_at = self.now + NEWS_FOR if over else self.event.effective_end
        return {"unsubscribe": True, "expires_at": expires_at}


class Notices(Letters):
    """The letters of one change notice, each with the calendar object that follows from it."""

    def __init__(self, notice: Notice, now: datetime) -> None:
        super().__init__(notice.event, notice.template, now)
        self.notice = notice

    def key(self, person: Registration) -> str:
        """One letter of each notice."""
        return f"notice:{self.notice.id}:{person.id}"

    def is_invited(self, person: Registration) -> bool:
        """Everybody with a place, unless there is nothing left to come to."""
        return person.is_confirmed and self.template != "messages/cancelled"

    def recipe(self, person: Registration) -> calendars.Recipe | None:
        """A CANCEL where the event is off."""
        if self.template == "messages/cancelled" and person.invitation:
            return calendars.cancellation(person.invitation, self.now)
        return super().recipe(person)

    def words(self, category: Category, language: str) -> dict[str, Any]:
        """What was and what is, and why; who is asked anew can answer at once."""
        asks = {"asks_answer": self.template != "messages/cancelled"}
        return (
            notice_words(self.notice, language) | asks | press.words(self.event, category, language)
        )


def preview_reminder(rule: Rule, sample: Registration, language: str) -> Written:
    """A reminder as a person of this language would get it, when it is due."""
    at = rule.due_at or rule.event.starts_at
    words = _reminder_words(rule, sample.category, language, at=at)
    return _preview(rule.template, sample, language, words)


def preview_notice(notice: Notice, sample: Registration, language: str) -> Written:
    """A change notice as a person of this language would get it."""
    words = notice_words(notice, language) | press.words(notice.event, sample.category, language)
    return _preview(notice.template, sample, language, words)


def _preview(template: str, sample: Registration, language: str, words: dict[str, Any]) -> Written:
    plain = {"unsubscribe_url": "", "has_qr": False, "name": sample.name, "address": sample.email}
    context = mails.context(sample, language) | _own(sample)
    return rendering.render(template, language, plain | context | words)


def _own(person: Registration) -> dict[str, str]:
    return {
        **mails.own_links(person),
        "rating_url": urls.absolute("ratings.show", token=person.token),
        "code": spell_code(person.code),
    }


def _reminder_words(
    rule: Rule, category: Category, language: str, *, at: datetime
) -> dict[str, Any]:
    event, online = rule.event, category.mode is Mode.ONLINE
    doors = dates.clock(event.local_doors_at) if event.local_doors_at else ""
    arrival = doors if category.for_press and not online else ""
    return press.words(event, category, language) | {
        "own_subject": rule.subjects.get(language, ""),
        "own_words": rule.bodies.get(language, ""),
        "headline": headline(event, language, at=at, arrival=arrival),
        "doors": doors,
        "join_url": event.online_url if category.joins_online or event.online_is_public else "",
        "answers": range(1, 6),
    }


def notice_words(notice: Notice, language: str) -> dict[str, Any]:
    """What every letter about a change says: what was, what is, and why."""
    event = notice.event
    return {
        "differences": differences(event, notice.before, language),
        "reason": Texts(event.reasons).read([language, event.original_language]).text,
        "own_words": notice.notes.get(language, ""),
        "was": when(notice.before, language),
        "list_url": urls.absolute("site.index", lang=language),
    }
