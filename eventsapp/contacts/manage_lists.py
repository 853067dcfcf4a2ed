"""The organiser's pages of the lists of contacts."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.contacts import letters, lists, queries
from eventsapp.contacts.list_forms import ListForm
from eventsapp.contacts.list_models import ContactList
from eventsapp.contacts.manage import FORMS, hand_out
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import guard, paging
from eventsapp.web.once import once

bp = Blueprint("manage_lists", __name__, url_prefix="/desk/lists")
guard.protect(bp)


@bp.get("")
def index() -> str:
    """The lists and how many contacts are on each."""
    kept = lists.kept(guard.actor().organisation_id)
    return render_template("contacts/lists/index.html", lists=kept, sizes=lists.sizes(kept))


@bp.route("/new", methods=["GET", "POST"])
@once
def new() -> ResponseReturnValue:
    """Begin a list."""
    form = ListForm(guard.actor().organisation_id)
    if form.validate_on_submit():
        made = lists.create(guard.actor().organisation_id, form.details(), now=utcnow())
        db.session.commit()
        flash(_("List added."), "success")
        return redirect(url_for("manage_lists.show", list_id=made.id))
    return render_template("contacts/lists/new.html", form=form), 422 if form.errors else 200


@bp.get("/<int:list_id>")
def show(list_id: int) -> str:
    """Who is on a list; for a fixed one also whom a search would add."""
    standing = _list(list_id)
    query = request.args.get("q", "")[:200].strip()
    found = queries.matching(standing.organisation_id, query) if query else ()
    return render_template(
        "contacts/lists/show.html",
        list=standing,
        page=paging.page(lists.members(standing)),
        query=query,
        found=found,
        on_it=lists.those_on(standing, [each.id for each in found]),
    )


@bp.get(f"/<int:list_id>/export.<any({FORMS}):form>")
@guard.require(guard.Role.EDITOR)
def export(list_id: int, form: str) -> ResponseReturnValue:
    """Who is on a list, as a file."""
    return hand_out(lists.members(_list(list_id)), form)


@bp.route("/<int:list_id>/edit", methods=["GET", "POST"])
def edit(list_id: int) -> ResponseReturnValue:
    """Rename a list, or change its rule."""
    standing = _list(list_id)
    form = ListForm(standing.organisation_id, standing)
    if form.validate_on_submit():
        lists.change(standing, form.details())
        db.session.commit()
        flash(_("List saved."), "success")
        return redirect(url_for("manage_lists.show", list_id=list_id))
    page = render_template("contacts/lists/edit.html", form=form, list=standing)
    return page, 422 if form.errors else 200


@bp.post("/<int:list_id>/links")
def ask(list_id: int) -> ResponseReturnValue:
    """Ask everybody on a list to look at their own data, but for those asked lately."""
    number = letters.ask_all(lists.members(_list(list_id)), now=utcnow())
    db.session.commit()
    words = ngettext(
        "%(num)d contact is asked by e-mail.", "%(num)d contacts are asked by e-mail.", number
    )
    flash(words, "success")
    return redirect(url_for("manage_lists.show", list_id=list_id))


@bp.post("/<int:list_id>/members")
def add(list_id: int) -> ResponseReturnValue:
    """Put one contact on a fixed list, or everybody whom a search finds."""
    standing = _fixed(list_id)
    query = request.form.get("q", "")[:200]
    if "contact" in request.form:
        number = lists.add(standing, request.form.getlist("contact", type=int))
    else:
        number = lists.add_found(standing, query)
    db.session.commit()
    flash(ngettext("%(num)d contact added.", "%(num)d contacts added.", number), "success")
    return redirect(url_for("manage_lists.show", list_id=list_id, q=query or None))


@bp.post("/<int:list_id>/members/<int:contact_id>/removal")
def remove(list_id: int, contact_id: int) -> ResponseReturnValue:
    """Take a contact off a fixed list."""
    lists.remove(_fixed(list_id), contact_id)
    db.session.commit()
    flash(_("Taken off the list."), "success")
    return redirect(url_for("manage_lists.show", list_id=list_id))


@bp.route("/<int:list_id>/deletion", methods=["GET", "POST"])
def delete(list_id: int) -> ResponseReturnValue:
    """Ask, then forget a list."""
    standing = _list(list_id)
    if request.method == "POST":
        lists.delete_list(standing)
        db.session.commit()
        flash(_("List deleted."), "success")
        return redirect(url_for("manage_lists.index"))
    return render_template("contacts/lists/delete.html", list=standing)


def _list(list_id: int) -> ContactList:
    return lists.find(guard.actor().organisation_id, list_id) or abort(404)


def _fixed(list_id: int) -> ContactList:
    standing = _list(list_id)
    return abort(404) if standing.by_rule else standing
