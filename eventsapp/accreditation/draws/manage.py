"""The page of choosing by rule and lot, with the record of every draw."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice as Choice
from wtforms import SelectField
from wtforms.validators import Optional

from eventsapp.accreditation import queries, wording
from eventsapp.accreditation.deciding_pages import undoable
from eventsapp.accreditation.desk_forms import MOST_PLACES
from eventsapp.accreditation.draws import services
from eventsapp.accreditation.draws.models import Criterion
from eventsapp.accreditation.scope import Scope
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.access import own_event
from eventsapp.events.form_parts import CountField
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.forms import Form

bp = Blueprint("manage_draws", __name__, url_prefix="/desk/e/<int:event_id>/press/draw")
guard.protect(bp, admits_guests=True)


class DrawForm(Form):
    """How many, and what counts before the lot."""

    places = CountField(
        _l("Places to give"),
        least=1,
        most=MOST_PLACES,
        words=_l("Enter a number of places, 1 or more."),
    )
    first = SelectField(_l("First criterion"), [Optional()])
    second = SelectField(_l("Second criterion"), [Optional()])
    third = SelectField(_l("Third criterion"), [Optional()])

    def __init__(self, places: int | None) -> None:
        super().__init__(data={"places": places})
        offered = [Choice("", _("The lot alone"))]
        offered += [Choice(each.value, words) for each, words in wording.CRITERIA.items()]
        for field in self.ordered:
            field.choices = offered

    def validate(self, extra_validators: Any = None) -> bool:
        """Places must be given: without them everybody would wait."""
        sound = super().validate(extra_validators)
        if sound and self.places.data is None:
            self.places.errors = [_("Enter a number of places, 1 or more.")]
        return not self.errors

    @property
    def ordered(self) -> tuple[Any, ...]:
        """The questions about criteria, the strongest first."""
        return self.first, self.second, self.third

    @property
    def criteria(self) -> list[Criterion]:
        """What was chosen, each once."""
        return list(dict.fromkeys(Criterion(each.data) for each in self.ordered if each.data))


@bp.route("", methods=["GET", "POST"])
@guard.require(guard.Role.PRESS)
def index(event_id: int) -> ResponseReturnValue:
    """Choose, and see how was chosen before."""
    event, now = own_event(event_id), utcnow()
    intake = queries.find_intake(event) or abort(404)
    form = DrawForm(services.free_places(intake, now))
    if form.validate_on_submit() and (made := _draw(event_id, form)):
        flash(undoable(Scope.of(event), made), "success")  # type: ignore[arg-type]
        return redirect(url_for("manage_accreditation.index", event_id=event_id, view="accepted"))
    event = own_event(event_id)
    draws = services.made(event)
    page = render_template(
        "accreditation/manage/draw.html",
        event=event,
        tab="press",
        form=form,
        waiting=len(services.waiting(event)),
        draws=draws,
        people=services.people_of(draws),
        wording=wording,
    )
    return page, 422 if request.method == "POST" else 200


def _draw(event_id: int, form: DrawForm) -> list[Any]:
    """The decisions; none where the form then says why."""
    places, by = form.places.data or 0, guard.actor().user_id
    try:
        made = services.draw(own_event(event_id), form.criteria, places=places, by=by, now=utcnow())
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal.message))
        return []
    db.session.commit()
    return made
