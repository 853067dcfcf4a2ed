"""Messages as their readers get them: in each language, as mail, on a phone and as plain text."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core import qr
from eventsapp.core.clock import utcnow
from eventsapp.core.tokens import spell_code
from eventsapp.events.access import own_event
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import rendering, steering
from eventsapp.mail.models import Message
from eventsapp.mail.rendering import Written
from eventsapp.messages import letters
from eventsapp.messages.letter_list import FILTERS, chosen, letter_list
from eventsapp.messages.manage import asked_language, notice_of, rule_of, sample
from eventsapp.messages.manage_rules import bp
from eventsapp.messages.models import Notice, Rule
from eventsapp.messages.plan import CONFIRMED, NAMES, plan
from eventsapp.registration import mails
from eventsapp.registration.models import Registration
from eventsapp.web.numbers import hidden_number

# A mail brings its own styles; nothing in it may run or be fetched.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
PAGES = {
    CONFIRMED: (".preview_confirmation", ""),
    "reminder": (".preview_rule", "rule_id"),
    "notice": (".preview_notice", "notice_id"),
    "mailing": (".show_mailing", "mailing_id"),
}  # of a step, by what the keys of its letters begin with
VIEWS = ("mail", "phone", "text")
STEERING: Mapping[str, Callable[[Sequence[Message]], int]] = {
    "hold": steering.hold,
    "release": steering.release,
    "retry": lambda messages: steering.retry(messages, utcnow()),
    "abort": steering.abort,
}


@bp.get("/confirmation")
def preview_confirmation(event_id: int) -> ResponseReturnValue:
    """What everybody gets who registers, and who got it."""
    event = own_event(event_id)
    return _preview_page(event, CONFIRMED, _confirmation(event)[0])


@bp.get("/confirmation/preview.html")
def preview_confirmation_html(event_id: int) -> ResponseReturnValue:
    """The HTML part alone, for the frame of the preview."""
    written, person = _confirmation(own_event(event_id))
    return mail_page(_with_code(written.html, person.qr_text))


@bp.get("/rules/<int:rule_id>/preview")
def preview_rule(event_id: int, rule_id: int) -> ResponseReturnValue:
    """A reminder in one of the languages, and whom it went to."""
    event, rule = rule_of(event_id, rule_id)
    return _preview_page(event, f"reminder:{rule.id}", _preview_of(rule, event))


@bp.get("/rules/<int:rule_id>/preview.html")
def preview_rule_html(event_id: int, rule_id: int) -> ResponseReturnValue:
    """The HTML part alone."""
    event, rule = rule_of(event_id, rule_id)
    return mail_page(_preview_of(rule, event).html)


@bp.get("/notices/<int:notice_id>/preview")
def preview_notice(event_id: int, notice_id: int) -> ResponseReturnValue:
    """A change notice in one of the languages, and whom it went to."""
    event, notice = notice_of(event_id, notice_id)
    return _preview_page(event, f"notice:{notice.id}", _notice_preview(notice, event))


@bp.get("/notices/<int:notice_id>/preview.html")
def preview_notice_html(event_id: int, notice_id: int) -> ResponseReturnValue:
    """The HTML part alone."""
    event, notice = notice_of(event_id, notice_id)
    return mail_page(_notice_preview(notice, event).html)


@bp.get("/sent/<int:message_id>")
def show(event_id: int, message_id: int) -> ResponseReturnValue:
    """One message of the outbox as it was written."""
    event, message = _message(event_id, message_id)
    return render_template(
        "messages/manage/show.html",
        event=event,
        tab="messages",
        message=message,
        names=NAMES,
        view=asked_view(),
    )


@bp.get("/sent/<int:message_id>/mail.html")
def show_html(event_id: int, message_id: int) -> ResponseReturnValue:
    """Its HTML part alone, with the picture of its code in place."""
    message = _message(event_id, message_id)[1]
    return mail_page(_with_code(message.html, message.qr_text))


@bp.post("/sent/<int:message_id>/again")
def try_again(event_id: int, message_id: int) -> ResponseReturnValue:
    """Send a message that failed once more."""
    event, message = _message(event_id, message_id)
    steering.retry([message], utcnow())
    db.session.commit()
    return redirect(url_for("manage_messages.index", event_id=event.id))


@bp.post(f"/letters/<any({','.join(STEERING)}):act>")
def act_on_letters(event_id: int, act: str) -> ResponseReturnValue:
    """Hold or release the chosen letters, try them again, or keep them from going out."""
    event, step = own_event(event_id), request.args.get("step", "")
    number = STEERING[act](chosen(event, step))
    words = _said(act, number)
    db.session.commit()
    flash(words if number else _("None of these can be changed."), "success" if number else "error")
    return redirect(page_of(event, step))


def _said(act: str, number: int) -> str:
    if act == "hold":
        return ngettext("%(num)d message is on hold.", "%(num)d messages are on hold.", number)
    if act == "release":
        return ngettext(
            "%(num)d message goes out at its time.",
            "%(num)d messages go out at their time.",
            number,
        )
    if act == "retry":
        return ngettext("%(num)d message goes out again.", "%(num)d messages go out again.", number)
    return ngettext("%(num)d message is not sent.", "%(num)d messages are not sent.", number)


def page_of(event: Event, step: str) -> str:
    """The page of one step of the plan, as in `reminder:7`, with the filters of this address."""
    kind, _colon, number = step.partition(":")
    endpoint, argument = PAGES.get(kind, (".index", ""))
    values: dict[str, Any] = {name: request.args[name] for name in FILTERS if name in request.args}
    if argument:  # which rule, notice or message
        values[argument] = hidden_number(number) or 0
    return url_for(endpoint, event_id=event.id, **values)


def asked_view() -> str:
    """How the page shows a mail: as a mail, on a phone, or as plain text."""
    view = request.values.get("view", "")
    return view if view in VIEWS else VIEWS[0]


def mail_page(html: str) -> Response:
    """The HTML of a mail as a page for a frame, in which nothing can run."""
    return Response(html, mimetype="text/html", headers={"Content-Security-Policy": MAIL_POLICY})


def text_page(text: str) -> Response:
    """The text of a mail as a page for the same frame."""
    return Response(text, mimetype="text/plain", headers={"Content-Security-Policy": MAIL_POLICY})


def _message(event_id: int, message_id: int) -> tuple[Event, Message]:
    event, message = own_event(event_id), db.session.get(Message, message_id)
    return (event, message) if message and message.topic == event.topic else abort(404)


def _with_code(html: str, qr_text: str) -> str:
    """The HTML with the picture of an entry code in place, which a mail carries as a part."""
    picture = b64encode(qr.png(qr_text)).decode() if qr_text else ""
    return html.replace("cid:entry-code", f"data:image/png;base64,{picture}")


def _confirmation(event: Event) -> tuple[Written, Registration]:
    language = asked_language()
    person = sample(event, language, utcnow())
    context = mails.context(person, language) | {"companions": (), "has_qr": True}
    context["code"] = spell_code(person.code)
    return rendering.render(CONFIRMED, language, context), person


def _preview_of(rule: Rule, event: Event) -> Written:
    language = asked_language()
    return letters.preview_reminder(rule, sample(event, language, utcnow()), language)


def _notice_preview(notice: Notice, event: Event) -> Written:
    language = asked_language()
    return letters.preview_notice(notice, sample(event, language, utcnow()), language)


def _preview_page(event: Event, key: str, written: Written) -> str:
    return render_template(
        "messages/manage/preview.html",
        event=event,
        tab="messages",
        step=next(step for step in plan(event) if step.key == key),
        written=written,
        shown=asked_language(),
        view=asked_view(),
        list=letter_list(event, key),
        names=NAMES,
    )
