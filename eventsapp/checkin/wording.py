"""The words of the door."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from eventsapp.checkin.models import Verdict

OUTCOMES = {
    Verdict.ADMITTED: _l("Checked in"),
    Verdict.ALREADY_IN: _l("Already in"),
    Verdict.AGAIN: lazy_pgettext("outcome", "Let in again"),
    Verdict.LEFT: lazy_pgettext("outcome", "Left"),
    Verdict.UNDONE: _l("Check-in undone"),
    Verdict.NOT_IN: _l("Not inside"),
    Verdict.CANCELLED: _l("Registration cancelled"),
    Verdict.NOT_APPROVED: _l("No place confirmed"),
    Verdict.OTHER_EVENT: _l("Ticket for another event"),
    Verdict.UNKNOWN: _l("Not on the list"),
    Verdict.SAME_DOCUMENT: _l("The document is the one that was given"),
    Verdict.OTHER_DOCUMENT: _l("This is another document"),
    Verdict.BADGE_GIVEN: _l("Badge handed out"),
    Verdict.BADGE_BACK: _l("Badge not handed out"),
}
GOOD = (
    Verdict.ADMITTED,
    Verdict.AGAIN,
    Verdict.LEFT,
    Verdict.UNDONE,
    Verdict.SAME_DOCUMENT,
    Verdict.BADGE_GIVEN,
    Verdict.BADGE_BACK,
)
CAUTION = (Verdict.ALREADY_IN, Verdict.NOT_IN)


def tone(verdict: Verdict) -> str:
    """The colour of an outcome: good, warn or bad."""
    if verdict in GOOD:
        return "good"
    return "warn" if verdict in CAUTION else "bad"
