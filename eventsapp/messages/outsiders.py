"""People who are not registered and hear of a change all the same: one letter to each address.

Whoever is one of them at several dates of a series that change together reads of all in one letter.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.sql.base import ExecutableOption

from eventsapp.calendars.services import Recipe
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail.circulars import Circular, Copy, enqueue_all
from eventsapp.mail.models import Message
from eventsapp.messages.letters import notice_words
from eventsapp.messages.models import Notice
from eventsapp.messages.series_letters import own_of, words_of
from eventsapp.registration.letterhead import letterhead, reply_address

PART = 200  # people written to at once


class Outsider(Protocol):
    """One of them, at one event."""

    id: Any
    event_id: Any
    event: Any
    name: Any
    email: Any


Person = TypeVar("Person", bound=Outsider)
Words = dict[tuple[Any, ...], Circular]  # by language and what else tells letters apart


class Outsiders(ABC, Generic[Person]):
    """One kind of them; subclasses say who they are and what they read besides."""

    model: type[Any]
    options: Sequence[ExecutableOption]  # what their letters need
    one_date: ClassVar[str]  # the letters, by their templates
    several_dates: ClassVar[str]
    links: ClassVar[Sequence[str]]  # a person's own, of each date

    @abstractmethod
    def of(self, event: Event) -> ColumnElement[bool]:
        """Who of them hears of a change of this event."""

    @abstractmethod
    def language(self, person: Person) -> str:
        """In which they are written to."""

    @abstractmethod
    def own(self, person: Person) -> Mapping[str, str]:
        """What differs from one person's letter to the next: the links, and more."""

    @abstractmethod
    def words(self, person: Person, now: datetime) -> dict[str, Any]:
        """What is said about an event to them and to nobody else; the same for those of a variant."""

    def variant(self, person: Person) -> int:
        """Who of an event is told something else."""
        return 0

    def calendar(self, dates: Sequence[Person]) -> Recipe | None:
        """What the letter about these dates brings for the calendar."""
        return None

    def count(self, *events: Event) -> int:
        """How many of them hear of a change, each once."""
        found = select(func.count(self.model.email.distinct())).where(self._of(events))
        return db.session.scalar(found) or 0

    def tell(self, notices: Sequence[Notice], now: datetime) -> None:
        """Queue their letters about changes of one event, or of dates of one series."""
        several = self._at_several([notice.event for notice in notices])
        for notice in notices:
            made: Words = {}
            for people in self._in_parts(notice.event):
                alone = (each for each in people if _address(each) not in several)
                enqueue_all([self._letter(notice, each, made, now) for each in alone])
        self._tell_of_several(notices, sorted(several), now)

    def _tell_of_several(
        self, notices: Sequence[Notice], addresses: Sequence[str], now: datetime
    ) -> None:
        made: Words = {}
        for begin in range(0, len(addresses), PART):
            people = self._people([each.event for each in notices], addresses[begin : begin + PART])
            dates = (list(group) for _address, group in groupby(people, key=_address))
            enqueue_all([self._series_letter(notices, each, made, now) for each in dates])

    def _letter(self, notice: Notice, person: Person, made: Words, now: datetime) -> Copy:
        own, language = self.own(person), self.language(person)
        key = (language, self.variant(person))
        if key not in made:
            context = letterhead(notice.event, language) | notice_words(notice, language)
            context |= {"what": notice.kind} | self.words(person, now)
            made[key] = Circular(self.one_date, language, context, own=list(own))
        return Copy(self._draft(self.one_date, notice, [person], now), made[key], own)

    def _series_letter(
        self, notices: Sequence[Notice], dates: Sequence[Person], made: Words, now: datetime
    ) -> Copy:
        standing = {notice.event_id: notice for notice in notices}
        told = [standing[each.event_id] for each in dates]
        own, language = self.own(dates[0]), self.language(dates[0])
        key = (language, *((each.event_id, self.variant(each)) for each in dates))
        if key not in made:
            context = words_of(told, language, self.links)
            for date, person in zip(context["dates"], dates, strict=True):
                date.update(self.words(person, now))
            common = [name for name in own if name not in self.links]
            made[key] = Circular(self.several_dates, language, context, own=common)
        links = own_of([self.own(each) for each in dates], self.links)
        message = self._draft(self.several_dates, told[0], dates, now)
        return Copy(message, made[key], {**own, **links})

    def _draft(
        self, template: str, notice: Notice, dates: Sequence[Person], now: datetime
    ) -> Message:
        first, event, language = dates[0], notice.event, self.language(dates[0])
        head = letterhead(event, language)
        return outbox.draft(
            template,
            to=_address(first),
            name=first.name,
            language=language,
            key=f"{template}:{notice.id}:{first.id}",
            now=now,
            topic=event.topic,
            reply_to=reply_address(event),
            calendar=self.calendar(dates),
            sender_name=head["sender_name"],
            sender_address=head["sender_address"],
        )

    def _of(self, events: Sequence[Event]) -> ColumnElement[bool]:
        return or_(*(self.of(event) for event in events))

    def _at_several(self, events: Sequence[Event]) -> set[str]:
        """The addresses of those who are there at more than one of these events."""
        if len(events) < 2:
            return set()
        number = func.count(self.model.event_id.distinct())
        found = select(self.model.email).where(self._of(events)).group_by(self.model.email)
        return set(filter(None, db.session.scalars(found.having(number > 1))))

    def _in_parts(self, event: Event) -> Iterator[Sequence[Person]]:
        after = 0
        wanted = select(self.model).where(self.of(event)).options(*self.options)
        following = wanted.order_by(self.model.id).limit(PART)
        while people := db.session.scalars(following.where(self.model.id > after)).all():
            yield people
            after = people[-1].id

    def _people(self, events: Sequence[Event], addresses: Sequence[str]) -> list[Person]:
        """Those of these addresses, by address and day."""
        wanted = select(self.model).where(self._of(events), self.model.email.in_(addresses))
        found = db.session.scalars(wanted.options(*self.options)).all()
        return sorted(found, key=lambda each: (_address(each), each.event.starts_at, each.id))


def _address(person: Outsider) -> str:
    return str(person.email)
