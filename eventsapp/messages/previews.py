"""Messages as their readers get them: previews in each language, and what the outbox holds."""

import segno
from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventsapp.core.clock import utcnow
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as mail
from eventsapp.mail.models import Message
from eventsapp.mail.rendering import Written
from eventsapp.messages import letters
from eventsapp.messages.manage import asked_language, bp, notice_of, rule_of, sample
from eventsapp.messages.models import Notice, Rule
from eventsapp.messages.plan import NAMES

# A mail brings its own styles; nothing in it may run or be fetched.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@bp.get("/rules/<int:rule_id>/preview")
def preview_rule(event_id: int, rule_id: int) -> ResponseReturnValue:
    """A reminder in one of the languages, as text and as it looks."""
    event, rule = rule_of(event_id, rule_id)
    written = _preview_of(rule, event)
    return _preview_page(event, written, NAMES[rule.template], rule=rule)


@bp.get("/rules/<int:rule_id>/preview.html")
def preview_rule_html(event_id: int, rule_id: int) -> ResponseReturnValue:
    """The HTML part alone, for the frame of the preview."""
    event, rule = rule_of(event_id, rule_id)
    return _mail_page(_preview_of(rule, event).html)


@bp.get("/notices/<int:notice_id>/preview")
def preview_notice(event_id: int, notice_id: int) -> ResponseReturnValue:
    """A change notice in one of the languages."""
    event, notice = notice_of(event_id, notice_id)
    written = _notice_preview(notice, event)
    return _preview_page(event, written, NAMES[notice.template], notice=notice)


@bp.get("/notices/<int:notice_id>/preview.html")
def preview_notice_html(event_id: int, notice_id: int) -> ResponseReturnValue:
    """The HTML part alone."""
    event, notice = notice_of(event_id, notice_id)
    return _mail_page(_notice_preview(notice, event).html)


@bp.get("/sent/<int:message_id>")
def show(event_id: int, message_id: int) -> ResponseReturnValue:
    """One message of the outbox as it was written."""
    event, message = _message(event_id, message_id)
    return render_template(
        "messages/manage/show.html", event=event, tab="messages", message=message, names=NAMES
    )


@bp.get("/sent/<int:message_id>/mail.html")
def show_html(event_id: int, message_id: int) -> ResponseReturnValue:
    """Its HTML part alone, with the picture of its code in place."""
    message = _message(event_id, message_id)[1]
    picture = segno.make(message.qr_text).png_data_uri(scale=6) if message.qr_text else ""
    return _mail_page(message.html.replace("cid:entry-code", picture))


@bp.post("/sent/<int:message_id>/again")
def try_again(event_id: int, message_id: int) -> ResponseReturnValue:
    """Send a message that failed once more."""
    event, message = _message(event_id, message_id)
    mail.try_again(message, utcnow())
    db.session.commit()
    return redirect(url_for("manage_messages.index", event_id=event.id))


def _message(event_id: int, message_id: int) -> tuple[Event, Message]:
    event, message = own_event(event_id), db.session.get(Message, message_id)
    return (event, message) if message and message.topic == event.topic else abort(404)


def _preview_of(rule: Rule, event: Event) -> Written:
    language = asked_language()
    return letters.preview_reminder(rule, sample(event, language, utcnow()), language)


def _notice_preview(notice: Notice, event: Event) -> Written:
    language = asked_language()
    return letters.preview_notice(notice, sample(event, language, utcnow()), language)


def _preview_page(event: Event, written: Written, name: str, **which: object) -> str:
    language = asked_language()
    return render_template(
        "messages/manage/preview.html",
        event=event,
        tab="messages",
        written=written,
        name=name,
        shown=language,
        **which,
    )


def _mail_page(html: str) -> Response:
    return Response(html, mimetype="text/html", headers={"Content-Security-Policy": MAIL_POLICY})
