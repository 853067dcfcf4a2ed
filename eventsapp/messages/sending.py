"""The page of a written message: let it go, undo, schedule, withdraw, test; its letters."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsapp.core.clock import utcnow
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as mail
from eventsapp.messages import mailings
from eventsapp.messages.audience import TEMPLATE, Audience
from eventsapp.messages.compose import language_of, mailing_of, reach_parts, to_page
from eventsapp.messages.compose_forms import ReleaseForm, described, number
from eventsapp.messages.composed import Composed
from eventsapp.messages.letter_list import letter_list
from eventsapp.messages.manage import bp
from eventsapp.messages.models import Mailing
from eventsapp.messages.plan import NAMES
from eventsapp.messages.previews import asked_view
from eventsapp.web import guard


@bp.get("/mailings/<int:mailing_id>")
def show_mailing(event_id: int, mailing_id: int) -> ResponseReturnValue:
    """Whom it reaches and how it reads; once it went out, what became of each letter."""
    event, mailing = mailing_of(event_id, mailing_id)
    form = ReleaseForm()
    form.version.data = mailing.version
    return _page(event, mailing, form)


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
    return to_page(mailing)


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
    return to_page(mailing)


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
    return to_page(mailing)


@bp.post("/mailings/<int:mailing_id>/test")
def test_mailing(event_id: int, mailing_id: int) -> ResponseReturnValue:
    """Send it to the organiser alone, as a reader of the chosen language would get it."""
    event, mailing = mailing_of(event_id, mailing_id)
    address, now, language = guard.actor().email, utcnow(), language_of(mailing, "")
    written, key = Composed(mailing).preview(language), f"test:{now.isoformat()}"
    mail.enqueue_written(TEMPLATE, written, to=address, language=language, key=key, now=now)
    db.session.commit()
    flash(_("A test was sent to %(address)s.", address=address), "success")
    back: dict[str, Any] = {"event_id": event.id, "mailing_id": mailing.id, "text": language}
    return redirect(url_for(".show_mailing", **back))


def _page(event: Event, mailing: Mailing, form: ReleaseForm) -> ResponseReturnValue:
    language, composed = language_of(mailing, ""), Composed(mailing)
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
        **(reach_parts(mailing) if mailing.can_stop else {}),
    )
    return page, 422 if form.errors else 200
