"""The organiser's Registrations tab: who comes, adding by hand, cancelling with undo, the table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.mail import bounces
from eventsapp.questions import queries as questions
from eventsapp.questions.models import Asked
from eventsapp.registration import filling, queries, seats, services
from eventsapp.registration.answers import services as answers
from eventsapp.registration.entry import approval, line, waiting
from eventsapp.registration.forms import GuestForm
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.people import table, tags
from eventsapp.registration.wording import ANSWERS, STATUSES, WHY_WAITING, answer_of
from eventsapp.web import attachments, guard
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import record_number
from eventsapp.web.once import once
from eventsapp.web.paging import page

FILTERS = (
    "status",
    "category",
    "answer",
    "tag",
    "q",
    "page",
)  # of the address, kept from page to page
RECENT = timedelta(minutes=10)  # how long the tab offers to undo what was cancelled

bp = Blueprint("manage_registrations", __name__, url_prefix="/desk/e/<int:event_id>/registrations")


guard.protect(bp, admits_guests=True)


@bp.get("")
def index(event_id: int) -> ResponseReturnValue:
    """Who has registered, narrowed by the filters of the address."""
    event, now = own_event(event_id), utcnow()
    seated = seats.taken_by_category([event.id], now=now)
    people, chosen = page(_asked(event)), table.chosen(event, guard.actor().user_id)
    columns = [each for each in table.columns(event) if each.key in chosen]
    return render_template(
        "registration/manage/index.html",
        event=event,
        tab="registrations",
        page=people,
        stopped=bounces.stopped(each.email for each in people.items if each.email),
        watched=answers.count(event),
        when_declined=answers.when_declined(event),
        news_of=answers.for_organiser,
        answer_of=answer_of,
        said=ANSWERS,
        columns=columns,
        cells=table.cells(
            [each for each in columns if each.key not in table.DRAWN],
            people.items,
            current_language(),
        ),
        tags=tags.at(event),
        numbers=line.numbers(people.items),
        reasons=waiting.reasons(event, now, people.items, seated=seated),
        why_waiting=WHY_WAITING,
        last_decision=approval.last_of(event),
        places=seats.places(event, seated),
        counts=queries.count_by_status(event),
        recent=queries.cancelled_lately(event, now - RECENT),
        ways=_ways(event),
        way_names=_way_names(people.items),
        statuses=STATUSES,
    )


@bp.route("/new", methods=["GET", "POST"])
@once
def new(event_id: int) -> ResponseReturnValue:
    """Register somebody who called or wrote."""
    event = own_event(event_id)
    asked = [each for each in questions.of_event(event) if each.asked is Asked.FORM]
    form = GuestForm.asking(asked)()
    form.offer(event, event.categories)
    if not form.is_submitted():
        form.language.data = _usual_language(event)
    if not form.rearranged() and form.validate_on_submit() and _enter(event, form):
        return redirect(url_for(".index", event_id=event.id))
    answer = render_template(
        "registration/manage/new.html", event=event, tab="registrations", form=form
    )
    return answer, form.status


@bp.post("/cancel")
def cancel(event_id: int) -> ResponseReturnValue:
    """Cancel the chosen registrations; their mails wait for a minute."""
    event, now = own_event(event_id), utcnow()
    standing = [each for each in chosen_people(event) if each.is_live]
    for registration in standing:
        services.cancel(registration, by_organiser=True, now=now)
    db.session.commit()
    if standing:
        flash(_undoable(event, standing), "success")  # type: ignore[arg-type]
    else:
        flash(_("Tick the registrations first."), "error")
    return redirect(back(event))


@bp.post("/restore")
def restore(event_id: int) -> ResponseReturnValue:
    """Give the chosen people their places again, as far as there are places."""
    event, now = own_event(event_id), utcnow()
    gone = [
        each
        for each in chosen_people(event)
        if each.status is Status.CANCELLED and each.erased_at is None
    ]
    for registration in gone:
        services.undo_cancel(registration, now=now, by_organiser=True)
    db.session.commit()
    restored = ngettext("%(num)d person restored.", "%(num)d people restored.", len(gone))
    flash(restored, "success")
    return redirect(back(event))


@bp.post("/<int:registration_id>/resend")
def resend(event_id: int, registration_id: int) -> ResponseReturnValue:
    """Mail somebody their entry code and invitation again."""
    event = own_event(event_id)
    found = queries.chosen(event, [registration_id])
    registration = found[0] if found else abort(404)
    services.resend_confirmation(registration, now=utcnow())
    db.session.commit()
    flash(_("The e-mail to %(address)s is on its way.", address=registration.email), "success")
    return redirect(back(event))


@bp.get("/export.<any(csv, xlsx, ods):form>")
def export(event_id: int, form: str) -> ResponseReturnValue:
    """The rows of the same filters as a file for a spreadsheet."""
    event = own_event(event_id)
    pieces = table.written(_asked(event), event, form, current_language())
    name = f"{event.slug or event.id}-registrations.{form}"
    return attachments.attached(stream_with_context(pieces), name, table.MEDIA_TYPES[form])


def _asked(event: Event) -> Select[Registration]:
    """What the filters of the address ask for; a value that means nothing is left out."""
    status = request.args.get("status", "")
    return queries.listed(
        event,
        status=Status(status) if status in set(Status) else None,
        category_id=request.args.get("category", type=record_number),
        answer=request.args.get("answer", ""),
        tag=request.args.get("tag", ""),
        query=request.args.get("q", ""),
    )


def _enter(event: Event, form: GuestForm) -> bool:
    """Whether the person is registered now; if not, the form says why."""
    details = replace(form.details(), answers=filling.put_away(form.given()))
    try:
        registration = services.register(event, details, now=utcnow(), by_organiser=True)
        is_new = registration.came_from(details.key)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        filling.discard(details.answers)
        form.form_errors.append(str(refusal.message))
        return False
    if not is_new:
        filling.discard(details.answers)
        form.form_errors.append(str(services.AlreadyRegistered.message))
        return False
    flash(_("%(name)s is registered.", name=details.name), "success")
    return True


def chosen_people(event: Event) -> Sequence[Registration]:
    """The ticked rows of the form, or those that an undo names in its address."""
    sent = request.form if "chosen" in request.form else request.args
    ids = sent.getlist("chosen", type=record_number)
    return queries.chosen(event, ids)


def _undoable(event: Event, cancelled: Sequence[Registration]) -> dict[str, Any]:
    chosen = [each.id for each in cancelled]
    return {
        "text": ngettext("%(num)d cancelled.", "%(num)d cancelled.", len(cancelled)),
        "action": _("Undo"),
        "url": url_for(".restore", event_id=event.id, chosen=chosen),
    }


def back(event: Event) -> str:
    """The table, narrowed as it was."""
    kept: dict[str, Any] = {name: request.args[name] for name in FILTERS if name in request.args}
    return url_for("manage_registrations.index", event_id=event.id, **kept)


def _ways(event: Event) -> list[tuple[int, str]]:
    return [(each.id, way(each, current_language())) for each in event.categories]


def _way_names(people: Iterable[Registration]) -> dict[int, str]:
    """How people come, by category, each named once; the press has ways that are not offered."""
    found = {each.category_id: each.category for each in people}
    return {number: way(category, current_language()) for number, category in found.items()}


def _usual_language(event: Event) -> str:
    known = event.original_language
    return known if known in LANGUAGES else current_language()
