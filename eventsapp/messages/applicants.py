"""Journalists who wait for an answer hear of a change too: moved, postponed, cancelled, reinstated.

Whoever is accredited is registered, and hears of it as everybody does who is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement

from eventsapp.accreditation import desk_queries, queries
from eventsapp.accreditation.models import Applicant
from eventsapp.core import dates
from eventsapp.events.models import Event, State
from eventsapp.mail import urls
from eventsapp.messages.outsiders import Outsiders


class Undecided(Outsiders[Applicant]):
    """Journalists who have applied and have no place yet."""

    model, options = Applicant, desk_queries.FULL
    one_date, several_dates = "accreditation/changed", "accreditation/series"
    links = ("own_url",)

    def of(self, event: Event) -> ColumnElement[bool]:
        """Those with an address of their own: the sender tells the rest of the crew."""
        return desk_queries.undecided(event)

    def language(self, person: Applicant) -> str:
        """That of the application."""
        return person.application.language

    def own(self, person: Applicant) -> Mapping[str, str]:
        """The page of the application."""
        return {"own_url": urls.absolute("accreditation.show", token=person.token)}

    def words(self, person: Applicant, now: datetime) -> dict[str, Any]:
        """Until when the answer comes."""
        event, intake = person.event, queries.find_intake(person.event)
        by = intake.answer_by if intake and event.state is State.PUBLISHED else None
        told = dates.moment(by, event.timezone, self.language(person)) if by and now < by else ""
        return {"answer_by": told}
