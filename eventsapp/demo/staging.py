"""One plan made an event: drafted, given its people and programme, published, registered for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from eventsapp.core.texts import Texts
from eventsapp.demo import drafting
from eventsapp.demo.content.shapes import Plan, Visit, Way
from eventsapp.demo.crowd import Crowd
from eventsapp.demo.directory import Directory
from eventsapp.events import details, services
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.events.times import to_instant
from eventsapp.extensions import db
from eventsapp.messages import reminders
from eventsapp.programme import people
from eventsapp.programme import services as programme
from eventsapp.registration import services as registration
from eventsapp.registration.details import AttendeeDetails

DAY = timedelta(days=1)
REPENTED = timedelta(minutes=40)  # how long after registering some cancel


class Stage:
    """Where plans become events of one directory; `events` are those that stand, by key."""

    def __init__(self, directory: Directory, now: datetime) -> None:
        self.directory = directory
        self.now = now
        self.crowd = Crowd()
        self.events: dict[str, Event] = {}

    def put_on(self, plan: Plan) -> list[Event]:
        """The event of a plan and those beside it, as they stood before anything changed."""
        parent = self.events.get(plan.parent)
        what = drafting.write(plan, self.directory, parent=parent, now=self.now)
        starts_at = to_instant(what.starts, drafting.zone_of(plan, self.directory))
        announced = min(starts_at, self.now) - timedelta(days=plan.announced_days)
        event = self._draft(what, plan, announced - DAY)
        self.events[plan.key] = event
        if plan.is_draft:
            return [event]
        self._publish(event, announced)
        beside = [*self._repeat(event, plan, announced), *self._visits(event, plan, announced)]
        self._let_in(event, plan.ways, announced)
        return [event, *beside]

    def _draft(self, what: details.Details, plan: Plan, at: datetime) -> Event:
        keeper, by = self.directory.keeper, self.directory.owner.id
        event = services.create(keeper, what, by=by, now=at)
        parts = {
            key: people.add(event, self.directory.people[key], role=role, now=at).id
            for key, role in plan.people
        }
        if plan.usual_programme:
            programme.use_usual(event, now=at)
        for item in drafting.items(event, plan.talks, parts):
            programme.add_item(event, item, now=at)
        reminders.add_usual_rules(event, at)
        return event

    def _publish(self, event: Event, at: datetime) -> None:
        services.publish(event, by=self.directory.owner.id, now=at)

    def _repeat(self, event: Event, plan: Plan, at: datetime) -> Sequence[Event]:
        if not plan.repeat_weeks:
            return ()
        until = event.local_starts_at.date() + timedelta(weeks=plan.repeat_weeks)
        by = self.directory.owner.id
        copies = services.repeat(event, rule="FREQ=WEEKLY", until=until, by=by, now=at)
        for copy in copies:
            programme.copy(event, copy, people=True, items=True, now=at)
            reminders.add_usual_rules(copy, at)
            self._publish(copy, at)
        return copies

    def _visits(self, event: Event, plan: Plan, at: datetime) -> Sequence[Event]:
        if plan.visit is None:
            return ()
        visit, by = plan.visit, self.directory.owner.id
        side = programme.SideVisit(
            titles=Texts(visit.titles),
            starts=event.local_starts_at + timedelta(minutes=visit.after),
            minutes=visit.minutes,
            capacity=visit.capacity,
        )
        item = programme.add_side_visit(event, side, by=by, now=at)
        beside = db.session.get_one(Event, item.side_event_id)
        what = self._described(beside, visit, details.of(event))
        services.save_draft(beside, what, version=beside.version, by=by, now=at)
        reminders.add_usual_rules(beside, at)
        self._publish(beside, at)
        self._let_in(beside, (Way(registered=visit.registered),), at)
        return (beside,)

    def _described(self, beside: Event, visit: Visit, main: details.Details) -> details.Details:
        venue = self.directory.venues.get(visit.venue)
        return replace(
            details.of(beside),
            summaries=dict(visit.summaries),
            venue_id=venue.id if venue else None,
            bodies=main.bodies,
            contacts=main.contacts,
            working_languages=main.working_languages,
        )

    def _let_in(self, event: Event, ways: Sequence[Way], since: datetime) -> None:
        """Register people from the announcement on; some change their mind and make room."""
        for way, category in zip(ways, event.categories, strict=True):
            leaving = [*self._parties(event, way.cancelled, category)]
            staying = [*self._parties(event, way.registered, category)]
            staying += self._parties(event, way.waiting, category)
            category.has_waiting_list = way.waiting > 0
            until = min(self.now, category.closes_at or event.starts_at)
            moments = _moments(since, until, len(leaving) + len(staying))
            for attendee in leaving:
                at = next(moments)
                gone = registration.register(event, attendee, now=at)
                registration.cancel(gone, now=at + REPENTED)
            for attendee in staying:
                registration.register(event, attendee, now=next(moments))

    def _parties(self, event: Event, persons: int, category: Category) -> Iterator[AttendeeDetails]:
        return self.crowd.parties(persons, _languages(event), category.id)


def _languages(event: Event) -> list[str]:
    """The languages its people write in, the original between any two others."""
    original = event.original_language
    others = [code for code in event.titles.languages() if code != original]
    return [original, *(code for other in others for code in (other, original))]


def _moments(since: datetime, until: datetime, count: int) -> Iterator[datetime]:
    """So many moments between two, denser towards the end."""
    for number in range(1, count + 1):
        yield since + (until - since) * (number / (count + 1)) ** 0.8
