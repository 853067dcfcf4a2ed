"""The words of registrations: ways of taking part, states and answers, as people read them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext, ngettext

from eventsapp.calendars.models import Answer, Said
from eventsapp.events.category_models import Category
from eventsapp.registration.entry.waiting import Reason
from eventsapp.registration.models import Registration, Status

STATUSES = {
    Status.UNCONFIRMED_EMAIL: _l("E-mail not confirmed"),
    Status.PENDING: _l("Waiting for approval"),
    Status.CONFIRMED: _l("Registered"),
    Status.WAITLISTED: _l("Waiting list"),
    Status.OFFERED: _l("Place offered"),
    Status.DECLINED: lazy_pgettext("registration", "Declined"),
    Status.CANCELLED: _l("Cancelled"),
}
WHY_WAITING = {
    Reason.FULL: _l("All places are taken."),
    Reason.PARTY: _l("The party needs more places than are free."),
    Reason.CLOSED: _l("Registration is closed."),
    Reason.BY_HAND: _l("A place is free: you offer it."),
}
REPLIES = {
    Answer.ACCEPTED: _l("Yes, I will come"),
    Answer.TENTATIVE: _l("Maybe"),
    Answer.DECLINED: _l("No, I cannot come"),
}
NOT_ANSWERED = _l("Not answered yet")
ANSWERS = {
    Said.ACCEPTED: _l("Accepted"),
    Said.TENTATIVE: _l("Maybe"),
    Said.DECLINED: _l("Declined"),
    Said.DELEGATED: _l("Delegated"),
    Said.COUNTER: _l("Other time proposed"),
}


def needs(category: Category) -> str:
    """What a way of taking part asks of those who choose it; empty: nothing."""
    asked = []
    if category.code:
        asked.append(_("You need a code from the organiser."))
    if category.allowed:
        domains = ", ".join(each for each in category.allowed if "@" not in each)
        asked.append(
            _("Only with an e-mail at %(domains)s.", domains=domains)
            if domains
            else _("Only for people whom the organiser has named.")
        )
    if category.organisation_limit is not None:
        asked.append(
            ngettext(
                "At most %(num)d person of one organisation.",
                "At most %(num)d people of one organisation.",
                category.organisation_limit,
            )
        )
    return " ".join(asked)


def answer_of(person: Registration) -> Any:
    """What somebody answered to the event as it stands; empty where nothing was asked."""
    invitation = person.invitation
    if invitation is None or person.is_companion:
        return ""
    if invitation.answer is Answer.NEEDS_ACTION:
        return NOT_ANSWERED
    return ANSWERS[Said(invitation.answer)] if invitation.answered_at else ""
