"""The desk's page of the press: what waits for a decision, and the press cards."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.accreditation import desk_queries, wording
from eventsapp.accreditation.cards import services
from eventsapp.accreditation.cards.forms import CardForm, RenewalForm, WithdrawalForm
from eventsapp.accreditation.cards.models import Card
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.web import guard, paging
from eventsapp.web.once import once

bp = Blueprint("manage_press_cards", __name__, url_prefix="/desk/press")
guard.protect(bp)


@bp.get("")
def index() -> str:
    """Events with applications to review, and every card that was issued."""
    organisation_id, now = guard.actor().organisation_id, utcnow()
    query = request.args.get("q", "")[:200]
    return render_template(
        "accreditation/manage/cards.html",
        waiting=desk_queries.waiting_by_event(organisation_id, now),
        page=paging.page(services.listed(organisation_id, query)),
        query=query,
        today=now.date(),
        wording=wording,
    )


@bp.route("/cards/new", methods=["GET", "POST"])
@guard.require(guard.Role.PRESS)
@once
def new() -> ResponseReturnValue:
    """Accredit a journalist for a period."""
    form = CardForm()
    if form.validate_on_submit():
        organisation = db.get_or_404(Organisation, guard.actor().organisation_id)
        try:
            services.issue(organisation, form.details(), now=utcnow())
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal.message))
        else:
            db.session.commit()
            flash(_("The press card is on its way."), "success")
            return redirect(url_for(".index"))
    return render_template("accreditation/manage/card_new.html", form=form), form.status


@bp.route("/cards/<int:card_id>", methods=["GET", "POST"])
@guard.require(guard.Role.PRESS)
def edit(card_id: int) -> ResponseReturnValue:
    """Let a card count longer."""
    card, form = _card(card_id), RenewalForm()
    if form.validate_on_submit():
        try:
            services.renew(card, form.until.data, now=utcnow())
        except Refusal as refusal:
            form.form_errors.append(str(refusal.message))
        else:
            db.session.commit()
            flash(_("Renewed. The new card is on its way."), "success")
            return redirect(url_for(".index"))
    return _page(card, renewal=form), form.status


@bp.post("/cards/<int:card_id>/withdrawal")
@guard.require(guard.Role.PRESS)
def withdraw(card_id: int) -> ResponseReturnValue:
    """Take a card back, with the reason that its holder is told."""
    card, form = _card(card_id), WithdrawalForm()
    if not form.validate():
        return _page(card, withdrawal=form), 422
    services.withdraw(card, form.reason.data, now=utcnow())
    db.session.commit()
    flash(_("Withdrawn. The holder is written to."), "success")
    return redirect(url_for(".index"))


def _page(
    card: Card, renewal: RenewalForm | None = None, withdrawal: WithdrawalForm | None = None
) -> str:
    wrong = withdrawal if withdrawal and withdrawal.errors else renewal
    return render_template(
        "accreditation/manage/card.html",
        card=card,
        form=wrong,
        renewal=renewal or RenewalForm(formdata=None),
        withdrawal=withdrawal or WithdrawalForm(formdata=None),
        wording=wording,
    )


def _card(card_id: int) -> Card:
    return services.find_of(guard.actor().organisation_id, card_id) or abort(404)
