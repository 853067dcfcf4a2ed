"""The session of who signs in: begun anew each time, and where it leads to."""

from flask import request, session, url_for
from flask_login import current_user, login_user

from eventsapp.accounts import access
from eventsapp.accounts.models import User
from eventsapp.web import guard, locale


def begin(user: User, *, remember: bool = False) -> None:
    """Sign in with a session of its own: nothing of the one before is taken over."""
    organisation = session.get(access.ORGANISATION_KEY) if current_user == user else None
    session.clear()
    session.permanent = remember
    login_user(user)
    if organisation:
        session[access.ORGANISATION_KEY] = organisation
    locale.use(user.language)


def onward() -> str:
    """Where somebody was going before they had to sign in; only ever an address of ours."""
    wanted = request.args.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith("//")
    if is_ours and wanted.isprintable() and "\\" not in wanted:
        return wanted
    return start()


def start() -> str:
    """The first page of who is signed in; people of the door have the list of events alone."""
    return url_for("desk.today" if guard.may_open("desk.today") else "desk.events")
