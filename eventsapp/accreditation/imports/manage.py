"""The organiser's pages for entering journalists from a file."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms import SelectChoice as Choice

from eventsapp.accreditation import queries, wording
from eventsapp.accreditation.imports import matching, services
from eventsapp.accreditation.imports.models import PressImport
from eventsapp.accreditation.queries import Window
from eventsapp.core import sheets
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.imports import Progress, left_out, table_of
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration.people.forms import FileForm
from eventsapp.web import attachments, guard
from eventsapp.web.forms import Form

SAMPLE = 5

bp = Blueprint("press_imports", __name__, url_prefix="/desk/e/<int:event_id>/press/import")
guard.protect(bp)


class LettersForm(Form):
    """Whether people hear of it."""

    sends_letters = RadioField(
        _l("Tell each person that the application has come?"),
        choices=[
            Choice("no", _l("No, nobody is written to before you decide")),
            Choice("yes", _l("Yes, with a link to see or change it")),
        ],
        default="no",
    )


@bp.route("", methods=["GET", "POST"])
@guard.require(guard.Role.PRESS)
def new(event_id: int) -> ResponseReturnValue:
    """Upload a file of journalists."""
    event = own_event(event_id)
    form = FileForm(event)
    if form.validate_on_submit():
        sent, language = form.file.data, form.language.data
        try:
            made = services.begin(
                event, sent.filename, sent.read(), language=language, now=utcnow()
            )
        except Refusal as refusal:
            form.file.errors = [str(refusal.message)]
        else:
            db.session.commit()
            return _to(".show", made)
    earlier = services.of_event(event)
    return _page("new", event, form=form, earlier=earlier), 422 if form.errors else 200


@bp.get("/<int:press_file_id>")
@guard.require(guard.Role.PRESS)
def show(event_id: int, press_file_id: int) -> str:
    """The columns to match, then how far it is, then whom it brought."""
    event, standing = _import(event_id, press_file_id)
    if standing.progress is not Progress.MATCHING:
        can_undo = standing.can_undo(utcnow())
        return _page("result", event, standing=standing, can_undo=can_undo)
    table = table_of(standing)
    return _page(
        "matching",
        event,
        standing=standing,
        headings=table.headings,
        sample=table.rows[:SAMPLE],
        fields=matching.FIELDS,
    )


@bp.post("/<int:press_file_id>")
@guard.require(guard.Role.PRESS)
def match(event_id: int, press_file_id: int) -> ResponseReturnValue:
    """Note what the columns hold."""
    standing = _import(event_id, press_file_id)[1]
    known = matching.FIELDS
    meanings = [each if each in known else "" for each in request.form.getlist("column")]
    if not {"name", "email"} <= set(meanings):
        flash(_("Choose which columns hold the name and the e-mail."), "error")
        return _to(".show", standing)
    if standing.progress is Progress.MATCHING:
        standing.matching = meanings
        db.session.commit()
    return _to(".check", standing)


@bp.route("/<int:press_file_id>/check", methods=["GET", "POST"])
@guard.require(guard.Role.PRESS)
def check(event_id: int, press_file_id: int) -> ResponseReturnValue:
    """What the file would bring; then begin. A short one is through at once."""
    event, standing = _import(event_id, press_file_id)
    if standing.progress is not Progress.MATCHING:
        return _to(".show", standing)
    form, now = LettersForm(), utcnow()
    if queries.window(queries.find_intake(event), event, now) is Window.NONE:
        del form.sends_letters  # their link would open nothing yet
    if form.validate_on_submit():
        services.start(standing, sends_letters=form.data.get("sends_letters") == "yes")
        services.advance(standing, now)
        db.session.commit()
        return _to(".show", standing)
    found = services.check(standing, SAMPLE)
    return _page(
        "check",
        event,
        standing=standing,
        form=form,
        check=found,
        words=matching.words,
        wording=wording,
    )


@bp.post("/<int:press_file_id>/stop")
@guard.require(guard.Role.PRESS)
def stop(event_id: int, press_file_id: int) -> ResponseReturnValue:
    """Take no more rows."""
    standing = _import(event_id, press_file_id)[1]
    standing.stop(now=utcnow())
    db.session.commit()
    return _to(".show", standing)


@bp.post("/<int:press_file_id>/undo")
@guard.require(guard.Role.PRESS)
def undo(event_id: int, press_file_id: int) -> ResponseReturnValue:
    """Take back whom the file brought; a long one goes on by itself."""
    standing, now = _import(event_id, press_file_id)[1], utcnow()
    standing.undo(now=now)
    services.advance(standing, now)
    db.session.commit()
    return _to(".show", standing)


@bp.get("/<int:press_file_id>/faults.csv")
@guard.require(guard.Role.PRESS)
def faults(event_id: int, press_file_id: int) -> ResponseReturnValue:
    """The rows that were not taken, each with the reason, to mend and import again."""
    standing = _import(event_id, press_file_id)[1]
    lines = left_out(standing, table_of(standing), matching.words)
    return attachments.attached(lines, "rows-left-out.csv", sheets.CSV)


def _import(event_id: int, import_id: int) -> tuple[Event, PressImport]:
    event = own_event(event_id)
    standing = services.find(event, import_id)
    if standing is None or (standing.progress is Progress.MATCHING and not standing.file_key):
        abort(404)
    return event, standing


def _to(endpoint: str, standing: PressImport) -> ResponseReturnValue:
    return redirect(url_for(endpoint, event_id=standing.event_id, press_file_id=standing.id))


def _page(name: str, event: Event, **values: Any) -> str:
    return render_template(f"accreditation/import/{name}.html", event=event, tab="press", **values)
