"""What tells a machine from a person on a public form, without puzzles.

A machine fills the field that people do not see, and sends the form before a hand could. The
first is answered as if all were well; the second is allowed now and then, for quick hands and
autofill, and then refused by a rate limit.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField

from eventsapp.core import tokens
from eventsapp.core.clock import utcnow
from eventsapp.extensions import limiter
from eventsapp.web.forms import OnceForm
from eventsapp.web.limits import visitor

KIND = "opened"  # of the token that says when a form was opened
QUICK = timedelta(seconds=1)  # less than a hand needs, even with autofill
QUICK_FORMS = "30 per hour"


def stamp() -> str:
    """A sealed note of this moment, in milliseconds."""
    return tokens.make(KIND, int(utcnow().timestamp() * 1000))


class TrapForm(OnceForm):
    """A public form with a field for machines only and the moment it was opened."""

    website = StringField(_l("Leave this field empty"))
    opened = HiddenField(default=stamp)

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled it: what was sent must change nothing."""
        return bool(self.website.data)


def slow_down_machines(view: Callable[..., Any]) -> Callable[..., Any]:
    """Limit how many forms one visitor may send faster than a hand could."""
    limit = limiter.limit(
        QUICK_FORMS, key_func=visitor, methods=["POST"], exempt_when=lambda: not was_quick()
    )
    return limit(view)


def was_quick() -> bool:
    """Whether the form of this request was sent too fast; without a true note it was."""
    opened = tokens.read(KIND, request.form.get("opened", ""))
    return opened is None or utcnow().timestamp() * 1000 - opened[0] < QUICK / timedelta(
        milliseconds=1
    )
