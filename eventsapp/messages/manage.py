"""The Messages tab: the plan with times and states, previews, holding, editing, test sends."""

from datetime import datetime

import segno
from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.access import own_event
from eventsapp.events.models import Category, Event
from eventsapp.extensions import db
from eventsapp.mail import queries as outbox
from eventsapp.mail import services as mail
from eventsapp.mail.models import Message
from eventsapp.mail.rendering import Written
from eventsapp.messages import letters, notices, queries, reminders
from eventsapp.messages.forms import NoticeForm, RuleForm
from eventsapp.messages.models import Notice, Rule, RuleState
from eventsapp.messages.plan import NAMES, plan
from eventsapp.registration.models import Registration, Status
from eventsapp.web import guard
from eventsapp.web.locale import current_language

bp = Blueprint("manage_messages", __name__, url_prefix="/desk/e/<int:event_id>/messages")
guard.protect(bp)

# A mail brings its own styles; nothing in it may run or be fetched.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@bp.get("")
def index(event_id: int) -> ResponseReturnValue:
    """The plan, and what went out so far."""
    event = own_event(event_id)
    return render_template(
        "messages/manage/index.html",
        event=event,
        tab="messages",
        steps=plan(event),
        messages=outbox.of_topic(event.topic, limit=100),
        names=NAMES,
    )


@bp.route("/rules/<int:rule_id>", methods=["GET", "POST"])
def edit_rule(event_id: int, rule_id: int) -> ResponseReturnValue:
    """When a reminder goes out, and its own words."""
    event, rule = _rule(event_id, rule_id)
    form = RuleForm(obj=rule)
    if form.validate_on_submit():
        form.fill(rule)
        reminders.follow(rule, utcnow())
        db.session.commit()
        flash(_("Message saved."), "success")
        return redirect(url_for(".index", event_id=event.id))
    if not form.is_submitted():
        form.show(rule)
    page = render_template(
        "messages/manage/rule.html", event=event, tab="messages", rule=rule, form=form, names=NAMES
    )
    return page, form.status


@bp.post("/rules/<int:rule_id>/hold")
def hold_rule(event_id: int, rule_id: int) -> ResponseReturnValue:
    """Keep a reminder back, or let it go again."""
    event, rule = _rule(event_id, rule_id)
    if rule.state is RuleState.SCHEDULED:
        rule.state = RuleState.HELD
        flash(_("The message is on hold."), "success")
    elif rule.state is RuleState.HELD:
        rule.state = RuleState.SCHEDULED
        flash(_("The message goes out as planned."), "success")
    db.session.commit()
    return redirect(url_for(".index", event_id=event.id))


@bp.post("/rules/<int:rule_id>/test")
def send_test(event_id: int, rule_id: int) -> ResponseReturnValue:
    """Send a reminder to the organiser, as a person of their language would get it."""
    event, rule = _rule(event_id, rule_id)
    address, now = guard.actor().email, utcnow()
    language = _asked_language()
    written = letters.preview_reminder(rule, _sample(event, language, now), language)
    _enqueue_test(rule.template, written, address, language, now)
    db.session.commit()
    flash(_("A test was sent to %(address)s.", address=address), "success")
    return redirect(url_for(".preview_rule", event_id=event.id, rule_id=rule.id, text=language))


@bp.get("/rules/<int:rule_id>/preview")
def preview_rule(event_id: int, rule_id: int) -> ResponseReturnValue:
    """A reminder in one of the languages, as text and as it looks."""
    event, rule = _rule(event_id, rule_id)
    written = _preview_of(rule, event)
    return _preview_page(event, written, NAMES[rule.template], rule=rule)


@bp.get("/rules/<int:rule_id>/preview.html")
def preview_rule_html(event_id: int, rule_id: int) -> ResponseReturnValue:
    """The HTML part alone, for the frame of the preview."""
    event, rule = _rule(event_id, rule_id)
    return _mail_page(_preview_of(rule, event).html)


@bp.route("/notices/<int:notice_id>", methods=["GET", "POST"])
def edit_notice(event_id: int, notice_id: int) -> ResponseReturnValue:
    """Add words to a change notice that waits, and see it."""
    event, notice = _notice(event_id, notice_id)
    form = NoticeForm(obj=notice)
    if form.validate_on_submit():
        notice.notes = form.notes.data
        db.session.commit()
        flash(_("Message saved."), "success")
        return redirect(url_for(".index", event_id=event.id))
    page = render_template(
        "messages/manage/notice.html",
        event=event,
        tab="messages",
        notice=notice,
        form=form,
        names=NAMES,
        reached=len(queries.reached(event)),
        differences=letters.differences(event, notice.before, current_language()),
    )
    return page, form.status


@bp.post("/notices/<int:notice_id>/<any(hold, release, send, withdraw):act>")
def move_notice(event_id: int, notice_id: int, act: str) -> ResponseReturnValue:
    """Hold, release, send or withdraw a notice that waits."""
    event, notice = _notice(event_id, notice_id)
    now = utcnow()
    if act == "hold":
        notices.hold(notice)
    elif act == "release":
        notices.release(notice, now)
    elif act == "send":
        notices.send_now(notice, now)
    else:
        notices.withdraw(notice)
    db.session.commit()
    return redirect(url_for(".index", event_id=event.id))


@bp.get("/notices/<int:notice_id>/preview")
def preview_notice(event_id: int, notice_id: int) -> ResponseReturnValue:
    """A change notice in one of the languages."""
    event, notice = _notice(event_id, notice_id)
    written = _notice_preview(notice, event)
    return _preview_page(event, written, NAMES[notice.template], notice=notice)


@bp.get("/notices/<int:notice_id>/preview.html")
def preview_notice_html(event_id: int, notice_id: int) -> ResponseReturnValue:
    """The HTML part alone."""
    event, notice = _notice(event_id, notice_id)
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
    return redirect(url_for(".index", event_id=event.id))


def _rule(event_id: int, rule_id: int) -> tuple[Event, Rule]:
    event, rule = own_event(event_id), db.session.get(Rule, rule_id)
    return (event, rule) if rule and rule.event_id == event.id else abort(404)


def _notice(event_id: int, notice_id: int) -> tuple[Event, Notice]:
    event, notice = own_event(event_id), db.session.get(Notice, notice_id)
    return (event, notice) if notice and notice.event_id == event.id else abort(404)


def _message(event_id: int, message_id: int) -> tuple[Event, Message]:
    event, message = own_event(event_id), db.session.get(Message, message_id)
    return (event, message) if message and message.topic == event.topic else abort(404)


def _asked_language() -> str:
    asked = request.values.get("text", "")
    return asked if asked in LANGUAGES else current_language()


def _preview_of(rule: Rule, event: Event) -> Written:
    language = _asked_language()
    return letters.preview_reminder(rule, _sample(event, language, utcnow()), language)


def _notice_preview(notice: Notice, event: Event) -> Written:
    language = _asked_language()
    return letters.preview_notice(notice, _sample(event, language, utcnow()), language)


def _sample(event: Event, language: str, now: datetime) -> Registration:
    """An invented person for previews; never stored."""
    category = event.categories[0] if event.categories else Category()
    return Registration(
        id=0,
        event=event,
        category=category,
        name=_("Ainura Bekova"),
        email="ainura@example.org",
        language=language,
        status=Status.CONFIRMED,
        registered_at=now,
    )


def _enqueue_test(
    template: str, written: Written, address: str, language: str, now: datetime
) -> None:
    mail.enqueue_written(
        template, written, to=address, language=language, key=f"test:{now.isoformat()}", now=now
    )


def _preview_page(event: Event, written: Written, name: str, **which: object) -> str:
    language = _asked_language()
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
