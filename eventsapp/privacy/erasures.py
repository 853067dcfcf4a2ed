"""Tells the owners the day after whose time was over and how many people were erased, by number alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from sqlalchemy import func, select

from eventsapp.accreditation.models import Applicant
from eventsapp.briefs import team
from eventsapp.core import dates
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.invitations.models import Invitee
from eventsapp.mail import urls
from eventsapp.organisations.models import Organisation
from eventsapp.registration.models import Registration
from eventsapp.registration.retention import is_due
from eventsapp.web.guard import Role

LOOK_BACK = timedelta(days=7)  # a worker that stood still for some days catches up
TABLES: dict[str, type[Registration | Applicant | Invitee]] = {
    "registered": Registration,
    "journalists": Applicant,
    "invited": Invitee,
}


@dataclass(frozen=True)
class Erased:
    """How many people of one event were erased on one day (UTC), by what they were there."""

    day: date
    event: Event
    numbers: dict[str, int]

    @property
    def house_and_day(self) -> tuple[int, date]:
        """By what the reports are gathered."""
        return self.event.organisation_id, self.day


def report_erasures(now: datetime) -> int:
    """Mail each organisation's owners what was erased on the days before today; how many reports.

    Safe to repeat: each day of each organisation is told once.
    """
    found = sorted(_erased(now), key=lambda each: (*each.house_and_day, each.event.id))
    reports = [list(same) for _key, same in groupby(found, lambda each: each.house_and_day)]
    for report in reports:
        _tell(report[0].event.organisation, report, now)
    return len(reports)


def _tell(house: Organisation, report: list[Erased], now: datetime) -> None:
    day = report[0].day
    for user in team.team(house.id, roles=(Role.OWNER,)):
        team.tell(
            "privacy/report",
            user,
            house,
            key=f"erased:{house.id}:{day}",
            now=now,
            expires_at=now + LOOK_BACK,
            day=dates.full(day, user.language),
            total=sum(sum(each.numbers.values()) for each in report),
            events=[
                (
                    each.event.titles.read([user.language, each.event.original_language]),
                    each.numbers,
                )
                for each in report
            ],
            url=urls.absolute("manage_privacy.index"),
        )


def _erased(now: datetime) -> Iterator[Erased]:
    """What the nights before today have erased; what people asked for themselves is not counted."""
    counted: dict[tuple[date, int], dict[str, int]] = {}
    for name, event_id, moment, number in _rows(now):
        numbers = counted.setdefault((moment.date(), event_id), dict.fromkeys(TABLES, 0))
        numbers[name] += number
    wanted = {event_id for _day, event_id in counted}
    events = {
        each.id: each for each in db.session.scalars(select(Event).where(Event.id.in_(wanted)))
    }
    for (day, event_id), numbers in counted.items():
        if is_due(events[event_id], datetime.combine(day, datetime.max.time(), UTC)):
            yield Erased(day, events[event_id], numbers)


def _rows(now: datetime) -> Iterator[tuple[str, int, datetime, int]]:
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for name, table in TABLES.items():
        rows = db.session.execute(
            select(table.event_id, table.erased_at, func.count())
            .where(table.erased_at >= today - LOOK_BACK, table.erased_at < today)
            .group_by(table.event_id, table.erased_at)
        )
        for event_id, moment, number in rows:
            if moment:
                yield name, event_id, moment, number
