"""Empty forms: drawn once per change for everybody, with the secrets of each visit put in."""

from collections.abc import Callable, Hashable
from datetime import datetime

from flask import request, session
from flask_wtf.csrf import generate_csrf

from eventsapp.core.clock import utcnow
from eventsapp.web import memory
from eventsapp.web.caching import Term
from eventsapp.web.cut import Cut
from eventsapp.web.forms import make_form_key
from eventsapp.web.traps import TrapForm, stamp

FRESH: dict[str, Callable[[], str]] = {
    "csrf_token": generate_csrf,
    "form_key": make_form_key,
    "opened": stamp,
}


class Blank:
    """A page with an empty form, cut where the secrets of its visitor stand."""

    def __init__(self, page: str, form: TrapForm, term: Term) -> None:
        secrets = {name: form[name]._value() for name in FRESH if name in form}  # noqa: SLF001 -- as widgets ask
        self.cut, self.term = Cut(page, secrets), term

    def filled(self) -> str:
        """The page for one more visitor."""
        return self.cut.filled({name: FRESH[name]() for name in set(self.cut.places)})


def find() -> str | None:
    """The page of this address for one more visitor, where one is kept and holds."""
    blank: Blank | None = memory.ours().get(_key()) if _is_for_everybody() else None
    if blank is None or not blank.term.holds(memory.published(), utcnow()):
        return None
    return blank.filled()


def draw(
    page: Callable[[], str], form: TrapForm, *, until: datetime, probe: Callable[[], Hashable]
) -> str:
    """Draw the page of an empty form, and keep it until then, or until `probe` says otherwise."""
    is_for_everybody = _is_for_everybody()  # asked first: drawing takes the messages away
    drawn = page()
    if is_for_everybody:
        term = Term(memory.published(), until, probe)
        memory.ours().put(_key(), Blank(drawn, form, term))
    return drawn


def _is_for_everybody() -> bool:
    """Whether the page is asked for as it is, with nothing waiting to be said to one person."""
    return request.method == "GET" and not request.args and "_flashes" not in session


def _key() -> Hashable:
    return "blank", request.path
