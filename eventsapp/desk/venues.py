"""A venue is changed: where its events are elsewhere then, it asks first and says who will hear of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from eventsapp.core.clock import utcnow
from eventsapp.desk import series
from eventsapp.desk.states import told
from eventsapp.events import venue_changes
from eventsapp.events.venue_changes import Relocated
from eventsapp.extensions import db
from eventsapp.messages.differences import differences
from eventsapp.messages.queries import waiting_notice
from eventsapp.messages.reach import count_told
from eventsapp.venues import links, queries
from eventsapp.venues.forms import VenueForm
from eventsapp.venues.manage import bp
from eventsapp.venues.models import Venue
from eventsapp.web import guard
from eventsapp.web.fields import ROWS
from eventsapp.web.forms import Form
from eventsapp.web.locale import current_language, reading_order

CONFIRMED = "confirmed"  # the answer to the question who will hear of it


class RelocationForm(Form):
    """Whether the people of the events hear of it."""

    minor = BooleanField(_l("A minor edit: tell nobody"))


@bp.route("/<int:venue_id>", methods=["GET", "POST"])
def edit(venue_id: int) -> ResponseReturnValue:
    """Change a venue and its rooms."""
    venue = queries.find(guard.actor().organisation_id, venue_id) or abort(404)
    if request.method == "POST":
        venue = queries.claim(venue)  # forms sent at one moment are compared one after the other
    form = VenueForm(venue)
    if not form.rearranged() and form.validate_on_submit() and not form.is_overtaken():
        return _save(venue, form)
    maps = links.maps(venue, reading_order(venue.original_language))
    return render_template("venues/edit.html", form=form, venue=venue, maps=maps), form.status


def _save(venue: Venue, form: VenueForm) -> ResponseReturnValue:
    now, asked = utcnow(), RelocationForm()
    relocated = venue_changes.change(
        venue, form.details(), minor=asked.minor.data, by=guard.actor().user_id, now=now
    )
    if relocated and CONFIRMED not in request.form:
        return _ask(venue, relocated, asked)
    series.tell([each.event for each in relocated], now)
    db.session.commit()
    flash(_saved(relocated, now), "success")
    return redirect(url_for("manage_venues.index"))


def _ask(venue: Venue, relocated: Sequence[Relocated], form: RelocationForm) -> str:
    """What would be different for whom; nothing is stored."""
    if any(each.moves for each in relocated):
        del form.minor
    page = render_template(
        "desk/relocate.html",
        venue=venue,
        form=form,
        relocated=[(each.event, _different(each)) for each in relocated],
        reached=count_told(*(each.event for each in relocated)),
        typed=_typed(),
    )
    db.session.rollback()
    return page


def _different(each: Relocated) -> Any:
    return differences(each.event, each.before, current_language())


def _typed() -> list[tuple[str, str]]:
    """All that was sent, to be sent again with the answer."""
    ours = ("csrf_token", CONFIRMED, ROWS, "minor")
    return [pair for pair in request.form.items(multi=True) if pair[0] not in ours]


def _saved(relocated: Sequence[Relocated], now: datetime) -> str:
    events = [each.event for each in relocated]
    notice = next(filter(None, map(waiting_notice, events)), None)
    words = _("Venue saved.")
    return f"{words} {told(notice, events, now)}" if notice else words
