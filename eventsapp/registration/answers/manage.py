"""What the organiser does about answers and returned mail, in the Registrations tab."""

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.calendars import replies
from eventsapp.calendars.models import Reply, Said
from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import bounces
from eventsapp.registration import queries
from eventsapp.registration.answers import services
from eventsapp.registration.manage import back, bp
from eventsapp.registration.models import Registration, WhenDeclined


@bp.post("/answers")
def set_answers(event_id: int) -> ResponseReturnValue:
    """Choose what happens to the places of those who decline."""
    event, choice = own_event(event_id), request.form.get("when_declined")
    services.set_rule(event, WhenDeclined(choice) if choice in set(WhenDeclined) else abort(422))
    db.session.commit()
    flash(_("Saved."), "success")
    return redirect(back(event))


@bp.post("/<int:registration_id>/replies/<int:reply_id>/settle")
def settle(event_id: int, registration_id: int, reply_id: int) -> ResponseReturnValue:
    """Show an answer no more."""
    event = own_event(event_id)
    replies.settle(_reply(_person(event, registration_id), reply_id))
    db.session.commit()
    return redirect(back(event))


@bp.post("/<int:registration_id>/replies/<int:reply_id>/refuse")
def refuse(event_id: int, registration_id: int, reply_id: int) -> ResponseReturnValue:
    """Answer a proposed time: the event stays when it is."""
    event = own_event(event_id)
    person = _person(event, registration_id)
    reply = _reply(person, reply_id)
    if reply.said is not Said.COUNTER or not person.is_live:
        abort(404)
    services.refuse(reply, person, utcnow())
    db.session.commit()
    flash(_("%(name)s is told that the time stays.", name=person.name), "success")
    return redirect(back(event))


@bp.post("/<int:registration_id>/lift")
def lift(event_id: int, registration_id: int) -> ResponseReturnValue:
    """Write again to an address that was stopped."""
    event = own_event(event_id)
    person = _person(event, registration_id)
    bounces.lift(person.email or abort(404))
    db.session.commit()
    flash(_("Letters go to %(address)s again.", address=person.email), "success")
    return redirect(back(event))


def _person(event: Event, registration_id: int) -> Registration:
    found = queries.chosen(event, [registration_id])
    return found[0] if found else abort(404)


def _reply(person: Registration, reply_id: int) -> Reply:
    return services.find_reply(person, reply_id) or abort(404)
