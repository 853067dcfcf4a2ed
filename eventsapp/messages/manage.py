"""The Messages tab: the plan with times and states, previews, holding, editing, test sends."""

from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.attributes import set_committed_value

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.access import own_event
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as mail
from eventsapp.mail.rendering import Written
from eventsapp.messages import letters, notices, ratings, reach
from eventsapp.messages.differences import differences
from eventsapp.messages.forms import NoticeForm
from eventsapp.messages.letter_list import letter_list
from eventsapp.messages.models import Notice, Rule
from eventsapp.messages.plan import NAMES, plan
from eventsapp.registration.models import Registration, Status
from eventsapp.web import guard
from eventsapp.web.locale import current_language

bp = Blueprint("manage_messages", __name__, url_prefix="/desk/e/<int:event_id>/messages")
guard.protect(bp, admits_guests=True)


@bp.get("")
def index(event_id: int) -> ResponseReturnValue:
    """The plan, and every letter, narrowed by the filters of the address."""
    event = own_event(event_id)
    return render_template(
        "messages/manage/index.html",
        event=event,
        tab="messages",
        steps=plan(event),
        rating=ratings.result(event),
        list=letter_list(event),
        names=NAMES,
    )


@bp.post("/rules/<int:rule_id>/test")
def send_test(event_id: int, rule_id: int) -> ResponseReturnValue:
    """Send a reminder to the organiser, as a person of their language would get it."""
    event, rule = rule_of(event_id, rule_id)
    address, now = guard.actor().email, utcnow()
    language = asked_language()
    written = letters.preview_reminder(rule, sample(event, language, now), language)
    _enqueue_test(rule.template, written, address, language, now)
    db.session.commit()
    flash(_("A test was sent to %(address)s.", address=address), "success")
    return redirect(url_for(".preview_rule", event_id=event.id, rule_id=rule.id, text=language))


@bp.route("/notices/<int:notice_id>", methods=["GET", "POST"])
def edit_notice(event_id: int, notice_id: int) -> ResponseReturnValue:
    """Add words to a change notice that waits, and see it."""
    event, notice = notice_of(event_id, notice_id)
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
        reached=reach.count_noticed(event),
        differences=differences(event, notice.before, current_language()),
    )
    return page, form.status


@bp.post("/notices/<int:notice_id>/<any(hold, release, send, withdraw):act>")
def move_notice(event_id: int, notice_id: int, act: str) -> ResponseReturnValue:
    """Hold, release, send or withdraw a notice that waits."""
    event, notice = notice_of(event_id, notice_id)
    now = utcnow()
    if act == "hold":
        notices.hold(notice)
    elif act == "release":
        notices.release(notice, now)
    elif act == "send":
        if notices.send_now(notice, now):
            flash(_("The message goes out within a minute."), "success")
        else:
            flash(_("It has gone out already, or was withdrawn."), "info")
    elif notice.is_minor:
        notices.withdraw(notice)
        flash(_("Nobody is told of this change."), "success")
    else:
        flash(
            _(
                "People have to hear of another start, end or state. Hold the message if it is to wait."
            ),
            "error",
        )
    db.session.commit()
    return redirect(url_for(".index", event_id=event.id))


def rule_of(event_id: int, rule_id: int) -> tuple[Event, Rule]:
    """The event and the rule of an address; 404 unless both are the organisation's."""
    event, rule = own_event(event_id), db.session.get(Rule, rule_id)
    return (event, rule) if rule and rule.event_id == event.id else abort(404)


def notice_of(event_id: int, notice_id: int) -> tuple[Event, Notice]:
    """The event and the notice of an address; 404 unless both are the organisation's."""
    event, notice = own_event(event_id), db.session.get(Notice, notice_id)
    return (event, notice) if notice and notice.event_id == event.id else abort(404)


def asked_language() -> str:
    """The language of a preview: `?text=ky`, else the page's."""
    asked = request.values.get("text", "")
    return asked if asked in LANGUAGES else current_language()


def sample(event: Event, language: str, now: datetime) -> Registration:
    """An invented person for previews; never stored."""
    category = event.categories[0] if event.categories else Category()
    set_committed_value(category, "event", event)  # without joining the event's own
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
