"""The organiser's pages of venues and cities; the desk changes a venue, and tells of it."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.venues import queries, services
from eventsapp.venues.forms import CityForm, VenueForm
from eventsapp.venues.models import Venue
from eventsapp.web import guard
from eventsapp.web.once import once

bp = Blueprint("manage_venues", __name__, url_prefix="/desk/venues")
guard.protect(bp)


@bp.get("")
def index() -> str:
    """List the venues, or search them."""
    query, archived = request.args.get("q", "")[:200], "archived" in request.args
    venues = queries.listed(guard.actor().organisation_id, query, archived=archived)
    return render_template("venues/index.html", venues=venues, query=query, archived=archived)


@bp.route("/new", methods=["GET", "POST"])
@once
def new() -> ResponseReturnValue:
    """Add a venue."""
    form = VenueForm(city=request.args.get("city", ""))
    if not form.rearranged() and form.validate_on_submit():
        organisation = db.get_or_404(Organisation, guard.actor().organisation_id)
        services.create(organisation, form.details(), now=utcnow())
        db.session.commit()
        flash(_("Venue added."), "success")
        return redirect(url_for("manage_venues.index"))
    return render_template("venues/new.html", form=form), form.status


@bp.post("/<int:venue_id>/archive")
def archive(venue_id: int) -> ResponseReturnValue:
    """Offer a venue no longer."""
    services.archive(_venue(venue_id), now=utcnow())
    db.session.commit()
    undo = url_for("manage_venues.restore", venue_id=venue_id)
    flash({"text": _("Venue archived."), "action": _("Undo"), "url": undo}, "success")  # type: ignore[arg-type]
    return redirect(url_for("manage_venues.index"))


@bp.post("/<int:venue_id>/restore")
def restore(venue_id: int) -> ResponseReturnValue:
    """Offer an archived venue again."""
    services.restore(_venue(venue_id))
    db.session.commit()
    flash(_("Venue restored."), "success")
    return redirect(url_for("manage_venues.index"))


@bp.route("/cities/new", methods=["GET", "POST"])
def new_city() -> ResponseReturnValue:
    """Add a city to the list of the installation."""
    form = CityForm(country="KZ")
    if form.validate_on_submit():
        try:
            city = services.add_city(form.country.data, form.timezone.data, form.names.data)
        except services.CityExists as refusal:
            form.names.errors = [str(refusal.message)]
        else:
            db.session.commit()
            flash(_("City added."), "success")
            return redirect(url_for("manage_venues.new", city=city.id))
    return render_template("venues/new_city.html", form=form), form.status


def _venue(venue_id: int) -> Venue:
    return queries.find(guard.actor().organisation_id, venue_id) or abort(404)
