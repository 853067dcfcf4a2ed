"""Journalists who applied, put into the address book."""

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accreditation import desk_queries
from eventsapp.accreditation.deciding_pages import ticked
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.scope import Scope
from eventsapp.contacts import collecting
from eventsapp.contacts.collecting import Person
from eventsapp.contacts.notices import collected
from eventsapp.core import dates
from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web import guard
from eventsapp.web.locale import current_language

bp = Blueprint("accredited_contacts", __name__, url_prefix="/desk/e/<int:event_id>/press")
guard.protect(bp)


@bp.post("/contacts")
def add(event_id: int) -> ResponseReturnValue:
    """Add those who are ticked."""
    event = own_event(event_id)
    chosen = desk_queries.chosen(desk_queries.of_event(event), ticked())
    people = [_person(each, event) for each in chosen if each.email]
    flash(*collected(collecting.collect(event.organisation, people, now=utcnow())))
    db.session.commit()
    return redirect(Scope.of(event).back())


def _person(applicant: Applicant, event: Event) -> Person:
    day = dates.without_weekday(event.local_starts_at.date(), current_language())
    title = event.titles.read([current_language(), event.original_language]).text
    return Person(
        name=applicant.name,
        email=applicant.email or "",
        language=applicant.application.language,
        phone=applicant.phone,
        outlet=applicant.outlet_name,
        note=_("Applied as press for “%(title)s”, %(day)s.", title=title, day=day),
    )
