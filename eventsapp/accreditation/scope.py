"""Whose queue is on the page: that of one event, or that of every coming event of an organisation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request, url_for
from sqlalchemy import ColumnElement

from eventsapp.accreditation import desk_queries
from eventsapp.accreditation.models import Applicant, Decision
from eventsapp.events.models import Event

FILTERS = ("view", "q", "sort", "missing", "marked", "page", "event_id")  # kept from page to page


@dataclass(frozen=True)
class Scope:
    """The applicants of a queue, and the addresses where they are decided about."""

    where: ColumnElement[bool]
    event: Event | None  # whose workspace it is; None: the queue over all events
    chosen: Event | None  # the one event that is shown

    @classmethod
    def of(cls, event: Event) -> "Scope":
        """The queue of one event."""
        return cls(desk_queries.of_event(event), event, event)

    @classmethod
    def over_all(cls, organisation_id: int, chosen: Event | None, now: datetime) -> "Scope":
        """The queue over the coming events of an organisation, or over one of them."""
        where = desk_queries.of_coming(organisation_id, now)
        if chosen:
            where &= desk_queries.of_event(chosen)
        return cls(where, None, chosen)

    @property
    def layout(self) -> str:
        """What stands around its pages."""
        return "layouts/workspace.html" if self.event else "layouts/press_queue.html"

    def view_url(self, view: str) -> str:
        """Another view of this queue, without the filters of the page."""
        if self.event:
            return url_for("manage_accreditation.index", event_id=self.event.id, view=view)
        event_id = self.chosen.id if self.chosen else None
        return url_for("press_queue.index", event_id=event_id, view=view)

    def url(self, action: str, **more: Any) -> str:
        """An action of this queue, with the filters of the page."""
        kept = {name: request.args[name] for name in FILTERS if name in request.args}
        if self.event:
            kept["event_id"] = str(self.event.id)
        part = "manage_accreditation" if self.event else "press_queue"
        return url_for(f"{part}.{action}", **kept | more)

    def back(self) -> str:
        """The queue as it was shown, at whoever comes next."""
        following = request.form.get("next", "")
        return self.url("index", **{"open": following} if following.isdecimal() else {})

    def people(self, ids: Iterable[int]) -> Sequence[Applicant]:
        """Those of these applicants that are in this queue."""
        return desk_queries.chosen(self.where, ids)

    def decisions(self, ids: Iterable[int]) -> Sequence[Decision]:
        """Those of these decisions that were made about people of this queue."""
        return desk_queries.decisions(self.where, ids)
