"""The composer: write a message, see whom it reaches and how it reads, keep it."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.messages import mailings, placeholders, queries
from eventsapp.messages.audience import REASONS
from eventsapp.messages.compose_forms import MailingForm, number
from eventsapp.messages.composed import Composed
from eventsapp.messages.manage import bp
from eventsapp.messages.models import Mailing
from eventsapp.messages.previews import asked_view, mail_page, text_page
from eventsapp.web import guard
from eventsapp.web.fields import SHOWN
from eventsapp.web.locale import current_language, is_switching
from eventsapp.web.numbers import record_number


@bp.route("/mailings/new", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def new_mailing(event_id: int) -> ResponseReturnValue:
    """A message from nothing, to those of `?chosen=`, or as another one: `?from=7`."""
    event = own_event(event_id)
    model = queries.find_mailing(event, request.args.get("from", 0, type=record_number))
    form = MailingForm(event, model, request.args.getlist("chosen", type=record_number))
    if _is_valid(form):
        by, key = guard.actor().user_id, form.form_key.data
        mailing = mailings.write(event, form.content(), by=by, now=utcnow(), form_key=key)
        db.session.commit()
        return _saved(mailing)
    return _composer(event, form)


@bp.route("/mailings/<int:mailing_id>/edit", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def edit_mailing(event_id: int, mailing_id: int) -> ResponseReturnValue:
    """Change a draft or what is scheduled."""
    event, mailing = mailing_of(event_id, mailing_id)
    form = MailingForm(event, mailing)
    if not form.is_submitted():
        form.version.data = mailing.version
        return _composer(event, form, mailing) if mailing.can_change else to_page(mailing)
    if not _is_valid(form):
        return _composer(event, form, mailing)
    by, version = guard.actor().user_id, number(form.version.data)
    try:
        mailings.change(mailing, form.content(), version=version, by=by, now=utcnow())
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        return _conflict(event, form, mailing, refusal)
    return _saved(mailing)


@bp.post("/mailings/audience")
def count_audience(event_id: int) -> ResponseReturnValue:
    """How many the audience on the page reaches, for the part of the page that says so."""
    form = MailingForm(own_event(event_id))
    return render_template("messages/manage/_reach.html", **reach_parts(_unsaved(form)))


@bp.post("/mailings/preview.html")
def preview_unsaved(event_id: int) -> ResponseReturnValue:
    """The message on the page as its reader would get it, for the frame beside it."""
    mailing = _unsaved(MailingForm(own_event(event_id)))
    return _framed(mailing, request.form.get(SHOWN, ""))


@bp.get("/mailings/<int:mailing_id>/preview.html")
def preview_mailing(event_id: int, mailing_id: int) -> ResponseReturnValue:
    """The stored message as its reader gets it."""
    mailing = mailing_of(event_id, mailing_id)[1]
    return _framed(mailing, request.args.get("text", ""))


def mailing_of(event_id: int, mailing_id: int) -> tuple[Event, Mailing]:
    """The event and the message of an address; 404 unless both are the organisation's."""
    event, changing = own_event(event_id), request.method == "POST"
    return event, queries.find_mailing(event, mailing_id, to_change=changing) or abort(404)


def reach_parts(mailing: Mailing) -> dict[str, Any]:
    """What the part of the page about the audience shows."""
    reach, written = mailings.reached(mailing, now=utcnow()), mailing.written_languages
    unwritten = {code: count for code, count in reach.languages.items() if code not in written}
    return {"reach": reach, "reasons": REASONS, "unwritten": unwritten, "written_in": written}


def language_of(mailing: Mailing, asked: str) -> str:
    """The language to show: the one asked for, else the reader's if it is written, else any."""
    asked = asked or request.values.get("text", "")
    if asked in LANGUAGES:
        return asked
    order = [current_language(), mailing.event.original_language]
    return Texts(mailing.bodies).read(order).language


def to_page(mailing: Mailing) -> ResponseReturnValue:
    """The way to the page of one message."""
    return redirect(url_for(".show_mailing", event_id=mailing.event_id, mailing_id=mailing.id))


def _is_valid(form: MailingForm) -> bool:
    """Whether what was sent is to be stored: the draft as it is, or whole to go on with it."""
    if is_switching() or request.form.get("act") == "count":
        return False
    return form.validate_whole() if request.form.get("act") == "check" else form.validate_draft()


def _saved(mailing: Mailing) -> ResponseReturnValue:
    flash(_("Message saved."), "success")
    checked = request.form.get("act") == "check"
    page = ".show_mailing" if checked else ".edit_mailing"
    shown: dict[str, Any] = {} if checked else {SHOWN: request.form.get(SHOWN)}
    return redirect(url_for(page, event_id=mailing.event_id, mailing_id=mailing.id, **shown))


def _conflict(
    event: Event, form: MailingForm, mailing: Mailing, refusal: Refusal
) -> ResponseReturnValue:
    """What was typed, kept: to be saved over the colleague's version, or as a new message."""
    form.form_errors.append(str(refusal.message))
    form.version.data = mailing.version
    standing = mailing if mailing.can_change else None
    return _composer(event, form, standing, theirs=mailing)[0], refusal.status


def _composer(
    event: Event,
    form: MailingForm,
    mailing: Mailing | None = None,
    theirs: Mailing | None = None,
) -> tuple[str, int]:
    page = render_template(
        "messages/manage/compose.html",
        event=event,
        tab="messages",
        form=form,
        mailing=mailing,
        theirs=theirs,
        placeholders=placeholders.LABELS,
        **reach_parts(_unsaved(form)),
    )
    return page, form.status


def _unsaved(form: MailingForm) -> Mailing:
    """What the form says, as a message that is not stored."""
    content = form.content()
    return Mailing(
        event=form.event,
        audience=content.audience.to_stored(),
        subjects=content.subjects,
        bodies=content.bodies,
    )


def _framed(mailing: Mailing, asked: str) -> Response:
    written = Composed(mailing).preview(language_of(mailing, asked))
    return text_page(written.text) if asked_view() == "text" else mail_page(written.html)
