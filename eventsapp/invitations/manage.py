"""The Invitations tab: whom to invite, how far each invitation has come, one again, one withdrawn."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.invitations import letters, queries, services
from eventsapp.invitations.audience import REASONS
from eventsapp.invitations.desk_forms import InviteForm
from eventsapp.invitations.models import Invitee, Round
from eventsapp.invitations.wording import STANDINGS
from eventsapp.messages.previews import asked_view, mail_page, text_page
from eventsapp.registration import seats
from eventsapp.web import guard
from eventsapp.web.fields import SHOWN
from eventsapp.web.paging import page

bp = Blueprint("manage_invitations", __name__, url_prefix="/desk/e/<int:event_id>/invitations")
guard.protect(bp)


@bp.get("")
def index(event_id: int) -> str:
    """How far the invitations have come, and the people, narrowed by the filters of the address."""
    event = own_event(event_id)
    standing, query = request.args.get("standing", ""), request.args.get("q", "")[:200]
    return render_template(
        "invitations/manage/index.html",
        event=event,
        tab="invitations",
        counts=queries.counts(event),
        standings=STANDINGS,
        page=page(queries.listed(event, standing=standing, query=query)),
        waiting=queries.waiting_round(event),
        way=way,
        now=utcnow(),
    )


@bp.route("/new", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def new(event_id: int) -> ResponseReturnValue:
    """Choose people and terms, see whom it reaches and how it reads, send."""
    form = _form(event_id)
    if request.form.get("act") == "send" and form.validate_on_submit():
        try:
            made = _invite(form)
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal.message))
        else:
            return _sent(made)
    page_ = render_template(
        "invitations/manage/new.html",
        event=form.event,
        tab="invitations",
        form=form,
        **_reach_parts(form),
    )
    return page_, form.status


@bp.post("/audience")
def count(event_id: int) -> str:
    """How many are invited, for the part of the page that says so."""
    return render_template("messages/manage/_reach.html", **_reach_parts(_form(event_id)))


@bp.post("/contacts")
def find(event_id: int) -> str:
    """The contacts that are picked and those that a search finds, for the part of the page."""
    return render_template("invitations/manage/_contacts.html", form=_form(event_id))


@bp.post("/preview.html")
def preview(event_id: int) -> ResponseReturnValue:
    """The letter as its reader would get it, for the frame beside the form."""
    form, shown = _form(event_id), request.form.get(SHOWN, "")
    language = shown if shown in LANGUAGES else form.event.original_language
    written = letters.preview(form.draft() if form.ways else abort(404), language)
    return text_page(written.text) if asked_view() == "text" else mail_page(written.html)


@bp.post("/rounds/<int:round_id>/undo")
def undo(event_id: int, round_id: int) -> ResponseReturnValue:
    """Invite nobody after all, while nothing has gone out."""
    event = own_event(event_id)
    services.undo(queries.find_round(event, round_id) or abort(404))
    db.session.commit()
    flash(_("Nothing was sent. Nobody was invited."), "success")
    return _back(event)


@bp.post("/<int:invitation_id>/again")
def send_again(event_id: int, invitation_id: int) -> ResponseReturnValue:
    """Send one invitation once more."""
    event, invite = _invite_of(event_id, invitation_id)
    services.send_again(invite, now=utcnow())
    db.session.commit()
    flash(_("The e-mail to %(address)s is on its way.", address=invite.email), "success")
    return _back(event)


@bp.post("/<int:invitation_id>/withdrawal")
def withdraw(event_id: int, invitation_id: int) -> ResponseReturnValue:
    """Withdraw one invitation; a place that was taken is given back."""
    event, invite = _invite_of(event_id, invitation_id)
    services.withdraw(invite, now=utcnow())
    db.session.commit()
    flash(
        _("The invitation of %(name)s is withdrawn.", name=invite.name or invite.email), "success"
    )
    return _back(event)


def _form(event_id: int) -> InviteForm:
    event, now = own_event(event_id), utcnow()
    return InviteForm(
        event, [each for each in event.categories if seats.accepts(event, each, now)], now
    )


def _reach_parts(form: InviteForm) -> dict[str, object]:
    return {"reach": form.reach(), "reasons": REASONS, "unwritten": {}, "written_in": ()}


def _invite(form: InviteForm) -> Round:
    made = services.invite(
        form.event,
        form.terms(),
        list_ids=form.lists.data or (),
        contact_ids=form.picked,
        by=guard.actor().user_id,
        now=form.now,
        form_key=form.form_key.data,
    )
    db.session.commit()
    return made


def _sent(made: Round) -> ResponseReturnValue:
    number = queries.size(made)
    words = ngettext(
        "%(num)d invitation goes out in one minute.",
        "%(num)d invitations go out in one minute.",
        number,
    )
    url = url_for(".undo", event_id=made.event_id, round_id=made.id)
    flash({"text": words, "action": _("Undo"), "url": url}, "success")  # type: ignore[arg-type]
    return _back(made.event)


def _back(event: Event) -> ResponseReturnValue:
    return redirect(url_for(".index", event_id=event.id))


def _invite_of(event_id: int, invitation_id: int) -> tuple[Event, Invitee]:
    event = own_event(event_id)
    return event, queries.find(event, invitation_id) or abort(404)
