"""The organiser's pages of the address book."""

from collections.abc import Sequence

from flask import (
    Blueprint,
    Response,
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
from sqlalchemy import Select

from eventsapp.contacts import duplicates, exporting, letters, outlets, queries, services
from eventsapp.contacts.forms import ContactForm
from eventsapp.contacts.models import Contact
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail import bounces
from eventsapp.mail.inbox_models import StoppedAddress
from eventsapp.organisations.models import Organisation
from eventsapp.web import attachments, guard, paging
from eventsapp.web.once import once

FORMS = ",".join(f'"{form}"' for form in exporting.MEDIA_TYPES)

bp = Blueprint("manage_contacts", __name__, url_prefix="/desk/contacts")
guard.protect(bp)


@bp.get("")
def index() -> str:
    """List the contacts, or search them."""
    query = request.args.get("q", "")[:200]
    found = queries.listed(guard.actor().organisation_id, query)
    page = paging.page(found, most=queries.COUNTED if query else None)
    stopped = _stopped(page.items)
    today = utcnow().date()
    return render_template(
        "contacts/index.html", page=page, query=query, stopped=stopped, today=today
    )


@bp.route("/new", methods=["GET", "POST"])
@once
def new() -> ResponseReturnValue:
    """Add a person or desk."""
    form = ContactForm()
    if not form.rearranged() and form.validate_on_submit():
        organisation = db.get_or_404(Organisation, guard.actor().organisation_id)
        services.create(organisation, form.details(), now=utcnow())
        db.session.commit()
        flash(_("Contact added."), "success")
        return redirect(url_for("manage_contacts.index"))
    return render_template("contacts/new.html", form=form, today=utcnow().date()), form.status


@bp.get(f"/export.<any({FORMS}):form>")
@guard.require(guard.Role.EDITOR)
def export(form: str) -> ResponseReturnValue:
    """What a search finds, or all of it, as a file."""
    query = request.args.get("q", "")[:200]
    return hand_out(queries.listed(guard.actor().organisation_id, query), form)


def hand_out(wanted: Select[Contact], form: str) -> Response:
    """Contacts as a file, sent while it is read."""
    pieces = stream_with_context(exporting.export(wanted, form, utcnow().date()))
    name = f"contacts.{form.rpartition('.')[2]}"
    return attachments.attached(pieces, name, exporting.MEDIA_TYPES[form])


@bp.route("/<int:contact_id>", methods=["GET", "POST"])
def edit(contact_id: int) -> ResponseReturnValue:
    """Change a contact."""
    contact = _contact(contact_id)
    form = ContactForm(contact)
    if not form.rearranged() and form.validate_on_submit():
        services.change(contact, form.details(), now=utcnow())
        db.session.commit()
        flash(_("Contact saved."), "success")
        return redirect(url_for("manage_contacts.index"))
    page = render_template(
        "contacts/edit.html",
        form=form,
        contact=contact,
        alike=duplicates.of(contact)[:3],
        stopped=_stopped([contact]),
        outlet=outlets.named(contact.organisation_id, contact.outlet),
        today=utcnow().date(),
    )
    return page, form.status


@bp.post("/<int:contact_id>/link")
def ask(contact_id: int) -> ResponseReturnValue:
    """Mail a contact the link to the page of their own data."""
    contact = _contact(contact_id)
    letters.ask(contact, now=utcnow())
    db.session.commit()
    flash(
        _("The e-mail to %(address)s is on its way.", address=contact.emails[0].address), "success"
    )
    return redirect(url_for(".edit", contact_id=contact_id))


@bp.route("/<int:contact_id>/deletion", methods=["GET", "POST"])
def delete(contact_id: int) -> ResponseReturnValue:
    """Ask, then erase a contact."""
    contact = _contact(contact_id)
    if request.method == "POST":
        services.delete(contact)
        db.session.commit()
        flash(_("Contact deleted."), "success")
        return redirect(url_for("manage_contacts.index"))
    return render_template("contacts/delete.html", contact=contact, uses=queries.uses(contact))


def _stopped(contacts: Sequence[Contact]) -> dict[str, StoppedAddress]:
    """Those of their addresses that take no mail."""
    return bounces.stopped(email.address for each in contacts for email in each.emails)


def _contact(contact_id: int) -> Contact:
    return queries.find(guard.actor().organisation_id, contact_id) or abort(404)
