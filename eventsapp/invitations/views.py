"""The page of one's own on which an invited person answers. Looking at it changes no answer."""

from datetime import datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.invitations import answering, queries, services
from eventsapp.invitations.forms import ComingForm, DeputyForm
from eventsapp.invitations.models import Invitee, Standing
from eventsapp.registration import filling, ownpage
from eventsapp.registration import queries as people
from eventsapp.registration.models import Registration
from eventsapp.web import limits, locale, private
from eventsapp.web.locale import current_language

AHEAD = ("prefetch", "preview")  # a program looks before the person does

bp = Blueprint("invitations", __name__)
private.keep(bp)


@bp.route("/i/<token>", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
def show(token: str) -> ResponseReturnValue:
    """The invitation, with the answers that can be given."""
    invite, now = _invite(token), utcnow()
    coming, deputy = _coming(invite), DeputyForm(invite)
    if request.method != "POST":
        _note_opened(invite, now)
        return _page(invite, coming, deputy, now)
    try:
        answered = _answer(invite, coming, deputy, now)
    except Refusal as refusal:
        db.session.rollback()
        return _page(_invite(token), coming, deputy, now, refusal)
    return answered or _page(invite, coming, deputy, now)


def _answer(
    invite: Invitee, coming: ComingForm, deputy: DeputyForm, now: datetime
) -> ResponseReturnValue | None:
    """Note what the pressed button says; None where its form is not right yet."""
    say = request.form.get("say", "")
    if locale.is_switching():
        return None
    if say == "no":
        answering.decline(invite, now=now)
    elif say == "deputy":
        if invite.round.is_forwardable or not deputy.validate():
            return None
        answering.send_deputy(invite, deputy.details(), now=now)
    elif coming.rearranged() or not coming.validate():
        return None
    else:
        return _accept(invite, coming, now)
    db.session.commit()
    return redirect(url_for(".show", token=invite.token))


def _accept(invite: Invitee, form: ComingForm, now: datetime) -> ResponseReturnValue:
    """Whoever comes by a link that was passed on goes on to the ticket, or looks into the mail."""
    details = form.details(answers=filling.put_away(form.given()))
    is_kept = False
    try:
        registration = answering.accept(invite, details, now=now)
        db.session.commit()
        is_kept = registration is not None and registration.came_from(details.key)
    finally:
        if not is_kept:
            filling.discard(details.answers)
    if not invite.round.is_forwardable:
        return redirect(url_for(".show", token=invite.token))
    if registration is not None:
        return redirect(url_for("registration.show", token=registration.token))
    around = ownpage.around(invite.event)
    return render_template(
        "registration/sent.html", event=invite.event, address=details.email, **around
    )


def _coming(invite: Invitee) -> ComingForm:
    terms, own = invite.round, _own(invite)
    taken = queries.people_through(invite) if terms.is_forwardable else 0
    names = [each.name for each in people.companions(own)] if own else []
    return ComingForm.of(invite, companions=names, most=terms.persons - taken, is_new=own is None)


def _own(invite: Invitee) -> Registration | None:
    """The place of the invited person, where nobody else can have the link."""
    if invite.round.is_forwardable or invite.email is None:
        return None
    return people.find_live(invite.event, invite.email)


def _page(
    invite: Invitee,
    coming: ComingForm,
    deputy: DeputyForm,
    now: datetime,
    refusal: Refusal | None = None,
) -> ResponseReturnValue:
    own = _own(invite)
    deputies = [each.registration for each in queries.live_guests(invite)]
    page = render_template(
        "invitations/show.html",
        invite=invite,
        event=invite.event,
        coming=coming,
        deputy=deputy,
        refusal=refusal,
        own=own,
        deputy_name=deputies[0].name if invite.standing == Standing.DEPUTY else "",
        places=coming.people.max_entries + 1,
        takes_answers=invite.takes_answers(now),
        way=way(invite.round.category, current_language()),
        **ownpage.around(invite.event),
    )
    wrong = 422 if coming.errors or deputy.errors else 200
    return page, refusal.status if refusal else wrong


def _note_opened(invite: Invitee, now: datetime) -> None:
    """Only for a person: neither for a program that asks for the head nor for one that looks ahead."""
    purpose = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}"
    is_ahead = any(word in purpose.lower() for word in AHEAD)
    if invite.opened_at is None and request.method == "GET" and not is_ahead:
        db.session.rollback()  # of the reading that every page begins with
        services.open_page(invite, now=now)
        db.session.commit()


def _invite(token: str) -> Invitee:
    """The invitation a link opens, in its person's language."""
    invite = queries.find_by_token(token) or abort(404)
    locale.use(invite.language)
    if invite.withdrawn_at is not None:
        abort(410, _("This invitation was withdrawn."))
    return invite
