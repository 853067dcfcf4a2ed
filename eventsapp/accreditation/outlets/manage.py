"""The desk's directory of outlets: each with its people, their cards and applications."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accreditation import wording
from eventsapp.accreditation.outlets import services
from eventsapp.accreditation.outlets.forms import OutletForm
from eventsapp.contacts import outlets as directory
from eventsapp.contacts import wording as contact_words
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.web import guard, paging
from eventsapp.web.once import once

bp = Blueprint("manage_outlets", __name__, url_prefix="/desk/outlets")
guard.protect(bp)


@bp.get("")
def index() -> str:
    """List the outlets, or search them."""
    query = request.args.get("q", "")[:200]
    page = paging.page(directory.listed(guard.actor().organisation_id, query))
    sizes = directory.sizes(page.items)
    return render_template(
        "accreditation/outlets/index.html", page=page, query=query, sizes=sizes, wording=wording
    )


@bp.route("/new", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
@once
def new() -> ResponseReturnValue:
    """Enter an outlet."""
    organisation_id = guard.actor().organisation_id
    form = OutletForm(organisation_id)
    if form.validate_on_submit():
        directory.enter(organisation_id, [form.details()], now=utcnow())
        db.session.commit()
        flash(_("Outlet added."), "success")
        return redirect(url_for(".index"))
    page = render_template("accreditation/outlets/edit.html", form=form, outlet=None)
    return page, 422 if form.errors else 200


@bp.get("/<int:outlet_id>")
def show(outlet_id: int) -> str:
    """What an outlet is, who works for it, who did, and how they are accredited."""
    outlet = _outlet(outlet_id)
    return render_template(
        "accreditation/outlets/show.html",
        outlet=outlet,
        page=paging.page(directory.people(outlet)),
        former=directory.former(outlet),
        cards=services.cards(outlet),
        applicants=services.applicants(outlet),
        today=utcnow().date(),
        held=contact_words.held,
        wording=wording,
    )


@bp.route("/<int:outlet_id>/edit", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def edit(outlet_id: int) -> ResponseReturnValue:
    """Change an outlet, for everybody who names it; two may become one."""
    outlet = _outlet(outlet_id)
    form = OutletForm(outlet.organisation_id, outlet)
    if form.validate_on_submit():
        kept = services.change(outlet, form.details())
        db.session.commit()
        flash(_("Outlet saved."), "success")
        return redirect(url_for(".show", outlet_id=kept.id))
    page = render_template("accreditation/outlets/edit.html", form=form, outlet=outlet)
    return page, 422 if form.errors else 200


@bp.post("/<int:outlet_id>/deletion")
@guard.require(guard.Role.EDITOR)
def delete(outlet_id: int) -> ResponseReturnValue:
    """Forget an outlet that nobody names."""
    try:
        directory.delete(_outlet(outlet_id))
    except Refusal as refusal:
        flash(str(refusal.message), "error")
        return redirect(url_for(".show", outlet_id=outlet_id))
    db.session.commit()
    flash(_("Outlet deleted."), "success")
    return redirect(url_for(".index"))


def _outlet(outlet_id: int) -> Outlet:
    return directory.find(guard.actor().organisation_id, outlet_id) or abort(404)
