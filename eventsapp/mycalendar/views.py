"""The own calendar: the link to its page by mail, the page, the feed for programs."""

from typing import NamedTuple

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accreditation import queries as accreditation
from eventsapp.accreditation.cards import services as cards
from eventsapp.calendars import ical
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.filters import Filter
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.mycalendar import content, queries, services
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.registration import queries as registration
from eventsapp.site import filtering
from eventsapp.site import queries as site
from eventsapp.web import limits, locale, private

bp = Blueprint("own_calendar", __name__)


private.keep(bp)


class Reader(NamedTuple):
    """Whom a link of ours was made for, and where it leads."""

    email: str
    language: str
    back: str


@bp.route('/<any(r,a,"press-card"):way>/<token>/calendar', methods=["GET", "POST"])
@limits.by_address(limits.MAIL)
def ask(way: str, token: str) -> ResponseReturnValue:
    """Mail the link to the calendar: the page that leads here may be open to somebody else."""
    reader = _reader(way, token) or abort(404)
    locale.use(reader.language)
    if request.method == "POST":
        services.send_link(reader.email, reader.language, now=utcnow())
        db.session.commit()
    return render_template("mycalendar/ask.html", reader=reader, is_sent=request.method == "POST")


@bp.get("/my-calendar/<token>")
def show(token: str) -> str:
    """The secret address, what it shows, and how to end it."""
    return _page(_own(token))


@bp.post("/my-calendar/<token>/filters")
@limits.by_address(limits.PUBLIC_FORM)
def save(token: str) -> ResponseReturnValue:
    """Show the events of one more filter."""
    calendar, filter_ = _own(token), filtering.asked(request.form)
    try:
        services.save_filter(calendar, filter_, now=utcnow())
    except Refusal as refusal:
        db.session.rollback()
        return _page(_own(token), filter_, refusal), refusal.status
    db.session.commit()
    return redirect(url_for(".show", token=token))


@bp.post("/my-calendar/<token>/filters/<int:number>/end")
@limits.by_address(limits.PUBLIC_FORM)
def drop(token: str, number: int) -> ResponseReturnValue:
    """Show the events of one filter no more."""
    services.drop_filter(_own(token), number, now=utcnow())
    db.session.commit()
    return redirect(url_for(".show", token=token))


@bp.post("/my-calendar/<token>/renew")
@limits.by_address(limits.PUBLIC_FORM)
def renew(token: str) -> ResponseReturnValue:
    """Make a new secret address; the former one ends."""
    services.renew(_own(token))
    db.session.commit()
    flash(_("The old address has ended. Give your calendar the new one."), "success")
    return redirect(url_for(".show", token=token))


@bp.post("/my-calendar/<token>/end")
@limits.by_address(limits.PUBLIC_FORM)
def end(token: str) -> ResponseReturnValue:
    """Forget the calendar and its filters."""
    calendar = _own(token)
    language = calendar.language
    services.end(calendar)
    db.session.commit()
    return redirect(url_for("site.index", lang=language))


@bp.get("/f/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """The calendar itself, for the programs that fetch it."""
    calendar, now = queries.by_feed(token) or abort(404), utcnow()
    answer = Response(mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="events.ics"'
    answer.headers["Cache-Control"] = "private, max-age=300"
    tag, answer.last_modified = content.freshness(calendar, now)
    answer.set_etag(tag)
    answer.make_conditional(request)
    if answer.status_code != 304:
        answer.set_data(ical.feed(content.written(calendar, now), name=_name(calendar)))
    return answer


def _name(calendar: OwnCalendar) -> str:
    with locale.speaking(calendar.language):
        return _("%(site)s: my events", site=current_app.config["SITE_NAME"])


def _page(
    calendar: OwnCalendar, filter_: Filter | None = None, refusal: Refusal | None = None
) -> str:
    now = utcnow()
    return render_template(
        "mycalendar/show.html",
        calendar=calendar,
        address=urls.absolute("own_calendar.feed", token=calendar.token),
        saved=content.saved(calendar, locale.current_language(), now),
        groups=filtering.groups(filter_ or Filter(), site.among_listed(now)),
        refusal=refusal,
        most=services.MOST,
    )


def _own(token: str) -> OwnCalendar:
    """The calendar of a mailed link, in its person's language."""
    calendar = queries.by_page(token) or abort(404)
    locale.use(calendar.language)
    return calendar


def _reader(way: str, token: str) -> Reader | None:
    """Whose page leads here: a ticket, an application, a press card."""
    if way == "r":
        ticket, opens = registration.find_by_token(token)
        if ticket and opens and ticket.email:
            back = url_for("registration.show", token=token)
            return Reader(ticket.email, ticket.language, back)
    elif way == "a":
        person, opens = accreditation.find_by_token(token)
        if person and opens and person.email:
            back = url_for("accreditation.show", token=token)
            return Reader(person.email, person.application.language, back)
    elif card := cards.find_by_token(token):
        return Reader(card.email, card.language, url_for("press_cards.show", token=token))
    return None
