"""The organiser's pages: their own organisation, and the partners in its directory."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core import colours, files
from eventsapp.core.alphabets import sort_key
from eventsapp.core.clock import utcnow
from eventsapp.core.colours import Accent
from eventsapp.extensions import db
from eventsapp.organisations import queries, services
from eventsapp.organisations.forms import OrganisationForm
from eventsapp.organisations.models import Organisation
from eventsapp.web import guard, locale
from eventsapp.web.numbers import hidden_number
from eventsapp.web.once import once

bp = Blueprint("manage_organisations", __name__, url_prefix="/desk/organisations")
guard.protect(bp)


@bp.get("")
def index() -> ResponseReturnValue:
    """Our organisation first, then its partners by name."""
    query = request.args.get("q", "")[:200].strip()
    own_id = guard.actor().organisation_id
    found = _by_name(queries.directory(own_id, query))
    return render_template(
        "organisations/index.html",
        own=next((one for one in found if one.id == own_id), None),
        partners=[one for one in found if one.id != own_id],
        query=query,
    )


@bp.route("/new", methods=["GET", "POST"])
@once
def new() -> ResponseReturnValue:
    """Add a partner to the directory."""
    form = OrganisationForm(is_partner=True)
    if form.validate_on_submit():
        keeper = db.session.get_one(Organisation, guard.actor().organisation_id)
        partner = services.create(form.details(), keeper=keeper, now=utcnow())
        _save_logo(partner, form)
        flash(_("The organisation is saved."), "success")
        return redirect(url_for(".index"))
    return render_template("organisations/new.html", form=form), form.status


@bp.route("/<int:organisation_id>", methods=["GET", "POST"])
def edit(organisation_id: int) -> ResponseReturnValue:
    """Change our organisation or a partner."""
    own_id = guard.actor().organisation_id
    organisation = queries.find(own_id, organisation_id) or abort(404)
    form = OrganisationForm(organisation, is_partner=organisation.id != own_id)
    if form.validate_on_submit():
        version, former = _number(form.version.data), organisation.accent
        services.change(organisation, form.details(), version=version, now=utcnow())
        _save_logo(organisation, form)
        flash(_("The organisation is saved."), "success")
        if organisation.accent != former:  # it may look otherwise than it was entered
            return redirect(url_for(".edit", organisation_id=organisation.id, _anchor="accent"))
        return redirect(url_for(".index"))
    page = render_template(
        "organisations/edit.html",
        form=form,
        organisation=organisation,
        shades=_shades(organisation),
    )
    return page, form.status


def _shades(organisation: Organisation) -> tuple[Accent, Accent] | None:
    """Its colour by day and by night."""
    colour = organisation.accent
    return (colours.on_light(colour), colours.on_dark(colour)) if colour else None


def _save_logo(organisation: Organisation, form: OrganisationForm) -> None:
    """Store the logo if there is a new one or none any more, then everything."""
    changed = bool(form.picture or form.without_logo.data)
    former = services.set_logo(organisation, form.picture) if changed else ""
    db.session.commit()
    if former:
        files.delete(former)


def _by_name(organisations: Sequence[Organisation]) -> list[Organisation]:
    language = locale.current_language()
    return sorted(
        organisations,
        key=lambda one: sort_key(one.names.read([language, one.original_language]).text, language),
    )


def _number(text: str | None) -> int:
    return hidden_number(text) or 0
