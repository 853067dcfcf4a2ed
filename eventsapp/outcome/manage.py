"""The Outcome tab: quotes, figures and documents; decisions and coverage; publishing them."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.outcome import queries, services
from eventsapp.outcome.forms import OutcomeForm
from eventsapp.outcome.kinds import DOCUMENT_KINDS
from eventsapp.outcome.models import Entry
from eventsapp.outcome.sections import SECTIONS
from eventsapp.outcome.wording import figure_number
from eventsapp.web import guard
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role
from eventsapp.web.once import once

SECTION = "<any(quotes, figures, documents, decisions, coverage, questions):section>"

bp = Blueprint("manage_outcome", __name__, url_prefix="/desk/e/<int:event_id>/outcome")
guard.protect(bp, admits_guests=True)


@bp.route("", methods=["GET", "POST"])
def index(event_id: int) -> ResponseReturnValue:
    """Every section with its entries, and how it ended in words."""
    event = own_event(event_id)
    outcome = queries.find(event)
    form = OutcomeForm(outcome)
    if form.validate_on_submit() and not form.is_overtaken():
        form.write(services.begin(event))
        services.touch(event, now=utcnow())
        return _done(event, _("Outcome saved."))
    left_behind = {name: queries.entries(event, each.model) for name, each in SECTIONS.items()}
    return _page("index", event, form=form, outcome=outcome, left_behind=left_behind), form.status


@bp.post("/publication")
def publish(event_id: int) -> ResponseReturnValue:
    """Let readers see how it ended."""
    event = own_event(event_id)
    services.publish(event, now=utcnow())
    return _done(event, _("Outcome published."))


@bp.post("/hiding")
def hide(event_id: int) -> ResponseReturnValue:
    """Take it back from readers."""
    event = own_event(event_id)
    services.hide(event, now=utcnow())
    return _done(event, _("The outcome is no longer public."))


@bp.route(f"/{SECTION}/new", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
@once
def new(event_id: int, section: str) -> ResponseReturnValue:
    """Add an entry."""
    event, kind = own_event(event_id), SECTIONS[section]
    form = kind.form(event)
    if not form.rearranged() and form.validate_on_submit():
        entry = kind.model()
        form.write(entry)
        services.add(event, entry, now=utcnow())
        return _done(event, _("Saved."), section)
    return _page("entry", event, form=form, part=section), form.status


@bp.route(f"/{SECTION}/<int:entry_id>", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def edit(event_id: int, section: str, entry_id: int) -> ResponseReturnValue:
    """Change an entry."""
    event = own_event(event_id)
    entry = _entry(event, section, entry_id)
    form = SECTIONS[section].form(event, entry)
    if not form.rearranged() and form.validate_on_submit() and not form.is_overtaken():
        form.write(entry)
        services.touch(event, now=utcnow())
        return _done(event, _("Saved."), section)
    return _page("entry", event, form=form, part=section, entry=entry), form.status


@bp.post(f"/{SECTION}/<int:entry_id>/<any(up, down):way>")
def move(event_id: int, section: str, entry_id: int, way: str) -> ResponseReturnValue:
    """Put an entry before or after its neighbour."""
    event = own_event(event_id)
    entry = _entry(event, section, entry_id)
    services.move(event, entry, -1 if way == "up" else 1, now=utcnow())
    db.session.commit()
    return redirect(_back(event, section))


@bp.route(f"/{SECTION}/<int:entry_id>/removal", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def remove(event_id: int, section: str, entry_id: int) -> ResponseReturnValue:
    """Ask, then delete an entry."""
    event = own_event(event_id)
    entry, form = _entry(event, section, entry_id), Form()
    if form.validate_on_submit():
        services.remove(event, entry, now=utcnow())
        return _done(event, _("Removed."), section)
    return _page("remove", event, entry=entry, form=form, part=section)


def _entry(event: Event, section: str, entry_id: int) -> Entry:
    return queries.find_entry(event, SECTIONS[section].model, entry_id) or abort(404)


def _page(name: str, event: Event, **values: object) -> str:
    return render_template(
        f"outcome/manage/{name}.html",
        event=event,
        tab="outcome",
        sections=SECTIONS,
        document_kinds=DOCUMENT_KINDS,
        figure_number=figure_number,
        **values,
    )


def _back(event: Event, section: str | None = None) -> str:
    return url_for(".index", event_id=event.id, _anchor=section)


def _done(event: Event, words: str, section: str | None = None) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(_back(event, section))
