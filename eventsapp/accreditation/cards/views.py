"""A press card as its holder sees it, and as anybody can check it."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from eventsapp.accreditation import wording
from eventsapp.accreditation.cards import services
from eventsapp.accreditation.cards.models import Card
from eventsapp.core import qr
from eventsapp.core.clock import utcnow
from eventsapp.events.times import to_local
from eventsapp.extensions import db, limiter
from eventsapp.mail import urls
from eventsapp.web import limits, locale, private

bp = Blueprint("press_cards", __name__)


private.keep(bp)


@bp.get("/press-card/<token>")
def show(token: str) -> ResponseReturnValue:
    """The holder's own card, and the events to apply for with it."""
    card, now = _own(token), utcnow()
    events = services.events_for(card, now)
    return render_template(
        "accreditation/card.html",
        card=card,
        valid=card.is_valid(to_local(now, card.organisation.timezone).date()),
        qr=_qr(card),
        events=events,
        applied=services.applied(card, events),
        wording=wording,
    )


@bp.post("/press-card/<token>/events/<int:event_id>")
@limits.by_address(limits.PUBLIC_FORM)
def apply(token: str, event_id: int) -> ResponseReturnValue:
    """Apply for an event of the issuer in one step."""
    card = _own(token)
    chosen = [each for each in services.events_for(card, utcnow()) if each.id == event_id]
    if not chosen:
        abort(404)
    applicant = services.apply(card, chosen[0], now=utcnow())
    db.session.commit()
    return redirect(url_for("accreditation.show", token=applicant.token))


@bp.route("/<lang:lang>/press-card", methods=["GET", "POST"])
@limits.by_address(limits.GUESSES)
def look_up(lang: str) -> ResponseReturnValue:
    """Check a card by the code that is printed on it."""
    code = request.form.get("code", "").strip()
    if code:
        return redirect(url_for(".check", lang=lang, code=code[:40]))
    return render_template("accreditation/card_check.html", card=None, code="")


@bp.get("/<lang:lang>/press-card/<code>")
@limiter.limit(limits.GUESSES, key_func=limits.visitor)
def check(lang: str, code: str) -> ResponseReturnValue:  # noqa: ARG001 -- of the address
    """Whether a card counts today: what the QR on it opens."""
    card = services.find_by_code(code)
    if card is None:
        return render_template("accreditation/card_check.html", card=None, code=code), 404
    today = to_local(utcnow(), card.organisation.timezone).date()
    return render_template(
        "accreditation/card_check.html",
        card=card,
        code=code,
        valid=card.is_valid(today),
        today=today,
        wording=wording,
    )


def _qr(card: Card) -> Markup:
    """The address at which anybody checks the card, as a picture."""
    address = urls.absolute("press_cards.check", lang=card.language, code=card.code)
    return qr.svg(address)


def _own(token: str) -> Card:
    """The card a link opens, in its holder's language."""
    card = services.find_by_token(token) or abort(404)
    locale.use(card.language)
    return card
