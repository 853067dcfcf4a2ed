"""The plan of an event's messages as the organiser sees it: every step with its moment and state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventsapp.events.models import Event
from eventsapp.events.models import State as Stage
from eventsapp.mail import queries as outbox
from eventsapp.mail.models import State
from eventsapp.messages import queries, reach
from eventsapp.messages.models import (
    Attendance,
    Mailing,
    MailingState,
    Notice,
    NoticeState,
    Rule,
    RuleState,
)
from eventsapp.messages.wording import mailing_name, rule_name
from eventsapp.web.locale import current_language

CONFIRMED = "registration/confirmed"
NAMES: Mapping[str, Any] = {
    CONFIRMED: _l("Confirmation with entry code"),
    "registration/cancelled": _l("Notice of a cancelled registration"),
    "registration/link": _l("Link to one's own page"),
    "registration/entry": _l("Calendar entry sent again"),
    "registration/proposal_refused": _l("Proposed time refused"),
    "registration/passed_on": _l("Reply passed on to you"),
    "invitations/invitation": _l("Personal invitation"),
    "invitations/reminder": _l("Reminder to answer an invitation"),
    "invitations/answered": _l("Answer to an invitation noted"),
    "messages/week": _l("Reminder, one week"),
    "messages/day": _l("Reminder, one day"),
    "messages/hour": _l("Reminder, one hour"),
    "messages/thanks": _l("Thank you, with one question"),
    "messages/missed": _l("We missed you"),
    "messages/changed": _l("Something has changed"),
    "messages/postponed": _l("Postponed"),
    "messages/cancelled": _l("Cancelled"),
    "messages/reinstated": _l("Takes place after all"),
}
FAR_OFF = datetime.max.replace(tzinfo=UTC)  # for what has no moment yet
_LOOKS = {
    RuleState.SCHEDULED: "later",
    RuleState.HELD: "held",
    RuleState.DONE: "done",
    RuleState.MISSED: "failed",
    RuleState.FAILED: "failed",
    NoticeState.PENDING: "next",
    NoticeState.HELD: "held",
    NoticeState.SENT: "done",
    NoticeState.WITHDRAWN: "off",
    MailingState.DRAFT: "later",
    MailingState.SCHEDULED: "later",
    MailingState.QUEUED: "next",
    MailingState.SENT: "done",
    MailingState.WITHDRAWN: "off",
}
_IDLE = {  # where reminders do not go out: their look, and why
    Stage.POSTPONED: ("held", _l("Waits for a new date")),
    Stage.CANCELLED: ("off", _l("Not sent: the event is cancelled")),
    Stage.WITHDRAWN: ("off", _l("Not sent: the page is withdrawn")),
}
_AHEAD = (RuleState.SCHEDULED, RuleState.HELD)


@dataclass(frozen=True)
class Step:
    """One message of the plan: a rule, a notice, one that somebody wrote, or the confirmation."""

    name: Any
    state: str  # a look of components/timeline: done, next, later, held, failed, off
    words: str  # the state in words
    due_at: datetime | None = None
    rule: Rule | None = None
    notice: Notice | None = None
    mailing: Mailing | None = None

    @property
    def key(self) -> str:
        """What the keys of its letters begin with; of the confirmation, their template."""
        if self.rule:
            return f"reminder:{self.rule.id}"
        if self.notice:
            return f"notice:{self.notice.id}"
        return f"mailing:{self.mailing.id}" if self.mailing else CONFIRMED


def plan(event: Event) -> list[Step]:
    """The steps in the order in which they go out: the confirmation first, drafts last."""
    sent = outbox.counts(event.topic)
    steps = [_notice_step(notice) for notice in reversed(queries.notices(event))]
    steps += [_mailing_step(mailing) for mailing in queries.mailings(event)]
    rules = queries.rules(event)
    reached = reach.count_by_rule(event, rules)
    steps += [_rule_step(rule, reached) for rule in rules]
    steps.sort(key=lambda step: step.due_at or FAR_OFF)
    return _with_next([_confirmation(sent), *steps])


def _confirmation(sent: Mapping[tuple[str, State], int]) -> Step:
    number = sent.get((CONFIRMED, State.SENT), 0)
    words = ngettext(
        "On every registration, %(num)d sent", "On every registration, %(num)d sent", number
    )
    return Step(NAMES[CONFIRMED], "done" if number else "later", words)


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


def _mailing_step(mailing: Mailing) -> Step:
    words = {
        MailingState.DRAFT: _("Draft"),
        MailingState.SCHEDULED: _("Scheduled"),
        MailingState.QUEUED: _("On its way"),
        MailingState.SENT: ngettext(
            "Sent to %(num)d person", "Sent to %(num)d people", mailing.recipients
        ),
        MailingState.WITHDRAWN: _("Withdrawn"),
    }[mailing.state]
    name = mailing_name(mailing, current_language())
    at = mailing.sent_at or mailing.due_at
    return Step(name, _LOOKS[mailing.state], words, at, mailing=mailing)


def _rule_step(rule: Rule, reached: Mapping[int, int]) -> Step:
    name = rule_name(rule, NAMES)
    if rule.state in _AHEAD and rule.event.state in _IDLE:
        look, words = _IDLE[rule.event.state]
        return Step(name, look, str(words), rule=rule)
    return Step(name, _LOOKS[rule.state], _rule_words(rule, reached), rule.due_at, rule=rule)


def _rule_words(rule: Rule, reached: Mapping[int, int]) -> str:
    if rule.state is RuleState.DONE:
        return ngettext("Sent to %(num)d person", "Sent to %(num)d people", rule.recipients)
    if rule.state is RuleState.FAILED:
        return _("Failed: its letters could not be written")
    if rule.state is RuleState.MISSED:
        return _("Missed: its moment had passed")
    if rule.due_at is None:
        return _("The event has no such moment to count from")
    return _reached_words(reached[rule.id], rule.attendance, held=rule.state is RuleState.HELD)


def _reached_words(number: int, attendance: Attendance, *, held: bool) -> str:
    if attendance is Attendance.MISSED:  # nobody knows before who that will be
        those = _("On hold, for those who do not come"), _("For those who do not come")
        return those[0] if held else those[1]
    words = ngettext("%(num)d person", "%(num)d people", number)
    return _("On hold, %(people)s", people=words) if held else words


def _with_next(steps: list[Step]) -> list[Step]:
    """Mark the first scheduled step as the next one."""
    waiting = [step for step in steps if step.state == "later" and step.due_at]
    first = min(waiting, key=lambda step: step.due_at, default=None)  # type: ignore[arg-type, return-value]
    return [Step(**(vars(step) | {"state": "next"})) if step is first else step for step in steps]
