"""Word to administrators by mail: what of the installation is not well, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from eventsapp.accounts.models import User
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.system import standing
from eventsapp.web import locale

TROUBLE = "system/trouble"
FIRST_DAYS = timedelta(days=2)  # of an installation, in which much is not set up yet
LASTS = timedelta(days=1)  # after that the letter would be no news


def report_trouble(now: datetime) -> int:
    """Mail the administrators what is not well; the same things once a week (UTC). How many there are.

    Safe to repeat.
    """
    founded_at = db.session.scalar(select(func.min(User.created_at)))
    if founded_at is None or now - founded_at < FIRST_DAYS:
        return 0
    administrators = db.session.scalars(select(User).where(User.is_admin)).all()
    return sum(_tell(user, now) for user in administrators)


def _tell(user: User, now: datetime) -> bool:
    with locale.speaking(user.language):
        lines = list(standing.lines(now, _zone(user)))
    wrong = [place for place, line in enumerate(lines) if not line.is_well]
    if wrong:
        outbox.enqueue(
            TROUBLE,
            to=user.email,
            name=user.name,
            language=user.language,
            key=_key(user, wrong, now),
            now=now,
            expires_at=now + LASTS,
            lines=[lines[place] for place in wrong],
            url=urls.absolute("system.index"),
        )
    return bool(wrong)


def _key(user: User, wrong: Sequence[int], now: datetime) -> str:
    return f"{TROUBLE}:{user.id}:{now:%G-%V}:{'-'.join(map(str, wrong))}"


def _zone(user: User) -> str:
    return user.memberships[0].organisation.timezone if user.memberships else "UTC"
