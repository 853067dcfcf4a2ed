"""The Programme tab of an event's workspace. What is saved here is public at once."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.events.access import claimed_event, own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.programme import queries, services, timing
from eventsapp.programme.forms import OPENNESS, ItemForm, SideVisitForm, days
from eventsapp.programme.models import Item
from eventsapp.web import guard
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role
from eventsapp.web.once import once

bp = Blueprint("manage_programme", __name__, url_prefix="/desk/e/<int:event_id>/programme")
guard.protect(bp, admits_guests=True)


@bp.get("")
def index(event_id: int) -> str:
    """The items in order."""
    event = own_event(event_id)
    items = queries.programme(event)
    first, last = days(event)
    return _page(
        "index",
        event,
        items=items,
        clashes=timing.clashes(items),
        openness=OPENNESS,
        has_days=first != last,
    )


@bp.route("/new", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
@once
def new(event_id: int) -> ResponseReturnValue:
    """Add an item."""
    event = claimed_event(event_id)
    form = ItemForm(event, queries.people(event))
    if form.validate_on_submit():
        services.add_item(event, form.details(), now=utcnow())
        return _done(event, _("Item added."))
    return _page("item", event, form=form), form.status


@bp.post("/usual")
def use_usual(event_id: int) -> ResponseReturnValue:
    """Fill an empty programme with what is usual for the type."""
    event = claimed_event(event_id)
    services.use_usual(event, now=utcnow())
    return _done(event, _("The usual programme is in place. Change what is different."))


@bp.route("/visit", methods=["GET", "POST"])
@guard.for_team
@guard.require(Role.EDITOR)
@once
def new_visit(event_id: int) -> ResponseReturnValue:
    """Add a visit with places of its own."""
    event = claimed_event(event_id)
    form = SideVisitForm(event)
    if form.validate_on_submit():
        actor = guard.actor()
        services.add_side_visit(event, form.details(), by=actor.user_id, now=utcnow())
        return _done(event, _("Visit added as a draft. Publish it when its details are ready."))
    return _page("visit", event, form=form), form.status


@bp.route("/<int:item_id>", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def edit(event_id: int, item_id: int) -> ResponseReturnValue:
    """Change an item."""
    event = claimed_event(event_id)
    item = queries.find_item(event, item_id)
    form = ItemForm(event, queries.people(event), item)
    if item is None:
        return (_page("item", event, form=form) if form.is_orphaned else abort(404)), 404
    if form.validate_on_submit() and not form.is_overtaken():
        services.change_item(item, form.details(), keep_later=form.keep_later.data, now=utcnow())
        return _done(event, _("Item saved."))
    return _page("item", event, form=form, item=item), form.status


@bp.post("/<int:item_id>/<any(up, down):way>")
def move(event_id: int, item_id: int, way: str) -> ResponseReturnValue:
    """Let an item change places with its neighbour."""
    event = claimed_event(event_id)
    services.move_item(_item(event, item_id), -1 if way == "up" else 1, now=utcnow())
    db.session.commit()
    return redirect(url_for("manage_programme.index", event_id=event.id, _anchor=f"item-{item_id}"))


@bp.route("/<int:item_id>/removal", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def remove(event_id: int, item_id: int) -> ResponseReturnValue:
    """Ask, then take an item out."""
    event = claimed_event(event_id)
    item, form = _item(event, item_id), Form()
    if form.validate_on_submit():
        services.remove_item(item, now=utcnow())
        return _done(event, _("Item removed."))
    return _page("remove_item", event, item=item, form=form)


def _item(event: Event, item_id: int) -> Item:
    return queries.find_item(event, item_id) or abort(404)


def _page(name: str, event: Event, **values: object) -> str:
    return render_template(f"programme/{name}.html", event=event, tab="programme", **values)


def _done(event: Event, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("manage_programme.index", event_id=event.id))
