"""The organiser's pages for contacts that look like one: compare, merge, part again."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.contacts import duplicates, merging, queries
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.merging import Side
from eventsapp.contacts.models import Contact
from eventsapp.contacts.wording import FIELDS, lines
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.forms import Form

bp = Blueprint("manage_merges", __name__, url_prefix="/desk/contacts/merge")
guard.protect(bp)


@bp.get("")
def index() -> str:
    """The pairs that look most alike, and what was merged this week."""
    organisation_id = guard.actor().organisation_id
    return render_template(
        "contacts/merge/index.html",
        pairs=duplicates.pairs(organisation_id),
        merges=merging.recent(organisation_id),
        most=duplicates.SHOWN,
    )


@bp.route("/<int:contact_id>/<int:other_id>", methods=["GET", "POST"])
def compare(contact_id: int, other_id: int) -> ResponseReturnValue:
    """Show both side by side, then make them one as was chosen."""
    left, right = _two(contact_id, other_id)
    one, other = ContactDetails.of(left), ContactDetails.of(right)
    form = Form()
    if form.validate_on_submit():
        details = merging.joined(one, other, _chosen())
        merging.merge(left, right, details, now=utcnow())
        db.session.commit()
        flash(_("Merged. It can be undone for seven days."), "success")
        return redirect(url_for(".index"))
    return render_template(
        "contacts/merge/compare.html",
        left=left,
        right=right,
        rows=_rows(one, other),
        uses=(queries.uses(left), queries.uses(right)),
        form=form,
    )


@bp.post("/<int:contact_id>/<int:other_id>/distinction")
def tell_apart(contact_id: int, other_id: int) -> ResponseReturnValue:
    """Two people: not asked about again."""
    duplicates.tell_apart(*_two(contact_id, other_id))
    db.session.commit()
    flash(_("Kept as two contacts."), "success")
    return redirect(url_for(".index"))


@bp.post("/<int:merge_id>/undo")
def undo(merge_id: int) -> ResponseReturnValue:
    """Part two contacts again."""
    standing = merging.find(guard.actor().organisation_id, merge_id) or abort(404)
    merging.part(standing, now=utcnow())
    db.session.commit()
    flash(_("Undone. Both contacts stand as before."), "success")
    return redirect(url_for(".index"))


def _two(contact_id: int, other_id: int) -> tuple[Contact, Contact]:
    """Both contacts, the one entered earlier first: that one stays."""
    organisation_id = guard.actor().organisation_id
    first, second = sorted((contact_id, other_id))
    left, right = (queries.find(organisation_id, number) for number in (first, second))
    if left is None or right is None or left is right:
        abort(404)
    return left, right


def _chosen() -> dict[str, Side]:
    """What was ticked; a side of no kind is a bad request."""
    sent = {name: request.form[name] for name in merging.FIELDS if name in request.form}
    if not set(sent.values()) <= set(Side):
        abort(400)
    return {name: Side(side) for name, side in sent.items()}


def _rows(left: ContactDetails, right: ContactDetails) -> list[dict[str, Any]]:
    """Each field about which anything is known, and what can be chosen where the two differ."""
    asked = merging.differing(left, right)
    rows = []
    for name in merging.FIELDS:
        texts = lines(left, name), lines(right, name)
        if any(texts):
            sides = (Side.LEFT, Side.RIGHT, Side.BOTH)[: 3 if name in merging.SEVERAL else 2]
            rows.append(
                {
                    "name": name,
                    "label": FIELDS[name],
                    "left": texts[0],
                    "right": texts[1],
                    "sides": sides if name in asked else (),
                    "usual": Side.BOTH if name in merging.SEVERAL else Side.LEFT,
                }
            )
    return rows
