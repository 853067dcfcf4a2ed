"""The public page of an event, and the ways to it."""

from flask import abort, current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.calendars import jsonld, links
from eventsapp.core import clock, dates, qr
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.materials import wording as kit_words
from eventsapp.outcome import wording as outcome_words
from eventsapp.outcome.kinds import DOCUMENT_KINDS
from eventsapp.site import event_page, freshness
from eventsapp.site.freshness import HOME_ZONE
from eventsapp.site.views import bp, in_preferred_language, lasting
from eventsapp.web import caching, locale


@bp.get("/e/<slug>")
def short(slug: str) -> ResponseReturnValue:
    """The page of an event in the language this browser asks for: for posters."""
    return in_preferred_language("site.show", slug=slug)


@bp.get("/<lang:lang>/e/<slug>")
def show(lang: str, slug: str) -> ResponseReturnValue:
    """One event."""
    event, now = events.find_by_slug(slug), clock.utcnow()
    if event is None:
        return _moved_on(lang, slug)
    if event.is_gone:
        abort(410, _withdrawn(event))
    if not event.is_public:
        abort(404)
    page = event_page.make(event, now=now)
    data = jsonld.event_data(
        event,
        lang,
        performers=page.performers,
        takes_registrations=page.entry.is_open or page.status == "full",
        is_full=page.status == "full",
    )
    return lasting(
        "site/show.html",
        page.all_events,
        now,
        is_list=False,
        moments=page.press_moments,
        page=page,
        event=event,
        clocks=event_page.clocks(event),
        local_address=event.venue and event_page.local_address(event.venue),
        map_links=event_page.map_links(event.venue) if event.venue else [],
        people_names=event_page.PEOPLE,
        kit_words=kit_words,
        outcome_words=outcome_words,
        document_kinds=DOCUMENT_KINDS,
        json_ld=jsonld.script(data),
        add_links=links.add_links(event, lang),
    )


@bp.get("/<lang:lang>/e/<slug>/qr.svg")
def symbol(lang: str, slug: str) -> ResponseReturnValue:
    """The address of an event's page as a QR code, for the page on paper."""
    event, now = events.find_by_slug(slug), clock.utcnow()
    if event is None or not event.is_public:
        abort(404)
    page = current_app.config["BASE_URL"] + url_for("site.show", lang=lang, slug=slug)
    return caching.lasting(
        str(qr.svg(page, border=qr.BORDER)),
        until=freshness.midnight_after(now, HOME_ZONE),
        mimetype="image/svg+xml",
        probe=freshness.probe([event]),
    )


def _moved_on(lang: str, slug: str) -> ResponseReturnValue:
    """The present address of an event that once had this one."""
    event = events.find_by_former_slug(slug)
    if event is None or not event.is_public:
        abort(404)
    return redirect(url_for("site.show", lang=lang, slug=event.slug), 301)


def _withdrawn(event: Event) -> str:
    gone_at = event.trashed_at or event.state_changed_at
    if gone_at is None:
        return ""
    day = to_local(gone_at, event.timezone).date()
    return _(
        "%(organisation)s withdrew this event on %(day)s. It will not take place as announced.",
        organisation=locale.read(event.organisation.names, event.organisation.original_language),
        day=dates.without_weekday(day, locale.current_language()),
    )
