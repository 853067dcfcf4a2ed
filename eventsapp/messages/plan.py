"""The plan of an event's messages as the organiser sees it: every step with its moment and state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventsapp.events.models import Event
from eventsapp.mail import queries as outbox
from eventsapp.mail.models import State
from eventsapp.messages import queries, reminders
from eventsapp.messages.models import Notice, NoticeState, Rule, RuleState

NAMES: Mapping[str, Any] = {
    "registration/confirmed": _l("Confirmation with entry code"),
    "registration/cancelled": _l("Word of a cancelled registration"),
    "registration/link": _l("Link to one's own page"),
    "messages/week": _l("Reminder, one week"),
    "messages/day": _l("Reminder, one day"),
    "messages/hour": _l("Reminder, one hour"),
    "messages/changed": _l("Something has changed"),
    "messages/postponed": _l("Postponed"),
    "messages/cancelled": _l("Cancelled"),
    "messages/reinstated": _l("Takes place after all"),
}
_LOOKS = {
    RuleState.SCHEDULED: "later",
    RuleState.HELD: "held",
    RuleState.DONE: "done",
    RuleState.MISSED: "failed",
    NoticeState.PENDING: "next",
    NoticeState.HELD: "held",
    NoticeState.SENT: "done",
    NoticeState.WITHDRAWN: "later",
}


@dataclass(frozen=True)
class Step:
    """One message of the plan: a rule, a notice, or the confirmation that is always sent."""

    name: Any
    state: str  # a look of components/timeline: done, next, later, held, failed
    words: str  # the state in words
    due_at: datetime | None = None
    rule: Rule | None = None
    notice: Notice | None = None


def plan(event: Event) -> list[Step]:
    """The steps in the order in which they go out: the confirmation, notices, reminders."""
    sent = outbox.counts(event.topic)
    steps = [_confirmation(sent)]
    steps += [_notice_step(notice) for notice in reversed(queries.notices(event))]
    steps += [_rule_step(rule, sent) for rule in queries.rules(event)]
    return _with_next(steps)


def _confirmation(sent: Mapping[tuple[str, State], int]) -> Step:
    number = sent.get(("registration/confirmed", State.SENT), 0)
    words = ngettext(
        "On every registration, %(num)d sent", "On every registration, %(num)d sent", number
    )
    return Step(NAMES["registration/confirmed"], "done" if number else "later", words)


def _notice_step(notice: Notice) -> Step:
    words = {
        NoticeState.PENDING: _("Waiting"),
        NoticeState.HELD: _("On hold"),
        NoticeState.SENT: ngettext(
            "Sent to %(num)d person", "Sent to %(num)d people", notice.recipients
        ),
        NoticeState.WITHDRAWN: _("Withdrawn"),
    }[notice.state]
    at = notice.sent_at or notice.due_at
    return Step(NAMES[notice.template], _LOOKS[notice.state], words, at, notice=notice)


def _rule_step(rule: Rule, sent: Mapping[tuple[str, State], int]) -> Step:
    name = NAMES.get(rule.template, rule.template)
    return Step(name, _LOOKS[rule.state], _rule_words(rule, sent), rule.due_at, rule=rule)


def _rule_words(rule: Rule, sent: Mapping[tuple[str, State], int]) -> str:
    if rule.state is RuleState.DONE:
        number = sent.get((rule.template, State.SENT), 0)
        return ngettext("%(num)d sent", "%(num)d sent", number)
    if rule.state is RuleState.MISSED:
        return _("Missed: it was more than two days late")
    if rule.due_at is None:
        return _("The event has no hour to count from")
    number = len(reminders.recipients(rule))
    words = ngettext("%(num)d person", "%(num)d people", number)
    return _("On hold, %(people)s", people=words) if rule.state is RuleState.HELD else words


def _with_next(steps: list[Step]) -> list[Step]:
    """Mark the first scheduled step as the next one."""
    waiting = [step for step in steps if step.state == "later" and step.due_at]
    first = min(waiting, key=lambda step: step.due_at, default=None)  # type: ignore[arg-type, return-value]
    return [Step(**(vars(step) | {"state": "next"})) if step is first else step for step in steps]
