"""The settings of documents: templates of one's own, and the shipped ones to start from."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core import files
from eventsapp.core.clock import utcnow
from eventsapp.documents import making, queries, templates
from eventsapp.documents.answering import attached
from eventsapp.documents.forms import TemplateForm
from eventsapp.documents.kinds import LOOKS, SUFFIXES, Format, Kind
from eventsapp.documents.models import Template
from eventsapp.documents.typesetting import NotMade
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.guard import Role

bp = Blueprint("manage_templates", __name__, url_prefix="/desk/templates")
guard.protect(bp)


@bp.route("", methods=["GET", "POST"])
@guard.require(Role.OWNER)
def index() -> ResponseReturnValue:
    """Which documents are made by which template; bring one more."""
    form, organisation = TemplateForm(), guard.actor().organisation
    if form.validate_on_submit():
        try:
            _bring(form)
        except NotMade as refusal:
            form.file.errors = [str(refusal.message)]
        else:
            flash(_("The template is in use."), "success")
            return redirect(url_for(".index"))
    page = render_template(
        "documents/manage/templates.html",
        form=form,
        looks=LOOKS,
        suffixes=SUFFIXES,
        own=templates.of(organisation),
    )
    return page, 422 if form.errors else 200


@bp.get("/shipped/<kind>.<form>")
@guard.require(Role.OWNER)
def shipped(kind: str, form: str) -> ResponseReturnValue:
    """The template that comes with the product, to start from."""
    if kind not in set(Kind) or form not in SUFFIXES or form not in LOOKS[Kind(kind)].formats:
        abort(404)
    data = making.starting_point(Kind(kind), Format(form))
    return attached(
        making.File(f"{kind}{SUFFIXES[Format(form)]}", "application/octet-stream", data)
    )


@bp.get("/<int:template_id>")
@guard.require(Role.OWNER)
def show(template_id: int) -> ResponseReturnValue:
    """The file as it was brought."""
    found = _own(template_id)
    data = files.open(found.file_key) or abort(404)
    name = f"{found.kind}{SUFFIXES[found.form]}"
    return attached(making.File(name, "application/octet-stream", data))


@bp.get("/<int:template_id>/sample")
@guard.require(Role.OWNER)
def sample(template_id: int) -> ResponseReturnValue:
    """What it makes of the sample event."""
    try:
        return attached(templates.try_again(_own(template_id), guard.actor().organisation))
    except NotMade as refusal:
        flash(str(refusal.message), "error")
        return redirect(url_for(".index"))


@bp.post("/<int:template_id>/removal")
@guard.require(Role.OWNER)
def remove(template_id: int) -> ResponseReturnValue:
    """Go back to the shipped one."""
    templates.remove(_own(template_id))
    db.session.commit()
    flash(_("The template is removed. Documents are made by the shipped one again."), "success")
    return redirect(url_for(".index"))


def _own(template_id: int) -> Template:
    found = queries.find_template_by_id(guard.actor().organisation_id, template_id)
    return found or abort(404)


def _bring(form: TemplateForm) -> None:
    """Try the file out and keep it."""
    organisation = guard.actor().organisation
    brought = templates.Brought(
        kind=Kind(form.kind.data),
        form=form.form,
        language=form.language.data,
        file_name=form.file.data.filename,
        data=form.data_read,
    )
    templates.try_out(organisation, brought)
    templates.keep(organisation, brought, templates.store(brought), utcnow())
    db.session.commit()
