"""The People tab of an event's workspace. What is saved here is public at once."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.contacts import queries as contacts
from eventsapp.core.clock import utcnow
from eventsapp.events.access import claimed_event, own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.programme import pasting, people, queries
from eventsapp.programme.forms import ROLES, AddForm, PasteForm, PersonForm
from eventsapp.programme.models import Participation, PersonRole
from eventsapp.web import guard
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role
from eventsapp.web.once import once

bp = Blueprint("manage_people", __name__, url_prefix="/desk/e/<int:event_id>/people")
guard.protect(bp)


@bp.get("")
def index(event_id: int) -> str:
    """The people in order, and the contacts that a search finds."""
    event = own_event(event_id)
    query = request.args.get("q", "")[:200].strip()
    found = contacts.matching(event.organisation_id, query) if query else ()
    return _page(
        "people", event, people=queries.people(event), query=query, found=found, add=AddForm()
    )


@bp.post("/add")
def add(event_id: int) -> ResponseReturnValue:
    """Give a contact a role."""
    event, form = claimed_event(event_id), AddForm()
    if not form.validate_on_submit():
        abort(404)
    contact = contacts.find(event.organisation_id, form.contact.data or 0) or abort(404)
    people.add(event, contact, role=PersonRole(form.role.data), now=utcnow())
    return _done(event, _("Person added."))


@bp.route("/new", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
@once
def new(event_id: int) -> ResponseReturnValue:
    """Add somebody who is not in the address book."""
    event, form, namesake = claimed_event(event_id), PersonForm(), None
    if not form.rearranged() and form.validate_on_submit():
        namesake = None if form.another.data else _namesake(event, form)
        if namesake is None:
            people.add_new(event, form.details(), now=utcnow())
            return _done(event, _("Person added."))
    return _page("person", event, form=form, namesake=namesake), 422 if namesake else form.status


@bp.route("/paste", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
@once
def paste(event_id: int) -> ResponseReturnValue:
    """Add the people of a pasted list."""
    event, form = claimed_event(event_id), PasteForm()
    if not form.is_submitted():
        form.language.data = event.original_language
    if form.validate_on_submit():
        added = people.add_lines(
            event,
            pasting.read(form.people.data),
            role=PersonRole(form.role.data),
            language=form.language.data,
            now=utcnow(),
        )
        return _done(event, ngettext("%(num)d person added.", "%(num)d people added.", len(added)))
    return _page("paste", event, form=form), 422 if form.errors else 200


@bp.route("/<int:person_id>", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def edit(event_id: int, person_id: int) -> ResponseReturnValue:
    """Change name, role and posts."""
    event = claimed_event(event_id)
    person = queries.find_person(event, person_id)
    form = PersonForm(person)
    if person is None:
        return (_page("person", event, form=form) if form.is_orphaned else abort(404)), 404
    if not form.rearranged() and form.validate_on_submit() and not form.is_overtaken():
        try:
            people.change(person, form.details(), now=utcnow())
        except people.AlreadyThere as refusal:
            form.role.errors = [str(refusal.message)]
        else:
            return _done(event, _("Person saved."))
    return _page("person", event, form=form, person=person), form.status


@bp.post("/<int:person_id>/<any(up, down):way>")
def move(event_id: int, person_id: int, way: str) -> ResponseReturnValue:
    """Put a person before or after their neighbour."""
    event = claimed_event(event_id)
    people.move(_person(event, person_id), -1 if way == "up" else 1, now=utcnow())
    db.session.commit()
    return redirect(
        url_for("manage_people.index", event_id=event.id, _anchor=f"person-{person_id}")
    )


@bp.route("/<int:person_id>/removal", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def remove(event_id: int, person_id: int) -> ResponseReturnValue:
    """Ask, then take a person off the event."""
    event = claimed_event(event_id)
    person, form = _person(event, person_id), Form()
    if form.validate_on_submit():
        people.remove(person, now=utcnow())
        return _done(event, _("Person removed from the event."))
    return _page("remove_person", event, person=person, form=form)


def _person(event: Event, person_id: int) -> Participation:
    return queries.find_person(event, person_id) or abort(404)


def _namesake(event: Event, form: PersonForm) -> object:
    names = form.names.data.every()
    return next(filter(None, (contacts.named(event.organisation_id, name) for name in names)), None)


def _page(name: str, event: Event, **values: object) -> str:
    return render_template(
        f"programme/{name}.html", event=event, tab="people", roles=ROLES, **values
    )


def _done(event: Event, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("manage_people.index", event_id=event.id))
