"""The worker's part: the morning brief, word of a large mailing to come, delivery trouble.

Safe to repeat: each has a key of its day, its message or its event, so nobody is told twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from eventsapp.briefs import team
from eventsapp.briefs.agenda import Agenda, agenda
from eventsapp.core import dates
from eventsapp.desk import trouble
from eventsapp.events.models import Event, State
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.models import OPEN_STATES, Message
from eventsapp.messages import mailings, reach
from eventsapp.messages.models import Mailing, MailingState, Rule, RuleState
from eventsapp.messages.plan import NAMES
from eventsapp.messages.wording import mailing_name, rule_name
from eventsapp.organisations.models import Organisation
from eventsapp.web import locale

MORNING = 8  # o'clock, in the organisation's zone; told later, it would be no brief
LARGE = 50  # people, above which a message is worth a second look
AHEAD = timedelta(hours=24)
SOON = "briefs/soon"
_MOMENT = "%Y%m%dT%H%M%S"  # UTC, in a key


@dataclass(frozen=True)
class Coming:
    """One message that goes out soon to many people."""

    key: str
    event: Event
    due_at: datetime
    number: int
    rule: Rule | None = None
    mailing: Mailing | None = None

    def name(self, language: str) -> str:
        """What it is called."""
        if self.rule:
            return rule_name(self.rule, NAMES)
        return mailing_name(self.mailing, language) if self.mailing else ""

    def url(self) -> str:
        """Where it can be read, held and changed."""
        if self.rule:
            page, which = "manage_messages.preview_rule", {"rule_id": self.rule.id}
        else:
            page, which = "manage_messages.show_mailing", {"mailing_id": self.mailing.id}  # type: ignore[union-attr]
        return urls.absolute(page, event_id=self.event.id, **which)


def brief_in_the_morning(now: datetime) -> int:
    """Queue the morning briefs at eight, where anything is due; return for how many houses."""
    return sum(_brief(house, now) for house in team.houses() if _is_morning(house, now))


def announce_large(now: datetime) -> int:
    """Tell of every message that goes out within a day to more than 50 people; how many.

    One that is put off is told of anew, and word of its old moment that still waits is withdrawn.
    """
    coming = list(_coming(now))
    found = [each for each in coming if each.number > LARGE]
    _withdraw_overtaken(coming)
    for each in found:
        announce(each, now)
    return len(found)


def report_trouble(now: datetime) -> int:
    """Tell of every event of which more than 5 % of a day's letters did not arrive; how many."""
    found = trouble.events_in_trouble(now)
    for each in found:
        house, day = each.event.organisation, to_local(now, each.event.organisation.timezone).date()
        for user in team.team(house.id):
            team.tell(
                "briefs/trouble",
                user,
                house,
                key=f"trouble:{each.event.id}:{day}",
                now=now,
                expires_at=now + AHEAD,
                title=each.event.titles.read([user.language, each.event.original_language]),
                number=each.failed,
                total=each.total,
                reasons=trouble.reasons(each.event, now),
                url=urls.absolute("manage_messages.index", event_id=each.event.id),
            )
    return len(found)


def _is_morning(house: Organisation, now: datetime) -> bool:
    return to_local(now, house.timezone).hour == MORNING


def _brief(house: Organisation, now: datetime) -> int:
    today, agendas = to_local(now, house.timezone).date(), dict[str, Agenda]()
    for user in team.team(house.id):
        language = user.language
        if language not in agendas:
            agendas[language] = agenda(house, language, now=now)
        if agendas[language]:
            team.tell(
                "briefs/morning",
                user,
                house,
                key=f"brief:{house.id}:{today}",
                now=now,
                expires_at=now + timedelta(hours=10),
                day=dates.full(today, language),
                agenda=agendas[language],
                url=urls.absolute("desk.today"),
            )
    return int(any(agendas.values()))


def _coming(now: datetime) -> Iterator[Coming]:
    soon = now, now + AHEAD
    rules = select(Rule).join(Event, Rule.event_id == Event.id)
    rules = rules.where(Rule.state == RuleState.SCHEDULED, Event.state == State.PUBLISHED)
    for rule in db.session.scalars(rules.where(Rule.due_at.between(*soon))):
        number = reach.count_by_rule(rule.event, [rule])[rule.id]
        if rule.due_at:
            key = f"soon:rule:{rule.id}:{rule.run}:{rule.due_at:{_MOMENT}}"
            yield Coming(key, rule.event, rule.due_at, number, rule=rule)
    written = select(Mailing).where(Mailing.state == MailingState.SCHEDULED)
    for mailing in db.session.scalars(written.where(Mailing.due_at.between(*soon))):
        number = len(mailings.reached(mailing, now=now).people)
        if mailing.due_at:
            key = f"soon:mailing:{mailing.id}:{mailing.due_at:{_MOMENT}}"
            yield Coming(key, mailing.event, mailing.due_at, number, mailing=mailing)


def _withdraw_overtaken(coming: Sequence[Coming]) -> None:
    """Take back what waits to be said of messages that do not go out at that moment any more."""
    true = {each.key for each in coming}
    said = select(Message.topic, Message.key).where(
        Message.template == SOON, Message.state.in_(OPEN_STATES)
    )
    for topic, key in db.session.execute(said).all():
        if key.rpartition(":")[0] not in true:
            outbox.withdraw(topic=topic, keys=[key])


def announce(coming: Coming, now: datetime) -> None:
    """Tell the team of one message that goes out soon."""
    event = coming.event
    for user in team.team(event.organisation_id):
        language = user.language
        with locale.speaking(language):
            team.tell(
                SOON,
                user,
                event.organisation,
                key=coming.key,
                now=now,
                expires_at=coming.due_at,
                name_of_message=coming.name(language),
                title=event.titles.read([language, event.original_language]),
                when=dates.moment(coming.due_at, event.timezone, language),
                number=coming.number,
                url=coming.url(),
            )
