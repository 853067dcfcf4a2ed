"""Where anybody can check a certificate: the address that is printed on it."""

from flask import Blueprint, abort, render_template

from eventsapp.documents import letters
from eventsapp.registration import ownpage as registrations
from eventsapp.web import limits, locale, private

bp = Blueprint("certificates", __name__)
private.keep(bp)


@bp.get("/certificates/<token>")
@limits.by_address(limits.PUBLIC_FORM)
def show(token: str) -> str:
    """Who was at which event."""
    person = letters.find_certified(token) or abort(404)
    locale.use(person.language)
    return render_template(
        "documents/certificate.html",
        person=person,
        event=person.event,
        **registrations.around(person.event),
    )
