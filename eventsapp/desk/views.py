"""The desk: the table of events, and the ways to a new one."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.exc import IntegrityError

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.desk import copying, finding, queries, rooms, tasks, week
from eventsapp.desk.forms import CopyForm, DraftForm, NewEventForm, RepeatForm
from eventsapp.desk.frame import status
from eventsapp.events import queries as events_queries
from eventsapp.events import services as events_services
from eventsapp.events.access import own_event
from eventsapp.events.kinds import KINDS, Type
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.messages import reminders, soon
from eventsapp.programme import services as programme
from eventsapp.registration import seats
from eventsapp.venues import queries as venues
from eventsapp.web import guard
from eventsapp.web.guard import Role
from eventsapp.web.locale import current_language
from eventsapp.web.once import once
from eventsapp.web.paging import page

bp = Blueprint("desk", __name__, url_prefix="/desk")
guard.protect(bp)


@bp.get("")
def today() -> ResponseReturnValue:
    """The first screen after signing in: what takes place, and what waits for a decision."""
    organisation, now = guard.actor().organisation, utcnow()
    return render_template(
        "desk/today.html",
        live=week.live(organisation, now=now),
        tasks=tasks.tasks(organisation.id, now=now),
        soon=soon.coming(organisation.id, now=now),
        days=week.days(organisation, now=now),
        coming=week.next_after(organisation.id, now),
        is_new=not queries.has_any(organisation.id),
    )


@bp.get("/find")
def find() -> ResponseReturnValue:
    """The jump box: a page, or the part of it that is renewed while somebody types."""
    query = _asked("q")
    groups = finding.find(guard.actor().organisation_id, query)
    is_part = request.headers.get("HX-Request") == "true"
    template = "desk/_found.html" if is_part else "desk/find.html"
    answer = make_response(render_template(template, groups=groups, query=query))
    answer.vary.add("HX-Request")
    return answer


@bp.get("/venues/<int:venue_id>/week")
def venue_week(venue_id: int) -> str:
    """Which room of a venue is free when."""
    actor = guard.actor()
    venue = venues.find(actor.organisation_id, venue_id) or abort(404)
    today = to_local(utcnow(), venue.zone).date()
    day = request.args.get("day", today, type=date.fromisoformat)
    shown = rooms.week(venue, day if day.year in rooms.YEARS else today)
    return render_template("desk/venue_week.html", venue=venue, week=shown, today=today)


@bp.get("/events")
@guard.open_to(Role.DOOR)
def events() -> ResponseReturnValue:
    """The organisation's events."""
    organisation_id, now = guard.actor().organisation_id, utcnow()
    view, query, type_ = _asked("view", "upcoming"), _asked("q"), _asked("type")
    found = page(queries.events(organisation_id, view, query=query, type_=type_, now=now))
    taken = seats.taken_by_category([event.id for event in found.items])
    return render_template(
        "desk/events.html",
        events=found,
        view=view if view in queries.VIEWS else "all",
        counts=queries.counts(organisation_id, now),
        query=query,
        chosen_type=type_,
        kinds=KINDS,
        status={event.id: status(event, now) for event in found.items},
        places={event.id: seats.places(event, taken) for event in found.items},
    )


@bp.get("/events/new")
@guard.require(Role.EDITOR)
def new() -> ResponseReturnValue:
    """The doors to a new event: a type, or an event to copy."""
    query = _asked("q")
    sources = queries.sources(guard.actor().organisation_id, query)
    return render_template("desk/new.html", kinds=KINDS, sources=sources, query=query)


@bp.route("/events/new/<type_>", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def new_of_type(type_: str) -> ResponseReturnValue:
    """A draft from a type: title, day, hour and city; the rest follows on its tabs."""
    if type_ not in set(Type):
        abort(404)
    form = NewEventForm(Type(type_), guard.actor().organisation.timezone)
    if not form.is_submitted():
        form.language.data = current_language()
    if form.validate_on_submit():
        event = _once(form, partial(_drafted, form))
        flash(_("Draft saved. Nothing is public yet."), "success")
        following = "desk.publish" if "publish" in request.form else "manage_events.details"
        return redirect(url_for(following, event_id=event.id))
    answer = render_template("desk/new_of_type.html", form=form, kind=KINDS[Type(type_)])
    return answer, 422 if form.errors else 200


@bp.route("/e/<int:event_id>/copy", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def copy(event_id: int) -> ResponseReturnValue:
    """A copy of an event on another day."""
    event = own_event(event_id)
    form = CopyForm(event)
    if form.validate_on_submit() and (made := _copied(event, form)):
        flash(_("Copied. Nothing is public yet."), "success")
        return redirect(url_for("manage_events.details", event_id=made.id))
    answer = render_template("desk/copy.html", form=form, event=event)
    return answer, 422 if form.errors else 200


@bp.route("/e/<int:event_id>/repeat", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
@once
def repeat(event_id: int) -> ResponseReturnValue:
    """Drafts like an event on the later dates of a rule."""
    event, form = own_event(event_id), RepeatForm()
    if form.validate_on_submit() and (made := _repeated(event, form)):
        flash(ngettext("%(num)d draft created.", "%(num)d drafts created.", len(made)), "success")
        return redirect(url_for(".events", view="drafts"))
    answer = render_template("desk/repeat.html", form=form, event=event, tab="details")
    return answer, 422 if form.errors else 200


def _once(form: DraftForm, make: Callable[[str], Event]) -> Event:
    """The event of this filling of a form: made now, or when the form was sent before."""
    house, uid = guard.actor().organisation_id, form.uid
    if earlier := events_queries.find_by_uid(house, uid):
        return earlier
    try:
        made = make(uid)
        db.session.commit()
    except IntegrityError:  # the same form, sent twice at once, was quicker in another thread
        db.session.rollback()
        return events_queries.find_by_uid(house, uid) or abort(409)
    return made


def _drafted(form: NewEventForm, uid: str) -> Event:
    actor, now = guard.actor(), utcnow()
    event = events_services.create(
        actor.organisation, form.details(), by=actor.user_id, now=now, uid=uid
    )
    if form.with_programme.data:
        programme.use_usual(event, now=now)
    reminders.add_usual_rules(event, now)
    return event


def _copied(event: Event, form: CopyForm) -> Event | None:
    """The draft made; none where another of its hours is not to be had, and the form says why."""
    by, parts = guard.actor().user_id, form.parts.data
    copied = partial(copying.copy, event, starts=form.starts, parts=parts, by=by, now=utcnow())
    try:
        return _once(form, lambda uid: copied(uid=uid))
    except Refusal as refusal:
        db.session.rollback()
        form.starts_on.errors = [str(refusal.message)]
        return None


def _repeated(event: Event, form: RepeatForm) -> list[Event]:
    """The drafts made; none where the rule does not work, and the form says why."""
    by, now = guard.actor().user_id, utcnow()
    try:
        made = copying.repeat(event, rule=form.rule.data, until=form.until.data, by=by, now=now)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.until.errors = [str(refusal.message)]
        return []
    return made


def _asked(name: str, default: str = "") -> Any:
    return request.args.get(name, default).strip()[:200]
