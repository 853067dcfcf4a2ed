"""The kit as an accredited journalist has it, behind their own link: agreement, files, one ZIP."""

from datetime import datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from eventsapp.accreditation import queries as accreditation
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.materials import handing, queries, services, wording
from eventsapp.materials.kinds import LICENCES
from eventsapp.materials.models import Material
from eventsapp.registration import ownpage as registrations
from eventsapp.web import locale, private
from eventsapp.web.numbers import record_number

ENDED = _l("This link does not open the press kit any more.")

bp = Blueprint("press_kit", __name__)
private.keep(bp)


@bp.get("/a/<token>/press")
def show(token: str) -> ResponseReturnValue:
    """What there is, what is held, and what was agreed to."""
    return _page(_own(token))


@bp.post("/a/<token>/press/agreement")
def agree(token: str) -> ResponseReturnValue:
    """Write down the promise to hold one material, and what opens with it."""
    applicant = _own(token)
    number = request.form.get("material", type=record_number)
    material = queries.find(applicant.event, number or 0) or abort(404)
    if material.embargo_at is None or material not in _kit(applicant):
        abort(404)
    if "agreed" not in request.form:
        return _page(applicant, unticked=material), 422
    words = wording.promise(material, applicant.event)
    services.agree(applicant, material.embargo_at, words, now=utcnow())
    db.session.commit()
    return redirect(url_for(".show", token=token, _anchor=f"material-{material.id}"))


@bp.get("/a/<token>/press/<int:material_id>")
def fetch(token: str, material_id: int) -> Response:
    """One file; who took it is written down."""
    applicant = _own(token)
    material = next((each for each in _kit(applicant) if each.id == material_id), None) or abort(
        404
    )
    _write_down(applicant, [material], now=utcnow())
    return handing.attached(material.current)


@bp.get("/a/<token>/press.zip")
def all_files(token: str) -> Response:
    """Everything this journalist may have now, in one file that names them."""
    applicant, now = _own(token), utcnow()
    promised = queries.agreed(applicant)
    mine = [each for each in _kit(applicant) if each.is_open(now) or each.embargo_at in promised]
    _write_down(applicant, mine, now=now)
    taker = ", ".join(filter(None, (applicant.name, applicant.outlet_name)))
    return handing.zipped(applicant.event, mine, taker)


def _page(applicant: Applicant, *, unticked: Material | None = None) -> str:
    return render_template(
        "press/own.html",
        applicant=applicant,
        event=applicant.event,
        kit=_kit(applicant),
        promised=queries.agreed(applicant),
        unticked=unticked,
        wording=wording,
        licences=LICENCES,
        present=utcnow(),
        **registrations.around(applicant.event),
    )


def _write_down(applicant: Applicant, wanted: list[Material], *, now: datetime) -> None:
    """Who takes what: the one thing that a page which is only looked at changes."""
    db.session.rollback()  # it was begun for reading
    services.hand_out(applicant, wanted, now=now)
    db.session.commit()


def _kit(applicant: Applicant) -> list[Material]:
    return queries.kit(applicant.event)


def _own(token: str) -> Applicant:
    """The accredited journalist of a link, in their language."""
    applicant, opens = accreditation.find_by_token(token)
    if applicant is None:
        abort(404)
    locale.use(applicant.application.language)
    if not opens or applicant.status is not Status.ACCEPTED or not applicant.event.is_public:
        abort(410, ENDED)
    return applicant
