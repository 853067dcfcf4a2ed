"""The frame of an event's workspace: head, tabs with counts, and the rail with its state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flask import Flask, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventsapp.accreditation import desk_queries as accreditation
from eventsapp.core import dates
from eventsapp.core.clock import utcnow
from eventsapp.events import ornament
from eventsapp.events.completeness import completeness
from eventsapp.events.dateline import dateline
from eventsapp.events.models import PUBLIC_STATES, Event, State
from eventsapp.messages.plan import Step, plan
from eventsapp.programme import queries as programme
from eventsapp.registration import seats
from eventsapp.web import guard
from eventsapp.web.locale import current_language, reading_order


@dataclass(frozen=True)
class Tab:
    """One tab of the workspace."""

    label: str
    url: str
    current: bool
    endpoint: str
    count: int | None = None
    attention: bool = False


@dataclass(frozen=True)
class Frame:
    """What `layouts/workspace.html` shows around every tab."""

    title: str
    title_lang: str
    status: str
    ornament: Markup
    type: str
    type_label: str
    when: str
    offset: str
    place: str
    page_url: str | None
    tabs: Sequence[Tab]


@dataclass(frozen=True)
class Check:
    """One line of "Ready for the day"."""

    words: str
    done: bool
    url: str = ""
    act: str = ""


@dataclass(frozen=True)
class Rail:
    """Numbers, what is ready, and the plan of messages."""

    registered: int
    capacity: int | None
    online: int
    checks: Sequence[Check]
    steps: Sequence[Step]

    @property
    def done(self) -> int:
        """How many checks are done."""
        return sum(check.done for check in self.checks)


def init_app(app: Flask) -> None:
    """Let the templates of every tab draw the frame."""
    app.jinja_env.globals.update(
        workspace_frame=frame, workspace_rail=rail, completeness=completeness
    )


def frame(event: Event, tab: str) -> Frame:
    """The frame around one tab of an event."""
    line = dateline(event, current_language())
    title = event.titles.read(reading_order(event.original_language))
    shown = event.state in PUBLIC_STATES and event.is_public
    type_name = event.type_names.read(reading_order(event.original_language)).text
    return Frame(
        title=title.text or _("Untitled event"),
        title_lang=title.language,
        status=status(event, utcnow()),
        ornament=ornament.thumb(event.uid, event.kind.family),
        type=event.kind.family,
        type_label=type_name or str(event.kind.name),
        when=_when(event),
        offset=dates.offset(event.starts_at, event.timezone) if event.has_hours else "",
        place=line.short_place,
        page_url=url_for("site.show", lang=current_language(), slug=event.slug) if shown else None,
        tabs=_tabs(event, tab),
    )


def status(event: Event, now: datetime) -> str:
    """Its state as the pill shows it, with the computed ones."""
    if event.state is State.PUBLISHED and event.is_live(now):
        return "live"
    if event.state is State.PUBLISHED and event.is_over(now):
        return "over"
    return event.state.value


def rail(event: Event) -> Rail:
    """What stands at the right of the Details tab."""
    places = seats.places(event)
    return Rail(
        registered=places.taken,
        capacity=places.capacity,
        online=sum(
            places.by_category[each.id].taken for each in event.categories if each.mode == "online"
        ),
        checks=_checks(event),
        steps=plan(event),
    )


def _when(event: Event) -> str:
    language = current_language()
    if not event.has_hours:
        return dateline(event, language).full_day
    starts, ends = event.local_starts_at, event.local_ends_at
    if dates.spans_days(starts, ends):
        return dates.day_and_hours(starts, ends, language)
    hours = dates.clock_range(starts, ends, language)
    return f"{dates.short_weekday(starts, language)} {dates.short(starts, language)}, {hours}"


def _tabs(event: Event, current: str) -> list[Tab]:
    link = partial(_tab, event, current)
    tabs = [
        link("details", _("Details"), "manage_events.details"),
        link("programme", _("Programme"), "manage_programme.index"),
        link("people", _("People"), "manage_people.index"),
        link(
            "registrations",
            _("Registrations"),
            "manage_registrations.index",
            count=seats.places(event).taken,
        ),
        link("invitations", _("Invitations"), "manage_invitations.index"),
        _press_tab(event, link),
        link("checkin", _("Check-in"), "manage_checkin.index"),
        link("messages", _("Messages"), "manage_messages.index"),
        link("documents", _("Documents"), "manage_documents.index"),
        link("materials", _("Materials"), "manage_materials.index"),
        link("outcome", _("Outcome"), "manage_outcome.index"),
        link("report", _("Report"), "manage_reports.index"),
    ]
    return [tab for tab in tabs if guard.may_open(tab.endpoint)]


def _press_tab(event: Event, link: Callable[..., Tab]) -> Tab:
    waiting = accreditation.waiting(event)
    return link(
        "press",
        _("Press"),
        "manage_accreditation.index",
        count=waiting or None,
        attention=waiting > 0,
    )


def _tab(event: Event, current: str, name: str, label: str, endpoint: str, **more: Any) -> Tab:
    return Tab(label, url_for(endpoint, event_id=event.id), name == current, endpoint, **more)


def _way_to(event: Event, endpoint: str) -> str:
    """The address of a part; none where who is asking may not open it."""
    return url_for(endpoint, event_id=event.id) if guard.may_open(endpoint) else ""


def _checks(event: Event) -> list[Check]:
    link = partial(_way_to, event)
    details, fill = link("manage_events.details"), _("Fill in")
    return [
        Check(_("Published"), event.state in PUBLIC_STATES, link("desk.publish"), _("Publish")),
        Check(_("Venue or link"), bool(event.venue or event.online_url), details, fill),
        Check(_("Summary"), bool(event.summaries), details, fill),
        Check(_("Press contact"), bool(event.contacts), details, fill),
        Check(
            _("Programme"), bool(programme.programme(event)), link("manage_programme.index"), fill
        ),
        Check(_("Speakers"), bool(programme.people(event)), link("manage_people.index"), fill),
        Check(_("Places to register for"), bool(event.categories), details, fill),
        Check(_("Title in two languages"), len(event.titles) > 1, details, fill),
    ]
