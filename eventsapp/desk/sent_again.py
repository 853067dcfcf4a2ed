"""A change of state sent twice, or after a colleague's: said in a sentence, and nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from eventsapp.events.drafts import Conflict, WrongState
from eventsapp.events.models import Event, State
from eventsapp.events.services import StillRegistered
from eventsapp.extensions import db
from eventsapp.messages.queries import waiting_notice
from eventsapp.web.forms import Form

_ALREADY = {
    State.CANCELLED: _l("The event is cancelled already."),
    State.POSTPONED: _l("The event is postponed already."),
    State.WITHDRAWN: _l("The page is withdrawn already."),
}
REINSTATED = _l("The event is reinstated already.")
_MEANWHILE = {
    State.CANCELLED: _l("Somebody has cancelled the event meanwhile. What you typed is kept."),
    State.WITHDRAWN: _l("Somebody has withdrawn the page meanwhile. What you typed is kept."),
}


def already(event: Event, words: object = None) -> ResponseReturnValue:
    """Where the first sending led, with a word that nothing was done a second time."""
    flash(str(words or _ALREADY[event.state]), "info")
    return redirect(after(event))


def after(event: Event) -> str:
    """The page after a change of state: the messages where one waits, else the details."""
    tab = "manage_messages.index" if waiting_notice(event) else "manage_events.details"
    return url_for(tab, event_id=event.id)


@contextmanager
def keeping_answers(event: Event, form: Form) -> Iterator[None]:
    """Where the state does not allow it any more nothing is done, and the form says why."""
    try:
        yield
    except (WrongState, Conflict, StillRegistered) as refusal:
        db.session.rollback()
        form.form_errors = [str(_MEANWHILE.get(event.state, refusal.message))]
