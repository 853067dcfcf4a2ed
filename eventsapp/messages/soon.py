"""What goes out within a day to the people of an organisation's events, while it can be held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.messages.models import (
    Mailing,
    MailingState,
    Notice,
    NoticeState,
    Rule,
    RuleState,
)
from eventsapp.messages.plan import NAMES
from eventsapp.messages.wording import mailing_name, rule_name
from eventsapp.registration.models import Registration
from eventsapp.web.locale import current_language

AHEAD = timedelta(days=1)


@dataclass(frozen=True)
class Coming:
    """One message to the people of an event, and the moment at which it goes out."""

    event: Event
    name: str
    due_at: datetime


def coming(organisation_id: int, *, now: datetime) -> list[Coming]:
    """Changes told, messages written and reminders, in their order and in the language spoken."""
    found = (
        *(Coming(each.event, str(NAMES[each.template]), each.due_at)
          for each in _due(Notice, NoticeState.PENDING, organisation_id, now)),
        *(Coming(each.event, mailing_name(each, current_language()), each.due_at)
          for each in _due(Mailing, MailingState.SCHEDULED, organisation_id, now)),
        *(Coming(each.event, rule_name(each, NAMES), each.due_at)
          for each in _due(Rule, RuleState.SCHEDULED, organisation_id, now)
          if each.event.state is State.PUBLISHED),
    )  # fmt: skip
    return sorted(found, key=lambda each: (each.due_at, each.event.id))


def _due(model: Any, state: Any, organisation_id: int, now: datetime) -> Sequence[Any]:
    """Those of one kind; of events at which nobody is registered none reach anybody."""
    wanted = (
        select(model)
        .join(model.event)
        .where(
            model.state == state,
            model.due_at <= now + AHEAD,
            Event.organisation_id == organisation_id,
            Event.state.in_((State.PUBLISHED, State.POSTPONED, State.CANCELLED)),
            exists().where(Registration.event_id == Event.id),
        )
        .options(joinedload(model.event))
    )
    return db.session.scalars(wanted).all()
