"""What the installation itself keeps of an address, whichever organisation it deals with.

Forgotten after the organisations have forgotten the person, and by its administrator alone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select

from eventsapp.accounts.models import Membership, User
from eventsapp.digests.models import Subscription
from eventsapp.extensions import db
from eventsapp.guests.models import Guest
from eventsapp.mail import services as outbox
from eventsapp.mail.inbox_models import StoppedAddress
from eventsapp.mail.models import Message, Preference, Unsubscription
from eventsapp.mycalendar import services as mycalendar
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.privacy.sources import Source, delete, forget_message


def _subscriptions(_house: int, email: str) -> Sequence[Subscription]:
    return db.session.scalars(select(Subscription).where(Subscription.email == email)).all()


def _end(subscription: Subscription, _now: datetime) -> None:
    outbox.erase(topic=subscription.topic)
    db.session.delete(subscription)


def _calendars(_house: int, email: str) -> Sequence[OwnCalendar]:
    return db.session.scalars(select(OwnCalendar).where(OwnCalendar.email == email)).all()


def _wishes(_house: int, email: str) -> Sequence[Any]:
    """Which mails they want, and whether any reaches them."""
    kinds = (Preference, Unsubscription, StoppedAddress)
    return [
        wish
        for kind in kinds
        for wish in db.session.scalars(select(kind).where(kind.address == email)).all()
    ]


def _letters(_house: int, email: str) -> Sequence[Message]:
    """Those about no event: the organisations forget theirs."""
    sent = select(Message).where(func.lower(Message.recipient) == email)
    return db.session.scalars(sent.where(~Message.topic.startswith("event:"))).all()


def _accounts(_house: int, email: str) -> Sequence[User]:
    """Of who works nowhere: a team lets somebody go first."""
    works = or_(
        select(Membership.id).where(Membership.user_id == User.id).exists(),
        select(Guest.id).where(Guest.user_id == User.id).exists(),
    )
    return db.session.scalars(select(User).where(User.email == email, ~works, ~User.is_admin)).all()


READERS: tuple[Source, ...] = (
    Source(_l("Subscriptions"), _subscriptions, _end, ("email", "language", "created_at")),
    Source(
        _l("Calendars of their own"),
        _calendars,
        lambda one, _now: mycalendar.end(one),
        ("email", "language", "filters", "created_at"),
    ),
    Source(_l("Wishes about mails"), _wishes, delete, ("address",)),
    Source(_l("Mails"), _letters, forget_message, ("subject", "created_at", "sent_at")),
    Source(_l("Accounts"), _accounts, delete, ("email", "name", "language", "created_at")),
)
