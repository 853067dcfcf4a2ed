"""Everything one address is registered for, as a calendar of its own under a secret address."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.calendars import entry as entries
from eventsapp.calendars import ical
from eventsapp.calendars.entry import Entry, Status
from eventsapp.core import publication
from eventsapp.core.clock import utcnow
from eventsapp.events.models import PUBLIC_STATES
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.registration import queries
from eventsapp.registration.models import OwnCalendar, Registration
from eventsapp.web import limits, locale, private

bp = Blueprint("own_calendar", __name__)


private.keep(bp)


@bp.get("/r/<token>/calendar")
def show(token: str) -> str:
    """The secret address, if one was made, and how to end it."""
    registration = _own(token)
    calendar = queries.own_calendar(registration.email or "")
    address = calendar and urls.absolute("own_calendar.feed", token=calendar.token)
    return render_template("registration/calendar.html", registration=registration, address=address)


@bp.post("/r/<token>/calendar")
@limits.by_address(limits.PUBLIC_FORM)
def renew(token: str) -> ResponseReturnValue:
    """Make the address; a former one ends."""
    registration = _own(token)
    calendar = queries.own_calendar(registration.email or "")
    if calendar is None:
        calendar = OwnCalendar(email=registration.email, created_at=utcnow())
        db.session.add(calendar)
    else:
        calendar.generation += 1
    calendar.language = registration.language
    db.session.commit()
    return redirect(url_for(".show", token=token))


@bp.get("/f/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """The calendar itself, for the programs that fetch it."""
    calendar = queries.own_calendar_of(token) or abort(404)
    found = queries.all_of(calendar.email)
    with locale.speaking(calendar.language):
        name = _("%(site)s: my events", site=current_app.config["SITE_NAME"])
    events = [ical.write(each) for each in _entries(found, calendar.language)]
    answer = Response(ical.feed(events, name=name), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="events.ics"'
    answer.headers["Cache-Control"] = "private, max-age=300"
    answer.last_modified = _changed_at(calendar, found)
    answer.add_etag()
    return answer.make_conditional(request)


def _entries(found: list[Registration], language: str) -> Iterator[Entry]:
    """What the person still goes to; what is not settled yet is tentative."""
    for registration in found:
        if registration.is_live and registration.event.state in PUBLIC_STATES:
            own_url = urls.absolute("registration.show", token=registration.token)
            entry = entries.read_privately(registration.event, language, own_url=own_url)
            is_sure = registration.is_confirmed or entry.status is Status.CANCELLED
            yield entry if is_sure else replace(entry, status=Status.TENTATIVE)


def _changed_at(calendar: OwnCalendar, found: list[Registration]) -> datetime:
    """When it last may have read differently, what has left it included."""
    moments = [calendar.created_at, publication.changed_at()]
    for each in found:
        moments += [each.registered_at, each.confirmed_at, each.cancelled_at]
    return max(moment for moment in moments if moment)


def _own(token: str) -> Registration:
    """The registration of a link that still opens, in its person's language."""
    registration, opens = queries.find_by_token(token)
    if registration is None or not opens or registration.email is None:
        abort(404)
    locale.use(registration.language)
    return registration
