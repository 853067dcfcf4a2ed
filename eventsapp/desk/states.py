"""Changes of an event's state: each asks first and says how many people will hear of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core.clock import utcnow
from eventsapp.desk import hearing, pending, series
from eventsapp.desk.forms import (
    CancelForm,
    MoveForm,
    PublishDraftForm,
    PublishForm,
    ReasonForm,
    ReinstateForm,
    RoomPart,
)
from eventsapp.desk.sent_again import REINSTATED, after, already, keeping_answers
from eventsapp.desk.views import bp
from eventsapp.events import details, queries, readiness, services
from eventsapp.events.access import own_event
from eventsapp.events.models import Event, Precision, State
from eventsapp.events.rooms import RoomTaken
from eventsapp.extensions import db
from eventsapp.messages import reminders
from eventsapp.messages.models import Notice, NoticeState
from eventsapp.messages.queries import count_scheduled, waiting_notice
from eventsapp.registration import queries as registrations
from eventsapp.web import guard
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role


@bp.route("/e/<int:event_id>/publish", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def publish(event_id: int) -> ResponseReturnValue:
    """Make a draft public, or the working copy of an event that is public already."""
    event = own_event(event_id)
    if event.state in (State.DRAFT, State.WITHDRAWN):
        return _publish_draft(event)
    form, later, now = PublishForm(), queries.rest_of_series(event), utcnow()
    form.offer_series(has_later=bool(later))
    if form.validate_on_submit():
        reach = [event, *later] if form.takes_later else [event]
        with _asking_for_room(form):
            return _changes_published(reach, form)
    return render_template(
        "desk/publish_changes.html",
        event=event,
        tab="details",
        form=form,
        reached=hearing.count_published(event, now=now),
        reached_later=hearing.count_published(event, *later, now=now),
        later=later,
        changed=pending.changed(event),
        tells=pending.tells(event),
        may_be_minor=not pending.moves(event),
    )


@bp.route("/e/<int:event_id>/move", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def move(event_id: int) -> ResponseReturnValue:
    """Other times for an event that people know of."""
    event = own_event(event_id)
    form, later = MoveForm(event), queries.rest_of_series(event)
    form.offer_series(has_later=bool(later))
    if form.validate_on_submit():
        reach = [event, *later] if form.takes_later else [event]
        with keeping_answers(event, form), _asking_for_room(form):
            series.move(
                reach,
                starts=form.starts,
                ends=form.ends,
                doors=form.doors,
                precision=Precision(form.precision.data),
                by=guard.actor().user_id,
                now=utcnow(),
                shares_room=form.shares_room.data,
            )
            return _done(reach, _moved(len(reach)))
    reached = hearing.count_moved(event)
    series_part = _series(event, later) | {"reached_later": hearing.count_moved(event, *later)}
    return _ask("desk/move.html", event, form, reached=reached, **series_part)


@bp.route("/e/<int:event_id>/postpone", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def postpone(event_id: int) -> ResponseReturnValue:
    """Take the date away until a new one is known."""
    event, form = own_event(event_id), ReasonForm()
    if form.validate_on_submit():
        if event.state is State.POSTPONED:
            return already(event)
        by, reasons = guard.actor().user_id, form.reasons.data
        with keeping_answers(event, form):
            services.postpone(event, reasons=reasons, by=by, now=utcnow())
            return _done([event], _("The event is postponed."))
    return _ask("desk/postpone.html", event, form, scheduled=count_scheduled(event))


@bp.route("/e/<int:event_id>/cancel", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def cancel(event_id: int) -> ResponseReturnValue:
    """Say that the event does not take place."""
    event, form = own_event(event_id), CancelForm()
    later = queries.rest_of_series(event)
    form.offer_series(has_later=bool(later))
    if form.validate_on_submit():
        reach = [event, *later] if form.takes_later else [event]
        standing = [each for each in reach if each.state is not State.CANCELLED]
        if not standing:
            return already(event)
        by, reasons = guard.actor().user_id, form.reasons.data
        with keeping_answers(event, form):
            series.cancel(standing, reasons=reasons, by=by, now=utcnow())
            return _done(standing, _cancelled(len(standing)))
    counts = {"scheduled": count_scheduled(event)}
    counts["scheduled_later"] = count_scheduled(event, *later)
    return _ask("desk/cancel.html", event, form, **counts, **_series(event, later))


@bp.route("/e/<int:event_id>/reinstate", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def reinstate(event_id: int) -> ResponseReturnValue:
    """Take back a cancellation or a postponement."""
    event = own_event(event_id)
    form = ReinstateForm(event)
    if form.validate_on_submit():
        if event.state is State.PUBLISHED or form.is_done(event):
            return already(event, REINSTATED)
        by, shares_room = guard.actor().user_id, form.shares_room.data
        with keeping_answers(event, form), _asking_for_room(form):
            services.reinstate(event, by=by, now=utcnow(), shares_room=shares_room)
            return _done([event], _("The event takes place after all."))
    return _ask("desk/reinstate.html", event, form)


@bp.route("/e/<int:event_id>/withdraw", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def withdraw(event_id: int) -> ResponseReturnValue:
    """Take the page away, while nobody is registered."""
    event, form = own_event(event_id), Form()
    standing = registrations.count_standing(event)
    if form.validate_on_submit():
        if event.state is State.WITHDRAWN:
            return already(event)
        standing = registrations.count_standing(queries.claim(event))  # nobody registers meanwhile
        with keeping_answers(event, form):
            services.withdraw(event, registered=standing, by=guard.actor().user_id, now=utcnow())
            return _done([event], _("The page is withdrawn."))
    return _ask("desk/withdraw.html", event, form, standing=standing)


def _publish_draft(event: Event) -> ResponseReturnValue:
    form = PublishDraftForm()
    drafts = [each for each in queries.rest_of_series(event) if each.state is State.DRAFT]
    form.offer_series(has_later=bool(drafts))
    if form.validate_on_submit():
        reach = [event, *drafts] if form.takes_later else [event]
        with _asking_for_room(form):
            return _published(reach, form)
    lacks = readiness.missing(details.current(event))
    page = render_template(
        "desk/publish.html", event=event, tab="details", form=form, lacks=lacks, later=drafts
    )
    return page, 422 if form.errors else 200


@contextmanager
def _asking_for_room(form: RoomPart) -> Iterator[None]:
    """Where another event has the room nothing is done, and the form asks whether to share it."""
    try:
        yield
    except RoomTaken as refusal:
        db.session.rollback()
        form.shares_room.errors = [str(refusal.message)]


def _changes_published(reach: list[Event], form: PublishForm) -> ResponseReturnValue:
    busy = series.publish_changes(
        reach,
        minor=form.minor.data,
        by=guard.actor().user_id,
        now=utcnow(),
        shares_room=form.shares_room.data,
    )
    if busy:
        flash(_busy(len(busy)), "info")
    return _done(reach, _("Changes published."))


def _published(reach: list[Event], form: PublishDraftForm) -> ResponseReturnValue:
    now, shares_room = utcnow(), form.shares_room.data
    series.publish(reach, by=guard.actor().user_id, now=now, shares_room=shares_room)
    reminders.follow_events(now)
    db.session.commit()
    words = ngettext("%(num)d event published.", "%(num)d events published.", len(reach))
    flash(words if len(reach) > 1 else _("Published."), "success")
    return redirect(url_for("manage_events.details", event_id=reach[0].id))


def _ask(template: str, event: Event, form: Form, **more: Any) -> ResponseReturnValue:
    now = utcnow()
    shown = {"reached": hearing.count(event, now=now), "is_over": event.is_over(now)} | more
    page = render_template(template, event=event, tab="details", form=form, **shown)
    status = 409 if form.form_errors else 422
    return page, status if form.errors else 200


def _series(event: Event, later: Sequence[Event]) -> dict[str, Any]:
    """The later events of the series, and how many people hear of it if these follow."""
    return {"later": later, "reached_later": hearing.count(event, *later, now=utcnow())}


def _done(reach: list[Event], words: str) -> ResponseReturnValue:
    """Let the people of the events hear of it, commit, and go back to the first."""
    now, event = utcnow(), reach[0]
    series.tell(reach, now)
    db.session.commit()
    notice = waiting_notice(event)
    flash(f"{words} {told(notice, reach, now)}" if notice else words, "success")
    return redirect(after(event))


def told(notice: Notice, reach: Sequence[Event], now: datetime) -> str:
    """When how many people hear of it."""
    number = hearing.count(*reach, now=now)
    if notice.state is NoticeState.HELD:
        return _("The message is on hold.")
    if notice.due_at <= now:
        return ngettext(
            "%(num)d person hears of it at once.", "%(num)d people hear of it at once.", number
        )
    return ngettext(
        "%(num)d person hears of it in ten minutes.",
        "%(num)d people hear of it in ten minutes.",
        number,
    )


def _moved(number: int) -> str:
    if number == 1:
        return _("The event is moved.")
    return ngettext("%(num)d event is moved.", "%(num)d events are moved.", number)


def _cancelled(number: int) -> str:
    if number == 1:
        return _("The event is cancelled.")
    return ngettext("%(num)d event is cancelled.", "%(num)d events are cancelled.", number)


def _busy(number: int) -> str:
    return ngettext(
        "%(num)d event of the series has changes that are not published. The new ones wait beside them.",
        "%(num)d events of the series have changes that are not published. The new ones wait beside them.",
        number,
    )
