"""The page of the pool: its places by medium, who holds them, who has shared."""

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.accreditation import queries, wording
from eventsapp.accreditation.deciding_pages import ticked
from eventsapp.accreditation.kinds import Ask
from eventsapp.accreditation.pool import queries as pool_queries
from eventsapp.accreditation.pool import services
from eventsapp.accreditation.pool.forms import PoolForm
from eventsapp.accreditation.pool.models import Pool, PoolPlace
from eventsapp.accreditation.scope import Scope
from eventsapp.core import sheets
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.access import own_event
from eventsapp.extensions import db
from eventsapp.web import attachments, guard

bp = Blueprint("manage_pool", __name__, url_prefix="/desk/e/<int:event_id>/press/pool")
guard.protect(bp, admits_guests=True)


@bp.get("")
def index(event_id: int) -> ResponseReturnValue:
    """Who holds a place, who could get one, who owes material."""
    event = own_event(event_id)
    queries.find_intake(event) or abort(404)
    found = pool_queries.find(event)
    if found is None or not found.slots:
        return redirect(url_for(".settings", event_id=event_id))
    return render_template(
        "accreditation/manage/pool.html",
        event=event,
        tab="press",
        pool=found,
        media=pool_queries.media(found),
        wording=wording,
    )


@bp.route("/settings", methods=["GET", "POST"])
@guard.require(guard.Role.PRESS)
def settings(event_id: int) -> ResponseReturnValue:
    """How many places, when the cards are handed out, what holders owe."""
    event = own_event(event_id)
    intake = queries.find_intake(event) or abort(404)
    is_asked = intake.is_asked(Ask.POOL)
    form = PoolForm(event, pool_queries.find(event))
    if form.validate_on_submit() and _arrange(event_id, form):
        flash(_("Saved."), "success")
        return redirect(url_for("manage_accreditation.index", event_id=event_id, view="accepted"))
    page = render_template(
        "accreditation/manage/pool_settings.html",
        event=own_event(event_id),
        tab="press",
        form=form,
        is_asked=is_asked,
    )
    return page, form.status


@bp.post("/give")
@guard.require(guard.Role.PRESS)
def give(event_id: int) -> ResponseReturnValue:
    """Give the ticked people a place each."""
    event = own_event(event_id)
    if not ticked():
        flash(_("Tick the people first."), "error")
        return redirect(Scope.of(event).back())
    made = services.give_all(event, ticked(), now=utcnow())
    db.session.commit()
    words = ngettext("%(num)d place given. The letter leaves in a minute.", "%(num)d places given. The letters leave in a minute.", len(made))  # fmt: skip
    flash(words, "success")
    return redirect(url_for(".index", event_id=event_id))


@bp.post("/<int:place_id>/end")
@guard.require(guard.Role.PRESS)
def end(event_id: int, place_id: int) -> ResponseReturnValue:
    """Take one place back."""
    place = pool_queries.find_place(own_event(event_id), place_id) or abort(404)
    services.take_back(place, now=utcnow())
    db.session.commit()
    flash(_("The place is taken back."), "success")
    return redirect(url_for(".index", event_id=event_id))


@bp.get("/sheet")
@guard.require(guard.Role.PRESS)
def sheet(event_id: int) -> str:
    """The holders for the printer, with a line each to sign on."""
    event = own_event(event_id)
    found = pool_queries.find(event) or abort(404)
    return render_template(
        "accreditation/manage/pool_sheet.html",
        event=event,
        pool=found,
        holders=pool_queries.holders(found),
        wording=wording,
    )


@bp.get("/holders.xlsx")
@guard.require(guard.Role.PRESS)
def export(event_id: int) -> Response:
    """The holders as a spreadsheet, for those who hand out the cards."""
    event = own_event(event_id)
    found = pool_queries.find(event) or abort(404)
    rows = list(_rows(pool_queries.holders(found)))
    name = f"{event.slug or event.id}-pool.xlsx"
    return attachments.attached(sheets.xlsx(rows), name, sheets.XLSX)


def _rows(holders: Sequence[PoolPlace]) -> Iterator[list[str]]:
    yield [
        _("Medium"),
        _("Card"),
        _("Full name"),
        _("Outlet"),
        _("E-mail"),
        _("Phone"),
        _("Material"),
        _("Signature"),
    ]
    for place in holders:
        person = place.applicant
        medium = str(wording.FUNCTIONS[place.slot.medium])
        card, name, outlet = str(place.number), person.name, person.outlet_name
        yield [medium, card, name, outlet, person.email or "", person.phone, place.shared_url, ""]


def _arrange(event_id: int, form: PoolForm) -> Pool | None:
    """The pool; nothing where the form then says why."""
    intake = queries.find_intake(own_event(event_id)) or abort(404)
    try:
        made = services.arrange(intake, form.details())
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal.message))
        return None
    db.session.commit()
    return made
