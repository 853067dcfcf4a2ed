"""A journalist's page of questions: into the line, out of it, how far it is."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice as Choice
from wtforms import SelectField
from wtforms.validators import Length, Optional

from eventsapp.accreditation import ownpage, queries
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.microphone import services
from eventsapp.accreditation.microphone.models import Stage
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.views import own
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import ENDONYMS
from eventsapp.extensions import db
from eventsapp.web import limits, private
from eventsapp.web.fields import LineField
from eventsapp.web.forms import Form

bp = Blueprint("turns", __name__)

private.keep(bp)


class QuestionForm(Form):
    """What somebody wants to ask, if they say so, and in which language."""

    topic = LineField(_l("What is it about?"), [Optional(), Length(max=300)])
    language = SelectField(_l("Language of the question"))

    def __init__(self, applicant: Applicant) -> None:
        super().__init__(data={"language": applicant.application.language})
        self.language.choices = [Choice(code, name) for code, name in ENDONYMS.items()]


@bp.route("/a/<token>/microphone", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
def show(token: str) -> ResponseReturnValue:
    """The place in the line, or the form that gives one."""
    applicant = own(token)
    page = ownpage.make(applicant, utcnow())
    if page.status is not Status.ACCEPTED:
        return redirect(url_for("accreditation.show", token=token))
    form = QuestionForm(applicant)
    if form.validate_on_submit() and _put(applicant, form):
        return redirect(url_for(".show", token=token))
    return _page(page, form), 422 if form.errors else 200


@bp.post("/a/<token>/microphone/withdrawal")
@limits.by_address(limits.PUBLIC_FORM)
def withdraw(token: str) -> ResponseReturnValue:
    """Out of the line."""
    for turn in services.of_applicant(own(token)):
        if turn.state is Stage.WAITING:
            services.settle(turn, Stage.WITHDRAWN)
    db.session.commit()
    return redirect(url_for(".show", token=token))


def _put(applicant: Applicant, form: QuestionForm) -> bool:
    """Whether the question is in the line; if not, the form says why."""
    try:
        services.put(applicant, form.topic.data or "", language=form.language.data, now=utcnow())
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal.message))
        return False
    db.session.commit()
    return True


def _page(page: ownpage.OwnPage, form: QuestionForm) -> str:
    turns = services.of_applicant(page.applicant)
    line = [each.id for each in services.waiting(page.event.id)]
    current = next((each for each in turns if each.state in (Stage.WAITING, Stage.ASKED)), None)
    intake = queries.find_intake(page.event) or abort(404)
    return render_template(
        "accreditation/microphone.html",
        page=page,
        form=form,
        intake=intake,
        turns=turns,
        current=current,
        place=line.index(current.id) + 1 if current and current.id in line else 0,
        **page.around,
    )
