"""The day of a press service: what takes place, and what waits for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eventsapp.desk import tasks, week
from eventsapp.desk.tasks import Task
from eventsapp.desk.week import Appointment
from eventsapp.organisations.models import Organisation
from eventsapp.web import locale


@dataclass(frozen=True)
class Agenda:
    """A day's appointments and tasks; false when there is neither."""

    appointments: Sequence[Appointment]
    tasks: Sequence[Task]

    def __bool__(self) -> bool:
        return bool(self.appointments or self.tasks)


def agenda(organisation: Organisation, language: str, *, now: datetime) -> Agenda:
    """What an organisation has before it today, in its own zone, in words of a language."""
    with locale.speaking(language):
        [today] = week.days(organisation, now=now, number=1)
        return Agenda(today.appointments, tasks.tasks(organisation.id, now=now))
