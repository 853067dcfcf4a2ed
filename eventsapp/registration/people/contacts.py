"""Those who registered, put into the address book."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.contacts import collecting
from eventsapp.contacts.collecting import Person
from eventsapp.contacts.notices import collected
from eventsapp.core import dates
from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import queries
from eventsapp.registration.manage import back
from eventsapp.registration.models import Registration
from eventsapp.web import guard
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import record_number

bp = Blueprint("registered_contacts", __name__, url_prefix="/desk/e/<int:event_id>/registrations")
guard.protect(bp)


@bp.post("/contacts")
def add(event_id: int) -> ResponseReturnValue:
    """Add those who are ticked."""
    event = own_event(event_id)
    chosen = queries.chosen(event, request.form.getlist("chosen", type=record_number))
    people = [_person(each, event) for each in chosen if each.email]
    if chosen and not people:
        flash(_("Nobody was added: those ticked have no e-mail address."), "error")
        return redirect(back(event))
    flash(*collected(collecting.collect(event.organisation, people, now=utcnow())))
    db.session.commit()
    return redirect(back(event))


def _person(registration: Registration, event: Event) -> Person:
    day = dates.without_weekday(event.local_starts_at.date(), current_language())
    title = event.titles.read([current_language(), event.original_language]).text
    return Person(
        name=registration.name,
        email=registration.email or "",
        language=registration.language,
        phone=registration.phone,
        outlet=registration.organisation_name,
        note=_("Registered for “%(title)s”, %(day)s.", title=title, day=day),
    )
