"""Where anybody can check a certificate, at the address that is printed on it, and save it."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from eventsapp.documents import certificates, letters, mailed, queries
from eventsapp.documents.answering import attached
from eventsapp.documents.kinds import MEDIA_TYPES, Format
from eventsapp.documents.making import File
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
        token=token,
        issued=queries.find_certificate(person.id),
        **registrations.around(person.event),
    )


@bp.get("/certificates/<token>.pdf")
@limits.by_address(limits.PUBLIC_FORM)
def download(token: str) -> ResponseReturnValue:
    """The certificate itself, in the language of who was there."""
    person = letters.find_certified(token) or abort(404)
    name, data = mailed.make({"it": certificates.paper}, {"it": person.id}) or abort(404)
    return attached(File(name, MEDIA_TYPES[Format.PDF], data))
