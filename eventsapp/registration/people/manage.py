"""Registered people one by one, and what is done to several: tags, another way of taking part."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.questions import queries as questions
from eventsapp.registration import filling, moving, queries
from eventsapp.registration.manage import back, chosen_people
from eventsapp.registration.models import Registration
from eventsapp.registration.people import person, table, tags
from eventsapp.registration.people.forms import AnswersForm, NoteForm
from eventsapp.registration.wording import STATUSES
from eventsapp.web import guard
from eventsapp.web.fields import line
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import record_number
from eventsapp.web.once import once

MOST_TAG = 40  # characters

bp = Blueprint("registered_people", __name__, url_prefix="/desk/e/<int:event_id>/registrations")
guard.protect(bp, admits_guests=True)


@bp.get("/<int:registration_id>")
def show(event_id: int, registration_id: int) -> ResponseReturnValue:
    """Everything about one person."""
    event, registration = _person(event_id, registration_id)
    return _page(event, registration, _answers(registration), NoteForm(formdata=None))


@bp.post("/<int:registration_id>/answers")
def answer(event_id: int, registration_id: int) -> ResponseReturnValue:
    """Write down what the person has said, or what only the team notes."""
    event, registration = _person(event_id, registration_id)
    form = _answers(registration)
    if not form.validate_on_submit():
        return _page(event, registration, form, NoteForm(formdata=None)), 422
    given = filling.put_away(form.given())
    filling.note(registration, given, utcnow(), by=guard.actor().name)
    return _done(registration, _("Answers saved."))


@bp.post("/<int:registration_id>/notes")
@once
def note(event_id: int, registration_id: int) -> ResponseReturnValue:
    """Add a note."""
    event, registration = _person(event_id, registration_id)
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(event, registration, _answers(registration, sent=False), form), 422
    person.note(registration, form.text.data or "", by=guard.actor().user_id, now=utcnow())
    return _done(registration, _("Note added."))


@bp.get("/<int:registration_id>/files/<int:question_id>")
def file(event_id: int, registration_id: int, question_id: int) -> ResponseReturnValue:
    """A file that the person has sent. A picture is shown, a PDF is only given to be kept."""
    registration = _person(event_id, registration_id)[1]
    return filling.as_file(registration, question_id) or abort(404)


@bp.post("/tags/<any(put, off):act>")
def tag(event_id: int, act: str) -> ResponseReturnValue:
    """Put a tag on those who are ticked, or take it off."""
    event = own_event(event_id)
    name, people = line(request.form.get("tag"))[:MOST_TAG], chosen_people(event)
    if not name or not people:
        flash(_("Tick people and write a tag first."), "error")
        return redirect(back(event))
    (tags.put if act == "put" else tags.take_off)(people, name)
    db.session.commit()
    flash(_("Tags saved."), "success")
    return redirect(back(event))


@bp.post("/way")
def move(event_id: int) -> ResponseReturnValue:
    """Move those who are ticked to another way of taking part."""
    event = own_event(event_id)
    number = request.form.get("way", type=record_number)
    category = next((each for each in event.categories if each.id == number), None)
    people = chosen_people(event)
    if category is None or not people:
        flash(_("Tick people and choose a way first."), "error")
        return redirect(back(event))
    try:
        moved, left = moving.move(people, category, now=utcnow())
    except Refusal as refusal:
        db.session.rollback()
        flash(str(refusal.message), "error")
        return redirect(back(own_event(event_id)))
    db.session.commit()
    _tell_moved(moved, left)
    return redirect(back(event))


@bp.post("/message")
def write(event_id: int) -> ResponseReturnValue:
    """Begin a message to those who are ticked; what companions are to know, their lead reads."""
    event = own_event(event_id)
    ticked = request.form.getlist("chosen", type=record_number)
    chosen = [each.id for each in queries.leads(event, ticked)]
    if not chosen:
        flash(_("Tick the registrations first."), "error")
        return redirect(back(event))
    return redirect(url_for("manage_messages.new_mailing", event_id=event_id, chosen=chosen))


@bp.route("/columns", methods=["GET", "POST"])
@guard.require(guard.Role.VIEWER)
def columns(event_id: int) -> ResponseReturnValue:
    """Choose in which columns one reads the table."""
    event, reader = own_event(event_id), guard.actor().user_id
    if request.method == "POST":
        table.choose(event, reader, request.form.getlist("column"))
        db.session.commit()
        return redirect(url_for("manage_registrations.index", event_id=event.id))
    return render_template(
        "registration/manage/columns.html",
        event=event,
        tab="registrations",
        columns=[each for each in table.columns(event) if each.key not in table.ALWAYS],
        chosen=table.chosen(event, reader),
    )


def _tell_moved(moved: Sequence[Registration], left: Sequence[Registration]) -> None:
    if moved or not left:
        words = ngettext("%(num)d person moved.", "%(num)d people moved.", len(moved))
        flash(words, "success")
    if left:
        names = ", ".join(each.name for each in left)
        flash(
            _(
                "Not moved, as no place is free there or others wait for one: %(names)s.",
                names=names,
            ),
            "error",
        )


def _person(event_id: int, registration_id: int) -> tuple[Event, Registration]:
    event = own_event(event_id)
    found = queries.chosen(event, [registration_id])
    return event, found[0] if found else abort(404)


def _answers(registration: Registration, *, sent: bool = True) -> AnswersForm:
    """Every question about this person, those for the team and the door too."""
    asked = [
        each
        for each in questions.of_event(registration.event)
        if each.is_for(registration.category_id)
    ]
    filled: dict[str, Any] = AnswersForm.filled(asked, filling.values_of(registration))
    form = AnswersForm.asking(asked)(**filled if sent else {"formdata": None} | filled)
    form.way = registration.category_id
    return form


def _page(event: Event, registration: Registration, form: AnswersForm, note: NoteForm) -> str:
    return render_template(
        "registration/manage/person.html",
        event=event,
        tab="registrations",
        person=registration,
        way=way(registration.category, current_language()),
        status=STATUSES[registration.status],
        party=queries.companions(registration),
        tags=tags.of([registration]).get(registration.id, ()),
        answers=filling.answers_of([registration]).get(registration.id, {}),
        history=person.history(registration),
        letters=person.letters(registration),
        form=form,
        note=note,
    )


def _done(registration: Registration, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    event_id, registration_id = registration.event_id, registration.id
    return redirect(url_for(".show", event_id=event_id, registration_id=registration_id))
