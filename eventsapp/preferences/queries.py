"""What the page shows of a reader: digests, and the language they are written to in."""

from collections.abc import Sequence

from sqlalchemy import select

from eventsapp.briefs.team import IS_TEAM_TOPIC
from eventsapp.digests.models import State, Subscription
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.preferences import Kind, kind_of
from eventsapp.preferences import languages

FOLLOWED = (State.ACTIVE, State.ENDED)  # what was never confirmed is nobody's choice


def is_to_team(message: Message) -> bool:
    """Whether a mail went to somebody as an organiser."""
    return message.topic.startswith(IS_TEAM_TOPIC)


def is_to_press(message: Message) -> bool:
    """Whether a mail went to somebody as a journalist."""
    return kind_of(message.template) is Kind.KITS


def subscriptions(address: str) -> Sequence[Subscription]:
    """What a reader follows by mail, and what they have just ended."""
    mine = select(Subscription).where(
        Subscription.email == address.lower(), Subscription.state.in_(FOLLOWED)
    )
    return db.session.scalars(mine.order_by(Subscription.id)).all()


def language(message: Message) -> str:
    """The language a reader is written to in now; the mail they came from may be in a former one."""
    return languages.find(message.recipient) or message.language
