"""The form editor: the questions of an event's registration form, and how they look."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.questions import queries, services, wording
from eventsapp.questions.asking import AskingForm
from eventsapp.questions.forms import QuestionForm
from eventsapp.questions.models import Asked, Kind, Question
from eventsapp.web import guard, locale
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import record_number
from eventsapp.web.once import once

MOST_ON_PAGE = 5  # questions of the organiser; with more, fewer people finish the form

bp = Blueprint("manage_questions", __name__, url_prefix="/desk/e/<int:event_id>/registrations/form")
guard.protect(bp, admits_guests=True)


@bp.get("")
def index(event_id: int) -> str:
    """The questions in order."""
    event = own_event(event_id)
    questions = queries.of_event(event)
    public = [each for each in questions if each.asked is Asked.FORM]
    return _page("index", event, questions=questions, too_many=len(public) > MOST_ON_PAGE)


@bp.route("/new", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
@once
def new(event_id: int) -> ResponseReturnValue:
    """Add a question of the kind in the address."""
    event = own_event(event_id)
    asked_kind = request.args.get("kind", "")
    kind = Kind(asked_kind) if asked_kind in set(Kind) else Kind.LINE
    form = QuestionForm(kind, queries.of_event(event), None)
    form.offer(_ways(event))
    if not form.rearranged() and form.validate_on_submit():
        services.add(event, form.details())
        return _done(event, _("Question added."))
    return _page("question", event, form=form), form.status


@bp.route("/<int:question_id>", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def edit(event_id: int, question_id: int) -> ResponseReturnValue:
    """Change a question."""
    event = own_event(event_id)
    question = _question(event, question_id)
    form = QuestionForm(question.kind, _earlier(question), question)
    form.offer(_ways(event))
    if form.rearranged() or not form.validate_on_submit():
        return _page("question", event, form=form, question=question), form.status
    version = form.version.data or 0
    refusal = _refused(lambda: services.change(question, form.details(), version=version))
    if refusal is None:
        return _done(event, _("Question saved."))
    question = _question(event, question_id)
    form.form_errors.append(str(refusal.message))
    form.version.raw_data, form.version.data = None, question.version
    return _page("question", event, form=form, question=question), refusal.status


@bp.post("/<int:question_id>/<any(up, down):way>")
def move(event_id: int, question_id: int, way: str) -> ResponseReturnValue:
    """Let a question change places with its neighbour."""
    event = own_event(event_id)
    question, step = _question(event, question_id), -1 if way == "up" else 1
    if refusal := _refused(lambda: services.move(question, step)):
        flash(str(refusal.message), "error")
    db.session.commit()
    return redirect(url_for(".index", event_id=event_id, _anchor=f"question-{question_id}"))


@bp.post("/order")
def arrange(event_id: int) -> ResponseReturnValue:
    """Put the questions in the order to which they were dragged."""
    event, order = own_event(event_id), request.form.getlist("row", type=record_number)
    if refusal := _refused(lambda: services.arrange(event, order)):
        flash(str(refusal.message), "error")
        return "", refusal.status
    db.session.commit()
    return redirect(url_for(".index", event_id=event_id))


@bp.route("/<int:question_id>/removal", methods=["GET", "POST"])
@guard.require(Role.EDITOR)
def remove(event_id: int, question_id: int) -> ResponseReturnValue:
    """Ask, then leave a question out."""
    event = own_event(event_id)
    question, form = _question(event, question_id), Form()
    if not form.validate_on_submit():
        return _page("remove", event, question=question, form=form)
    if refusal := _refused(lambda: services.remove(question, now=utcnow())):
        flash(str(refusal.message), "error")
        return redirect(url_for(".index", event_id=event_id))
    return _done(event, _("Question removed."))


@bp.get("/preview")
def preview(event_id: int) -> str:
    """The questions as the public reads them, in the language asked for."""
    event = own_event(event_id)
    asked = request.args.get("text", "")
    shown = asked if asked in LANGUAGES else current_language()
    public = [each for each in queries.of_event(event) if each.asked is Asked.FORM]
    with locale.speaking(shown):
        form = AskingForm.asking(public)()
        fields = Markup(render_template("questions/_preview.html", form=form))  # noqa: S704 -- a template
    return _page("preview", event, fields=fields if public else "", shown=shown)


def _question(event: Event, question_id: int) -> Question:
    return queries.find(event, question_id) or abort(404)


def _earlier(question: Question) -> list[Question]:
    standing = queries.of_event(question.event)
    return [each for each in standing if each.position < question.position]


def _ways(event: Event) -> list[tuple[int, str]]:
    return [(each.id, way(each, current_language())) for each in event.categories]


def _refused(act: Callable[[], None]) -> Refusal | None:
    """What the rules say against it; then nothing of it is kept."""
    try:
        act()
    except Refusal as refusal:
        db.session.rollback()
        return refusal
    return None


def _page(name: str, event: Event, **values: object) -> str:
    return render_template(
        f"questions/{name}.html",
        event=event,
        tab="registrations",
        wording=wording,
        way=way,
        **values,
    )


def _done(event: Event, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".index", event_id=event.id))
