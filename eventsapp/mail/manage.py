"""The organiser's page that tries out the sender of their organisation's mails."""

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue

from eventsapp.core.clock import utcnow
from eventsapp.mail import trial, watch
from eventsapp.web import guard, limits

bp = Blueprint("manage_mail", __name__, url_prefix="/desk/mail")
guard.protect(bp)


def init_app(app: Flask) -> None:
    """Let pages of the desk say that mails stand still."""
    app.jinja_env.globals["mail_standstill"] = standstill


def standstill(topic: str = "") -> watch.Standstill | None:
    """How mails stand, of one topic or all; None for who can do nothing about it."""
    may_act = guard.has_role(guard.Role.EDITOR)
    return watch.standstill(utcnow(), topic=topic) if may_act else None


@bp.get("/test")
@guard.require(guard.Role.EDITOR)
def test() -> ResponseReturnValue:
    """Say what will be sent to whom."""
    return render_template("mail/manage/test.html", actor=guard.actor())


@bp.post("/test")
@limits.by_address(limits.MAIL)
def send_test() -> ResponseReturnValue:
    """Send it, and say what the mail server answered."""
    actor = guard.actor()
    outcome = trial.try_out(
        actor.organisation, to=actor.email, language=actor.language, now=utcnow()
    )
    return render_template("mail/manage/test.html", actor=guard.actor(), outcome=outcome)
