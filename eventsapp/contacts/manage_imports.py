"""The organiser's pages for taking in a file of contacts."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectChoice as Choice
from wtforms import SelectField

from eventsapp.contacts import imports, matching
from eventsapp.contacts.import_models import ContactImport
from eventsapp.core import sheets
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.imports import left_out
from eventsapp.core.texts import ENDONYMS
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.web import attachments, guard
from eventsapp.web.forms import Form
from eventsapp.web.locale import current_language

bp = Blueprint("manage_imports", __name__, url_prefix="/desk/contacts/import")
guard.protect(bp)

SAMPLE = 5
MOST_LISTS = 50  # that one file may name


class FileForm(Form):
    """The file, and the language of its names."""

    file = FileField(validators=[FileRequired()])
    language = SelectField()

    def __init__(self) -> None:
        super().__init__()
        self.file.label.text = _("File")
        self.language.label.text = _("Names and posts are written in")
        self.language.choices = [Choice(code, name) for code, name in ENDONYMS.items()]
        if not self.is_submitted():
            self.language.data = current_language()


@bp.route("", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def new() -> ResponseReturnValue:
    """Upload a file of contacts."""
    form = FileForm()
    if form.validate_on_submit():
        organisation = db.get_or_404(Organisation, guard.actor().organisation_id)
        sent = form.file.data
        try:
            made = imports.begin(
                organisation,
                sent.filename,
                sent.read(),
                language=form.language.data,
                now=utcnow(),
            )
        except Refusal as refusal:
            form.file.errors = [str(refusal.message)]
        else:
            db.session.commit()
            return redirect(url_for("manage_imports.show", import_id=made.id))
    page = render_template("contacts/import/new.html", form=form)
    return page, 422 if form.errors else 200


@bp.get("/<int:import_id>")
@guard.require(guard.Role.EDITOR)
def show(import_id: int) -> str:
    """The columns to match, then how far it is, then what it brought."""
    standing = _import(import_id)
    table = imports.table_of(standing)
    return render_template(
        "contacts/import/show.html",
        standing=standing,
        headings=table.headings,
        sample=table.rows[:SAMPLE],
        fields=matching.FIELDS,
        can_undo=standing.can_undo(utcnow()),
    )


@bp.post("/<int:import_id>")
def start(import_id: int) -> ResponseReturnValue:
    """Begin with these meanings; a short file is through at once, a long one goes on by itself."""
    standing = _import(import_id)
    meanings = [each if each in matching.FIELDS else "" for each in request.form.getlist("column")]
    if not {"name", "email", "phone"} & set(meanings):
        flash(_("Choose which column holds the name, the e-mail or the phone."), "error")
        return redirect(url_for("manage_imports.show", import_id=import_id))
    if len(imports.lists_in(standing, meanings)) > MOST_LISTS:
        flash(
            _("The column for lists names more than 50 of them. Choose another meaning."), "error"
        )
        return redirect(url_for("manage_imports.show", import_id=import_id))
    imports.start(standing, meanings)
    imports.advance(standing, utcnow())
    db.session.commit()
    return redirect(url_for("manage_imports.show", import_id=import_id))


@bp.post("/<int:import_id>/stop")
def stop(import_id: int) -> ResponseReturnValue:
    """Take no more rows."""
    _import(import_id).stop(now=utcnow())
    db.session.commit()
    return redirect(url_for("manage_imports.show", import_id=import_id))


@bp.post("/<int:import_id>/undo")
def undo(import_id: int) -> ResponseReturnValue:
    """Erase what the file brought."""
    number = imports.undo(_import(import_id), now=utcnow())
    db.session.commit()
    flash(ngettext("%(num)d contact erased.", "%(num)d contacts erased.", number), "success")
    return redirect(url_for("manage_imports.show", import_id=import_id))


@bp.get("/<int:import_id>/faults.csv")
@guard.require(guard.Role.EDITOR)
def faults(import_id: int) -> ResponseReturnValue:
    """The rows that were not taken, each with the reason, to mend and import again."""
    standing = _import(import_id)
    table = imports.table_of(standing)
    lines = left_out(standing, table, lambda fault: str(matching.FAULTS[fault[1]]))
    return attachments.attached(lines, "rows-left-out.csv", sheets.CSV)


def _import(import_id: int) -> ContactImport:
    return imports.find(guard.actor().organisation_id, import_id) or abort(404)
