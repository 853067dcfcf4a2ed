"""The organiser's pages for registering people from a file."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms import SelectChoice as Choice

from eventsapp.core import sheets
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.imports import Progress, left_out, table_of
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.questions import wording
from eventsapp.registration import seats
from eventsapp.registration.imports import matching, services
from eventsapp.registration.imports.matching import Row
from eventsapp.registration.imports.models import RegistrationImport
from eventsapp.registration.people.forms import FileForm
from eventsapp.registration.refusals import RegistrationClosed
from eventsapp.registration.wording import STATUSES
from eventsapp.web import attachments, guard
from eventsapp.web.forms import Form
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import record_number

SAMPLE = 5

bp = Blueprint(
    "registration_imports", __name__, url_prefix="/desk/e/<int:event_id>/registrations/import"
)
guard.protect(bp, admits_guests=True)


class LettersForm(Form):
    """Whether people hear of it."""

    sends_letters = RadioField(
        _l("Send each person a confirmation?"),
        choices=[
            Choice("no", _l("No, register them without a letter")),
            Choice("yes", _l("Yes, with entry code and calendar entry")),
        ],
        default="no",
    )


@bp.route("", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def new(event_id: int) -> ResponseReturnValue:
    """Upload a file of people."""
    event = own_event(event_id)
    form = FileForm(event)
    if form.validate_on_submit():
        try:
            made = _begin(event, form)
        except Refusal as refusal:
            form.file.errors = [str(refusal.message)]
        else:
            db.session.commit()
            return _to(".show", made)
    earlier = services.of_event(event)
    return _page("new", event, form=form, earlier=earlier), 422 if form.errors else 200


@bp.get("/<int:file_id>")
@guard.require(guard.Role.EDITOR)
def show(event_id: int, file_id: int) -> str:
    """The columns to match, then how far it is, then whom it brought."""
    event, standing = _import(event_id, file_id)
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
        fields=matching.fields(event),
        ways=list(_ways(event).items()),
    )


@bp.post("/<int:file_id>")
def match(event_id: int, file_id: int) -> ResponseReturnValue:
    """Note what the columns hold."""
    event, standing = _import(event_id, file_id)
    known = matching.fields(event)
    meanings = [each if each in known else "" for each in request.form.getlist("column")]
    if not {"name", "email"} <= set(meanings):
        flash(_("Choose which columns hold the name and the e-mail."), "error")
        return _to(".show", standing)
    way_id = request.form.get("way", type=record_number)
    services.match(standing, meanings, way_id if way_id in _ways(event) else None)
    db.session.commit()
    return _to(".check", standing)


@bp.route("/<int:file_id>/check", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def check(event_id: int, file_id: int) -> ResponseReturnValue:
    """What the file would bring; then begin. A short one is through at once."""
    event, standing = _import(event_id, file_id)
    form = LettersForm()
    if standing.progress is not Progress.MATCHING:
        return _to(".show", standing)
    if form.validate_on_submit():
        services.start(standing, sends_letters=form.sends_letters.data == "yes")
        services.advance(standing, utcnow())
        db.session.commit()
        return _to(".show", standing)
    asked, found = matching.labels(event), services.check(standing, SAMPLE)
    places = seats.places(event, now=utcnow())
    return _page(
        "check",
        event,
        standing=standing,
        form=form,
        check=found,
        left=places.left,
        is_short=not places.has_room(found.wanted.total())
        or any(not places.by_category[way].has_room(many) for way, many in found.wanted.items()),
        ways=_ways(event),
        statuses=STATUSES,
        told=lambda person: _told(event, person),
        why=lambda fault: matching.words(fault, asked),
    )


@bp.post("/<int:file_id>/stop")
def stop(event_id: int, file_id: int) -> ResponseReturnValue:
    """Take no more rows."""
    standing = _import(event_id, file_id)[1]
    standing.stop(now=utcnow())
    db.session.commit()
    return _to(".show", standing)


@bp.post("/<int:file_id>/undo")
def undo(event_id: int, file_id: int) -> ResponseReturnValue:
    """Take back whom the file brought; a long one goes on by itself."""
    standing, now = _import(event_id, file_id)[1], utcnow()
    standing.undo(now=now)
    services.advance(standing, now)
    db.session.commit()
    return _to(".show", standing)


@bp.get("/<int:file_id>/faults.csv")
@guard.require(guard.Role.EDITOR)
def faults(event_id: int, file_id: int) -> ResponseReturnValue:
    """The rows that were not taken, each with the reason, to mend and import again."""
    event, standing = _import(event_id, file_id)
    asked = matching.labels(event)
    table = table_of(standing)
    lines = left_out(standing, table, lambda fault: matching.words(fault, asked))
    return attachments.attached(lines, "rows-left-out.csv", sheets.CSV)


def _begin(event: Event, form: FileForm) -> RegistrationImport:
    if not seats.takes_by_hand(event):
        raise RegistrationClosed
    sent, language = form.file.data, form.language.data
    return services.begin(event, sent.filename, sent.read(), language=language, now=utcnow())


def _told(event: Event, person: Row) -> list[tuple[str, str]]:
    """The answers of a row, beside their questions."""
    asked = {each.id: each for each in matching.answerable(event)}
    original = event.original_language
    return [
        (
            wording.label(asked[each.question_id]),
            wording.told(
                asked[each.question_id].kind,
                asked[each.question_id].wording,
                each.value,
                original,
            ),
        )
        for each in person.details.answers
    ]


def _ways(event: Event) -> dict[int, str]:
    return {each.id: way(each, current_language()) for each in event.categories}


def _import(event_id: int, file_id: int) -> tuple[Event, RegistrationImport]:
    event = own_event(event_id)
    standing = services.find(event, file_id)
    if standing is None or (standing.progress is Progress.MATCHING and not standing.file_key):
        abort(404)
    return event, standing


def _to(endpoint: str, standing: RegistrationImport) -> ResponseReturnValue:
    return redirect(url_for(endpoint, event_id=standing.event_id, file_id=standing.id))


def _page(name: str, event: Event, **values: Any) -> str:
    return render_template(
        f"registration/import/{name}.html", event=event, tab="registrations", **values
    )
