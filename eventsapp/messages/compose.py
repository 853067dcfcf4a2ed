"""The composer: write a message, see whom it reaches and how it reads, let it go, undo."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as mail
from eventsapp.messages import mailings, placeholders, queries
from eventsapp.messages.audience import REASONS, Audience, described
from eventsapp.messages.compose_forms import MailingForm, ReleaseForm, number
from eventsapp.messages.composed import TEMPLATE, Composed
from eventsapp.messages.letter_list import letter_list
from eventsapp.messages.manage import bp
from eventsapp.messages.models import Mailing
from eventsapp.messages.plan import NAMES
from eventsapp.messages.previews import asked_view, mail_page, text_page
from eventsapp.web import guard
from eventsapp.web.fields import SHOWN
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import record_number


@bp.route("/mailings/new", methods=["GET", "POST"])
@guard.require(guard.Role.EDITOR)
def new_mailing(event_id: int) -> ResponseReturnValue:
    """A message from nothing, or from the words and audience of another: `?from=7`."""
    event = own_event(event_id)
    model = queries.find_mailing(event, request.args.get("from", 0, type=record_number))
    form = MailingForm(event, model)
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
    if not mailing.can_change:
        return redirect(url_for(".show_mailing", event_id=event.id, mailing_id=mailing.id))
    form = MailingForm(event, mailing)
    if not form.is_submitted():
        form.version.data = mailing.version
    if _is_valid(form):
        by, version = guard.actor().user_id, number(form.version.data)
        mailings.change(mailing, form.content(), version=version, by=by, now=utcnow())
        db.session.commit()
        return _saved(mailing)
    return _composer(event, form, mailing)


@bp.post("/mailings/audience")
def count_audience(event_id: int) -> ResponseReturnValue:
    """How many the audience on the page reaches, for the part of the page that says so."""
    form = MailingForm(own_event(event_id))
    return render_template("messages/manage/_reach.html", **_reach(_unsaved(form)))


@bp.post("/mailings/preview.html")
def preview_unsaved(event_id: int) -> ResponseReturnValue:
    """The message on the page as its reader would get it, for the frame beside it."""
    mailing = _unsaved(MailingForm(own_event(event_id)))
    return _framed(mailing, request.form.get(SHOWN, ""))


@bp.get("/mailings/<int:mailing_id>")
def show_mailing(event_id: int, mailing_id: int) -> ResponseReturnValue:
    """Whom it reaches and how it reads; once it went out, what became of each letter."""
    event, mailing = mailing_of(event_id, mailing_id)
    form = ReleaseForm()
    form.version.data = mailing.version
    return _page(event, mailing, form)


@bp.get("/mailings/<int:mailing_id>/preview.html")
def preview_mailing(event_id: int, mailing_id: int) -> ResponseReturnValue:
    """The stored message as its reader gets it."""
    mailing = mailing_of(event_id, mailing_id)[1]
    return _framed(mailing, request.args.get("text", ""))


@bp.post("/mailings/<int:mailing_id>/send")
def send_mailing(event_id: int, mailing_id: int) -> ResponseReturnValue:
    """Let it go when the minute to undo is over."""
    event, mailing = mailing_of(event_id, mailing_id)
    version, by = number(request.form.get("version")), guard.actor().user_id
    mailings.release(mailing, version=version, by=by, now=utcnow())
    db.session.commit()
    undo = url_for(".stop_mailing", event_id=event.id, mailing_id=mailing.id, act="undo")
    words = _("The message goes out in one minute.")
    flash({"text": words, "action": _("Undo"), "url": undo}, "success")  # type: ignore[arg-type]
    return redirect(url_for(".show_mailing", event_id=event.id, mailing_id=mailing.id))


@bp.post("/mailings/<int:mailing_id>/schedule")
def schedule_mailing(event_id: int, mailing_id: int) -> ResponseReturnValue:
    """Let it go at a day and hour of the event's zone."""
    event, mailing = mailing_of(event_id, mailing_id)
    form, now = ReleaseForm(), utcnow()
    at = form.instant(event.timezone)
    if at is not None and at <= now:
        form.due_on.errors = [str(mailings.TooLate.message)]
    if form.errors or at is None:
        return _page(event, mailing, form)
    version, by = number(form.version.data), guard.actor().user_id
    mailings.release(mailing, version=version, by=by, now=now, at=at)
    db.session.commit()
    flash(_("The message is scheduled."), "success")
    return redirect(url_for(".show_mailing", event_id=event.id, mailing_id=mailing.id))


@bp.post("/mailings/<int:mailing_id>/<any(undo, withdraw, discard):act>")
def stop_mailing(event_id: int, mailing_id: int, act: str) -> ResponseReturnValue:
    """Make it a draft again, withdraw it for good, or throw a draft away."""
    event, mailing = mailing_of(event_id, mailing_id)
    if act == "undo":
        mailings.stop(mailing)
        flash(_("Nothing was sent. The message is a draft again."), "success")
    elif act == "withdraw":
        mailings.withdraw(mailing)
        flash(_("The message is withdrawn."), "success")
    else:
        mailings.discard(mailing)
        flash(_("The draft is deleted."), "success")
    db.session.commit()
    if act == "discard":
        return redirect(url_for(".index", event_id=event.id))
    return redirect(url_for(".show_mailing", event_id=event.id, mailing_id=mailing.id))


@bp.post("/mailings/<int:mailing_id>/test")
def test_mailing(event_id: int, mailing_id: int) -> ResponseReturnValue:
    """Send it to the organiser alone, as a reader of the chosen language would get it."""
    event, mailing = mailing_of(event_id, mailing_id)
    address, now, language = guard.actor().email, utcnow(), _language(mailing, "")
    written, key = Composed(mailing).preview(language), f"test:{now.isoformat()}"
    mail.enqueue_written(TEMPLATE, written, to=address, language=language, key=key, now=now)
    db.session.commit()
    flash(_("A test was sent to %(address)s.", address=address), "success")
    back: dict[str, Any] = {"event_id": event.id, "mailing_id": mailing.id, "text": language}
    return redirect(url_for(".show_mailing", **back))


def mailing_of(event_id: int, mailing_id: int) -> tuple[Event, Mailing]:
    """The event and the message of an address; 404 unless both are the organisation's."""
    event, changing = own_event(event_id), request.method == "POST"
    return event, queries.find_mailing(event, mailing_id, to_change=changing) or abort(404)


def _is_valid(form: MailingForm) -> bool:
    """Whether what was sent is to be stored: the draft as it is, or whole to go on with it."""
    if request.form.get("act") == "count":
        return False
    return form.validate_whole() if request.form.get("act") == "check" else form.validate_draft()


def _saved(mailing: Mailing) -> ResponseReturnValue:
    flash(_("Message saved."), "success")
    checked = request.form.get("act") == "check"
    page = ".show_mailing" if checked else ".edit_mailing"
    shown: dict[str, Any] = {} if checked else {SHOWN: request.form.get(SHOWN)}
    return redirect(url_for(page, event_id=mailing.event_id, mailing_id=mailing.id, **shown))


def _composer(
    event: Event, form: MailingForm, mailing: Mailing | None = None
) -> ResponseReturnValue:
    page = render_template(
        "messages/manage/compose.html",
        event=event,
        tab="messages",
        form=form,
        mailing=mailing,
        placeholders=placeholders.LABELS,
        **_reach(_unsaved(form)),
    )
    return page, form.status


def _page(event: Event, mailing: Mailing, form: ReleaseForm) -> ResponseReturnValue:
    language, composed = _language(mailing, ""), Composed(mailing)
    page = render_template(
        "messages/manage/mailing.html",
        event=event,
        tab="messages",
        mailing=mailing,
        form=form,
        written=composed.preview(language),
        shown=language,
        view=asked_view(),
        names=NAMES,
        list=letter_list(event, f"mailing:{mailing.id}"),
        audience=described(event, Audience(**mailing.audience)),
        **(_reach(mailing) if mailing.can_stop else {}),
    )
    return page, 422 if form.errors else 200


def _reach(mailing: Mailing) -> dict[str, Any]:
    """What the part of the page about the audience shows."""
    reach, written = mailings.reached(mailing), mailing.written_languages
    unwritten = {code: count for code, count in reach.languages.items() if code not in written}
    return {"reach": reach, "reasons": REASONS, "unwritten": unwritten, "written_in": written}


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
    written = Composed(mailing).preview(_language(mailing, asked))
    return text_page(written.text) if asked_view() == "text" else mail_page(written.html)


def _language(mailing: Mailing, asked: str) -> str:
    """The language to show: the one asked for, else the reader's if it is written, else any."""
    asked = asked or request.values.get("text", "")
    if asked in LANGUAGES:
        return asked
    order = [current_language(), mailing.event.original_language]
    return Texts(mailing.bodies).read(order).language
