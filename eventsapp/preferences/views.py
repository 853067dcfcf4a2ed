"""The page behind the link in a footer: unsubscribing, one click in a mail program, choices."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from eventsapp.core.clock import utcnow
from eventsapp.extensions import csrf, db
from eventsapp.mail import preferences
from eventsapp.mail import queries as outbox
from eventsapp.mail import services as mail
from eventsapp.mail.models import Message
from eventsapp.preferences import queries, services
from eventsapp.preferences.forms import PreferenceForm, form_for, showing
from eventsapp.web import locale, private

bp = Blueprint("preferences", __name__)

private.keep(bp)


@bp.get("/u/<token>")
def show(token: str) -> ResponseReturnValue:
    """Ask first: mail scanners open every link, so this changes nothing."""
    return _page(_message(token), token)


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
        mail.subscribe_again(message.recipient, message.topic)
    else:
        mail.unsubscribe(message.recipient, message.topic, utcnow())
    db.session.commit()
    return _page(message, token, undone=again)


def _save(message: Message, token: str) -> ResponseReturnValue:
    form = _form(message)()
    if not form.validate():
        return _page(message, token, form=form), 422
    services.choose(message.recipient, form.choice(), now=utcnow())
    db.session.commit()
    locale.use(queries.language(message))
    return _page(message, token, saved=True)


def _message(token: str) -> Message:
    message = outbox.find_by_token(token)
    if message is None or not message.is_optional or not message.recipient:  # erased
        abort(404)
    locale.use(queries.language(message))
    return message


def _form(message: Message) -> type[PreferenceForm]:
    followed = queries.subscriptions(message.recipient)
    return form_for(followed, is_to_team=queries.is_to_team(message))


def _page(
    message: Message,
    token: str,
    *,
    undone: bool = False,
    saved: bool = False,
    form: PreferenceForm | None = None,
) -> str:
    language, chosen = queries.language(message), preferences.find(message.recipient)
    return render_template(
        "preferences/show.html",
        message=message,
        token=token,
        form=form or showing(_form(message), chosen, language=language),
        is_to_team=queries.is_to_team(message),
        is_to_press=queries.is_to_press(message),
        done=outbox.is_unsubscribed(message.recipient, message.topic),
        undone=undone,
        saved=saved,
    )
