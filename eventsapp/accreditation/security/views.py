"""What the security contact opens: the list behind a mailed address, given on record."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from eventsapp.accreditation.security import links, services
from eventsapp.accreditation.security.models import SecurityLink
from eventsapp.core import sheets
from eventsapp.core.clock import utcnow
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web import attachments, limits, locale, private

bp = Blueprint("security_list", __name__, url_prefix="/security-list")
private.keep(bp)


@bp.get("/<token>")
@limits.by_address(limits.GUESSES)
def show(token: str) -> ResponseReturnValue:
    """Of which event, of how many people, until when; a name is given by the button alone."""
    link = _open(token)
    if link is None:
        return _over()
    people = len(services.accepted(link.event))
    return render_template(
        "accreditation/security_list.html", link=link, event=link.event, people=people, token=token
    )


@bp.post("/<token>")
@limits.by_address(limits.GUESSES)
def fetch(token: str) -> ResponseReturnValue:
    """The list as a spreadsheet; that it was taken is written down."""
    link = _open(token)
    if link is None:
        return _over()
    sheet = services.hand_over(link.event, link=link, now=utcnow())
    db.session.commit()
    return as_file(link.event, sheet)


def as_file(event: Event, sheet: bytes) -> Response:
    """The list, to be saved."""
    return attachments.attached(sheet, f"{event.slug or event.id}-press.xlsx", sheets.XLSX)


def _open(token: str) -> SecurityLink | None:
    """What an address gives, in the language of its letter."""
    link = links.find(token, utcnow())
    if link:
        locale.use(link.language)
    return link


def _over() -> ResponseReturnValue:
    return render_template("accreditation/security_over.html"), 410
