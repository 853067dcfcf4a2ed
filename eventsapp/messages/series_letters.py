"""One letter to whoever is registered for several dates of a series that change together.

It lists each date as it was and is, and brings the calendar object of each as a file of its own:
one object speaks of one event (RFC 5546 §3.2.2).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from eventsapp.calendars import services as calendars
from eventsapp.core.texts import Texts
from eventsapp.events.changes import snapshot
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.circulars import Circular, Copy, enqueue_all, mark
from eventsapp.messages.differences import differences, when
from eventsapp.messages.letters import Notices
from eventsapp.messages.models import Notice
from eventsapp.registration import mails
from eventsapp.registration.letterhead import letterhead
from eventsapp.registration.models import Registration

TEMPLATE = "messages/series"
_LINKS = ("ticket_url",)  # a person's own, of each date
_EXPLAINED = ("cancelled", "postponed")
Dates = Sequence[Registration]  # of one address, by start


class SeriesLetters:
    """The letters of several notices of one series."""

    def __init__(self, notices: Sequence[Notice], now: datetime) -> None:
        self.now = now
        self._single = {notice.event_id: Notices(notice, now) for notice in notices}
        self._circulars: dict[tuple[str, tuple[int, ...]], Circular] = {}

    def send(self, people: Iterable[Registration]) -> None:
        """Queue one letter for each address; all its registrations stand beside each other."""
        ordered = sorted(people, key=lambda each: (each.email, each.event.starts_at, each.id))
        mails.invite_all([each for each in ordered if self._of(each).is_invited(each)], self.now)
        by_address = groupby(ordered, key=lambda each: each.email)
        enqueue_all([self._copy(list(dates)) for _address, dates in by_address])

    def _of(self, registration: Registration) -> Notices:
        return self._single[registration.event_id]

    def _copy(self, dates: Dates) -> Copy:
        first = dates[0]
        recipes = [recipe for each in dates if (recipe := self._of(each).recipe(each))]
        recipe = calendars.several(recipes) if recipes else None
        head = letterhead(first.event, first.language)
        message = outbox.draft(
            TEMPLATE,
            now=self.now,
            sender_name=head["sender_name"],
            sender_address=head["sender_address"],
            **mails.envelope(first, self._of(first).key(first), recipe),
        )
        for each in dates:
            mails.note_first(each, message)
        own = own_of([mails.own_links(each) for each in dates], _LINKS)
        return Copy(message, self._circular(dates), own)

    def _circular(self, dates: Dates) -> Circular:
        language = dates[0].language
        key = (language, tuple(each.event_id for each in dates))
        if key not in self._circulars:
            notices = [self._of(each).notice for each in dates]
            words = words_of(notices, language, _LINKS)
            self._circulars[key] = Circular(TEMPLATE, language, words, own=())
        return self._circulars[key]


def words_of(notices: Sequence[Notice], language: str, links: Sequence[str]) -> dict[str, Any]:
    """What a letter about several dates says; in each date these links are marked as one's own."""
    event, kinds = notices[0].event, {notice.kind for notice in notices}
    order = [language, event.original_language]
    reasons = [Texts(each.event.reasons) for each in notices if each.kind in _EXPLAINED]
    notes = [notice.notes.get(language, "") for notice in notices]
    marked = [{each: mark(_name(each, number)) for each in links} for number in range(len(notices))]
    return letterhead(event, language) | {
        "dateline": None,
        "what": kinds.pop() if len(kinds) == 1 else "changed",
        "dates": [
            _date(notice, language) | marks for notice, marks in zip(notices, marked, strict=True)
        ],
        "paragraphs": _once([*(reason.read(order).text for reason in reasons), *notes]),
        "manage_url": "",
        "asks_answer": False,
        "list_url": urls.absolute("site.index", lang=language),
    }


def own_of(dates: Sequence[Mapping[str, str]], links: Sequence[str]) -> Mapping[str, str]:
    """The links of each date, as `words_of` has marked them."""
    return {_name(each, number): own[each] for number, own in enumerate(dates) for each in links}


def _date(notice: Notice, language: str) -> dict[str, Any]:
    event, kind = notice.event, notice.kind
    was, is_ = when(notice.before, language), when(snapshot(event), language)
    is_off = kind in _EXPLAINED
    return {
        "what": kind,
        "when": was if is_off else is_,
        "is_moved": was != is_,
        "differences": [] if is_off else differences(event, notice.before, language),
    }


def _name(link: str, number: int) -> str:
    return f"{link}_{number}"


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
