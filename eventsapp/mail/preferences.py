"""What one person wants of all that is not about the own registration, whichever event it is of."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from eventsapp.extensions import db
from eventsapp.mail import withdrawing
from eventsapp.mail.models import (
    FAILED_STATES,
    IS_WAITING,
    OPEN_STATES,
    Message,
    Preference,
    State,
)


class Kind(StrEnum):
    """A kind of message that can be declined for every event at once."""

    REMINDERS = "reminders"
    THANKS = "thanks"
    NEWS = "news"
    INVITATIONS = "invitations"
    KITS = "kits"
    MORNING = "morning"
    COMING = "coming"
    TROUBLE = "trouble"


TO_READERS = {
    Kind.REMINDERS: _l("Reminders before an event"),
    Kind.THANKS: _l("A thank you with one question after it"),
    Kind.NEWS: _l("Messages that organisers write to those registered"),
    Kind.INVITATIONS: _l("Personal invitations to events"),
    Kind.KITS: _l("Press kits of events you are accredited for"),
}
TO_TEAM = {
    Kind.MORNING: _l("The morning brief"),
    Kind.COMING: _l("Notice of large mailings before they go out"),
    Kind.TROUBLE: _l("Notice of mails that do not arrive"),
}
_KINDS = {
    "messages/week": Kind.REMINDERS,
    "messages/day": Kind.REMINDERS,
    "messages/hour": Kind.REMINDERS,
    "messages/thanks": Kind.THANKS,
    "messages/missed": Kind.THANKS,
    "messages/news": Kind.NEWS,
    "invitations/invitation": Kind.INVITATIONS,
    "invitations/reminder": Kind.INVITATIONS,
    "materials/ready": Kind.KITS,
    "materials/opened": Kind.KITS,
    "materials/corrected": Kind.KITS,
    "briefs/morning": Kind.MORNING,
    "briefs/soon": Kind.COMING,
    "briefs/trouble": Kind.TROUBLE,
}


def kind_of(template: str) -> Kind | None:
    """The kind that messages of a template are of; None for what cannot be declined alone."""
    return _KINDS.get(template)


def find(address: str) -> Preference | None:
    """What this person has chosen, if anything."""
    return db.session.scalar(select(Preference).where(Preference.address == address.lower()))


def choose(
    address: str,
    *,
    offered: Collection[Kind] = TO_READERS,
    wanted: Collection[str],
    paused_until: datetime | None,
    now: datetime,
) -> None:
    """Keep what a person wants from now on, and take back what waits and is not wanted any more.

    Of the kinds that were not offered, what was chosen before stays. Safe to repeat.
    """
    preference = find(address) or Preference(address=address.lower(), declined=[])
    refused = {kind for kind in offered if kind not in wanted}
    refused |= {kind for kind in Kind if kind not in offered and kind in preference.declined}
    preference.declined = [kind.value for kind in Kind if kind in refused]
    preference.paused_until, preference.changed_at = paused_until, now
    db.session.add(preference)
    db.session.flush()
    mine = select(Message.id, Message.template, Message.due_at).where(
        func.lower(Message.recipient) == preference.address,
        Message.is_optional,
        Message.state.in_((*OPEN_STATES, State.SENDING, *FAILED_STATES)),
    )
    waiting = db.session.execute(mine).all()
    _withdraw(
        [number for number, template, at in waiting if refuses(preference, template, max(at, now))]
    )


def skip_unwanted(now: datetime) -> int:
    """Withdraw the due messages that their readers have declined; return how many there were."""
    due = (
        select(Message.id, Message.template, Preference)
        .join(Preference, Preference.address == func.lower(Message.recipient))
        .where(IS_WAITING, Message.is_optional, Message.due_at <= now)
    )
    return _withdraw(
        [
            number
            for number, template, preference in db.session.execute(due)
            if refuses(preference, template, now)
        ]
    )


def paused(now: datetime) -> set[str]:
    """The addresses, in small letters, that want a rest from all that is optional."""
    return set(db.session.scalars(select(Preference.address).where(Preference.paused_until > now)))


def declined(template: str, now: datetime) -> set[str]:
    """The addresses, in small letters, that do not want messages of a template at this moment."""
    every = db.session.scalars(select(Preference))
    return {each.address for each in every if refuses(each, template, now)}


def refuses(preference: Preference, template: str, at: datetime) -> bool:
    """Whether a person does not want messages of a template at an instant."""
    is_paused = preference.paused_until is not None and at < preference.paused_until
    return is_paused or kind_of(template) in preference.declined


def _withdraw(ids: list[int]) -> int:
    return withdrawing.withdraw(Message.id.in_(ids)) if ids else 0
