"""The session of who signs in: begun anew each time, after the second step, and where it leads to."""

from datetime import datetime

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user

from eventsapp.accounts import access, devices, passkeys, queries, second_step
from eventsapp.accounts.letters import Place
from eventsapp.accounts.models import User
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web import guard, limits, locale

WAITING = "second_step"  # of the session: who has given the password, and not yet the code
CHALLENGE = "challenge"  # of the session: what a passkey is to sign, and until when
PATIENCE_SECONDS = 10 * 60


def enter(user: User, *, remember: bool = False, wanted: str = "") -> ResponseReturnValue:
    """The one way in, by whatever somebody proved who they are: on to the code, or inside."""
    wanted = wanted or request.args.get("next", "")
    if not second_step.is_on(user):
        return arrive(user, remember=remember, wanted=wanted)
    session.clear()
    until = int(utcnow().timestamp()) + PATIENCE_SECONDS
    session[WAITING] = [user.get_id(), remember, until]
    return redirect(url_for("accounts.second_step", next=wanted or None))


def waiting(now: datetime) -> tuple[User, bool] | None:
    """Who is asked for a code, and whether they wish to be remembered."""
    session_id, remember, until = session.get(WAITING) or ("", False, 0)
    user = queries.find_by_session(session_id) if until > now.timestamp() else None
    return (user, remember) if user else None


def challenge() -> str:
    """Something new for a passkey to sign, kept until it has."""
    made = passkeys.make_challenge()
    session[CHALLENGE] = [made, int(utcnow().timestamp()) + PATIENCE_SECONDS]
    return made


def asked() -> str:
    """What a passkey was to sign; asked for once. Nothing where its time is over."""
    made, until = session.pop(CHALLENGE, None) or ("", 0)
    return str(made) if until > utcnow().timestamp() else ""


def arrive(user: User, *, remember: bool = False, wanted: str = "") -> ResponseReturnValue:
    """Inside, with a session of its own, where somebody was going."""
    begin(user, remember=remember)
    return redirect(onward(wanted))


def begin(user: User, *, remember: bool = False) -> None:
    """Sign in with a session of its own: nothing of the one before is taken over."""
    organisation = session.get(access.ORGANISATION_KEY) if current_user == user else None
    session.clear()
    session.permanent = remember
    g.author = access.member_of(user, organisation)
    session[access.DEVICE_KEY] = devices.enter(user, place(), remember=remember, now=utcnow())
    db.session.commit()
    login_user(user)
    if organisation:
        session[access.ORGANISATION_KEY] = organisation
    locale.use(user.language)


def place() -> Place:
    """From where this request comes."""
    return Place(limits.visitor(), (request.user_agent.string or "")[:200])


def onward(wanted: str = "") -> str:
    """Where somebody was going before they had to sign in; only ever an address of ours."""
    wanted = wanted or request.args.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith("//")
    if is_ours and wanted.isprintable() and "\\" not in wanted:
        return wanted
    return start()


def start() -> str:
    """The first page of who is signed in; people of the door have the list of events alone.

    Whoever works for no organisation, or only at one event, starts from their own page.
    """
    pages = ("desk.today", "desk.events")
    return url_for(next(filter(guard.may_open, pages), "accounts.profile"))
