"""Invited people who have not answered hear of a change too: moved, postponed, cancelled, reinstated.

Whoever has answered is registered, and hears of it as everybody does who is.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement

from eventsapp.calendars import services as calendars
from eventsapp.core import dates
from eventsapp.events.models import Event, State
from eventsapp.invitations import letters, queries
from eventsapp.invitations.models import Invitee
from eventsapp.messages import reach
from eventsapp.messages.outsiders import Outsiders


class Silent(Outsiders[Invitee]):
    """Those who were invited and have not answered."""

    model, options = Invitee, queries.WITH_ALL
    one_date, several_dates = "invitations/changed", "invitations/series"
    links = ("accept_url", "decline_url", "deputy_url")

    def of(self, event: Event) -> ColumnElement[bool]:
        """Written to, not registered by another way, and willing to hear of the event."""
        return queries.silent_of(event)

    def language(self, person: Invitee) -> str:
        """That of the invitation."""
        return person.language

    def variant(self, person: Invitee) -> int:
        """Each sending of invitations has an end of its own."""
        return person.round_id

    def own(self, person: Invitee) -> Mapping[str, str]:
        """The greeting, and the ways to answer."""
        return letters.own_links(person)

    def words(self, person: Invitee, now: datetime) -> dict[str, Any]:
        """Until when they can answer."""
        event, until = person.event, person.round.until
        takes = event.state is State.PUBLISHED and now < until
        return {"until": dates.moment(until, event.timezone, person.language) if takes else ""}

    def calendar(self, dates: Sequence[Invitee]) -> calendars.Recipe:
        """Each event as a file: whoever has not answered has no entry that could be changed."""
        return calendars.several([calendars.file_of(each.event, each.language) for each in dates])


reach.PARTIES.append(Silent())
