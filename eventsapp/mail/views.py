"""The page behind the link in a footer: unsubscribing, one click in a mail program, choices."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from eventsapp.core.clock import utcnow
from eventsapp.extensions import csrf, db
from eventsapp.mail import preferences, queries, services
from eventsapp.mail.forms import PreferenceForm
from eventsapp.mail.models import Message
from eventsapp.web import locale, private

bp = Blueprint("mail", __name__)

private.keep(bp)


@bp.get("/u/<token>")
def unsubscribe(token: str) -> ResponseReturnValue:
    """Ask first: mail scanners open every link, so this changes nothing."""
    message = _message(token)
    done = queries.is_unsubscribed(message.recipient, message.topic)
    return _page(message, token, done=done)


@bp.post("/u/<token>")
@csrf.exempt
def change(token: str) -> ResponseReturnValue:
    """Unsubscribe, by the button or by a mail program (RFC 8058 §3.2), or take that back.

    The token is the proof; every POST unsubscribes but those of the buttons that undo it
    and that keep what is chosen for all events.
    """
    message = _message(token)
    if "save" in request.form:
        return _save(message, token)
    again = "subscribe" in request.form
    if again:
        services.subscribe_again(message.recipient, message.topic)
    else:
        services.unsubscribe(message.recipient, message.topic, utcnow())
    db.session.commit()
    return _page(message, token, done=not again, undone=again)


def _save(message: Message, token: str) -> ResponseReturnValue:
    form = PreferenceForm()
    done = queries.is_unsubscribed(message.recipient, message.topic)
    if not form.validate():
        return _page(message, token, done=done, form=form), 422
    wanted = form.kinds.data or []
    preferences.choose(message.recipient, wanted=wanted, paused_until=form.pause, now=utcnow())
    db.session.commit()
    return _page(message, token, done=done, saved=True)


def _message(token: str) -> Message:
    message = queries.find_by_token(token)
    if message is None or not message.is_optional or not message.recipient:  # erased
        abort(404)
    locale.use(message.language)
    return message


def _page(
    message: Message,
    token: str,
    *,
    done: bool,
    undone: bool = False,
    saved: bool = False,
    form: PreferenceForm | None = None,
) -> str:
    form = form or PreferenceForm.showing(preferences.find(message.recipient))
    said = {"done": done, "undone": undone, "saved": saved}
    return render_template("mail/unsubscribe.html", message=message, token=token, form=form, **said)
