"""Feeds and calendar files. They are the same for everyone, and no session is looked at."""

from datetime import UTC, date, datetime, time, timedelta

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.calendars import atom as atoms
from eventsapp.calendars import entry as entries
from eventsapp.calendars import feeds, ical, jcal, jscalendar, queries, texts
from eventsapp.calendars.feeds import Feed
from eventsapp.core import publication
from eventsapp.core.clock import utcnow
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.mail import urls
from eventsapp.web import caching

bp = Blueprint("calendars", __name__)
caching.cover(bp)

CACHE_CONTROL = "public, max-age=300, must-revalidate"
LISTS = ("calendars.feed", "calendars.atom", "calendars.json_feed")


@bp.before_request
def find_kept() -> ResponseReturnValue | None:
    """The same whatever is added to the address: only lists read arguments, and find theirs."""
    return None if request.endpoint in LISTS else caching.kept_as({})


@bp.get("/<lang:lang>/events.ics")
def feed(lang: str) -> ResponseReturnValue:
    """The list as a calendar to subscribe to."""
    return _feed(_of_list("calendars.feed", lang))


@bp.get("/<lang:lang>/o/<slug>/events.ics")
def organisation_feed(lang: str, slug: str) -> ResponseReturnValue:
    """What one organisation holds, as a calendar to subscribe to."""
    organisation = queries.find_organisation(slug) or abort(404)
    endpoint, today = "calendars.organisation_feed", utcnow().date()
    return _feed(feeds.of_organisation(endpoint, lang, organisation, today=today))


@bp.get("/<lang:lang>/events.atom")
def atom(lang: str) -> ResponseReturnValue:
    """What is new or changed, for news readers."""
    shown = _of_list("calendars.atom", lang)
    author = current_app.config["SITE_NAME"]
    body = atoms.document(shown, feeds.changes_of(shown), author=author)
    return _sent(body, atoms.MEDIA_TYPE, "inline", shown.today)


@bp.get("/<lang:lang>/events.json")
def json_feed(lang: str) -> ResponseReturnValue:
    """The list as JSCalendar, for other programs."""
    shown = _of_list("calendars.json_feed", lang)
    body = jscalendar.group(shown, feeds.entries_of(shown))
    return _sent(body, jscalendar.GROUP_TYPE, 'inline; filename="events.json"', shown.today)


@bp.get("/<lang:lang>/e/<slug>/events.ics")
def event_feed(lang: str, slug: str) -> ResponseReturnValue:
    """One event and what belongs to it, as a calendar to subscribe to."""
    event = _public_event(lang, slug)
    shown = entries.read_all([event, *queries.parts(event)], lang)
    source = urls.absolute("calendars.event_feed", lang=lang, slug=slug)
    body = ical.feed(map(ical.write, shown), name=shown[0].title.text, source=source)
    return _calendar(body, f'inline; filename="{slug}.ics"', utcnow().date())


@bp.get("/<lang:lang>/e/<slug>.ics")
def event_file(lang: str, slug: str) -> ResponseReturnValue:
    """One event as a file to open in a calendar."""
    body = ical.single(ical.event_text(_public_event(lang, slug), lang))
    return _calendar(body, f'attachment; filename="{slug}.ics"', utcnow().date())


@bp.get("/<lang:lang>/e/<slug>.json")
def event_data(lang: str, slug: str) -> ResponseReturnValue:
    """One event as JSCalendar."""
    entry = entries.read(_public_event(lang, slug), lang)
    body = jscalendar.written(jscalendar.event(entry))
    disposition = f'inline; filename="{slug}.json"'
    return _sent(body, jscalendar.EVENT_TYPE, disposition, utcnow().date())


def _public_event(lang: str, slug: str) -> Event:
    """The event of an address that anybody may read."""
    event = events.find_by_slug(slug)
    if event is None:
        former = events.find_by_former_slug(slug) or abort(404)
        abort(redirect(url_for(request.endpoint or "", lang=lang, slug=former.slug), 301))
    if event.is_gone:
        abort(410)
    return event if event.is_public else abort(404)


def _of_list(endpoint: str, language: str) -> Feed:
    """The feed of the list. One that asks for nothing we know is missing.

    Nobody looks at a feed's address again: a mistyped one would fill a calendar with all events,
    an empty answer would never be noticed. A calendar says at once that 404 is no calendar, and
    keeps what it had.
    """
    shown = feeds.of_list(endpoint, language, request.args, today=utcnow().date())
    if shown.filter.is_lost:
        abort(404)
    kept = caching.kept_as(shown.filter.to_args())
    return abort(kept) if kept else shown


def _feed(shown: Feed) -> caching.Lasting:
    body = ical.feed(texts.in_feed(shown), name=shown.name, source=shown.url)
    return _calendar(body, 'inline; filename="events.ics"', shown.today)


def _calendar(body: bytes, disposition: str, today: date) -> caching.Lasting:
    """A calendar in the form that the reader takes: RFC 5545, or on request RFC 7265."""
    if caching.takes_other_form(request.environ):
        answer = _sent(jcal.document(body), caching.OTHER_FORM, "inline", today)
    else:
        answer = _sent(body, caching.USUAL_FORM, disposition, today)
    answer.vary.add("Accept")
    return answer


def _sent(body: bytes, mimetype: str, disposition: str, today: date) -> caching.Lasting:
    """An answer that stands until something is published or the window moves on by a day."""
    midnight = datetime.combine(today, time(), UTC)
    return caching.lasting(
        body,
        until=midnight + timedelta(days=1),
        mimetype=mimetype,
        cache_control=CACHE_CONTROL,
        headers={"Content-Disposition": disposition, "Access-Control-Allow-Origin": "*"},
        changed_at=max(publication.changed_at() or midnight, midnight),
        is_exact=True,
    )
