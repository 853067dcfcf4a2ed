"""What messages are called: what they say, and when the automatic ones go out."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.messages import placeholders
from eventsapp.messages.models import Anchor, Mailing, Rule, Unit

_USUAL = {("messages/week", -7, Unit.DAYS), ("messages/day", -1, Unit.DAYS)}
_USUAL |= {("messages/hour", -1, Unit.HOURS)}


def rule_name(rule: Rule, names: Any) -> str:
    """The name of its kind while it is the usual one; else what tells it from the others."""
    if rule.template in ("messages/thanks", "messages/missed") or _is_usual(rule):
        return str(names[rule.template])
    return _("Reminder, %(when)s", when=timing(rule))


def mailing_name(mailing: Mailing, language: str) -> str:
    """The subject of a written message, as it reads in general; in this language, if it is there."""
    subject = mailing.subjects.read([language, mailing.event.original_language])
    words = placeholders.in_general(subject.text, mailing.event, subject.language)
    return words or _("Message without a subject")


def timing(rule: Rule) -> str:
    """When it goes out, in words: "3 days before the start"."""
    if rule.anchor is Anchor.ABSOLUTE:
        return _("on a fixed day")
    span = _span(abs(rule.amount), rule.unit)
    return _after(rule.anchor, span) if rule.amount > 0 else _before(rule.anchor, span)


def _is_usual(rule: Rule) -> bool:
    return rule.anchor is Anchor.START and (rule.template, rule.amount, rule.unit) in _USUAL


def _span(number: int, unit: Unit) -> str:
    if unit is Unit.DAYS:
        return ngettext("%(num)d day", "%(num)d days", number)
    if unit is Unit.HOURS:
        return ngettext("%(num)d hour", "%(num)d hours", number)
    return ngettext("%(num)d minute", "%(num)d minutes", number)


def _before(anchor: Anchor, span: str) -> str:
    return {
        Anchor.START: _("%(span)s before the start", span=span),
        Anchor.END: _("%(span)s before the end", span=span),
        Anchor.DOORS: _("%(span)s before the doors open", span=span),
        Anchor.DEADLINE: _("%(span)s before registration closes", span=span),
        Anchor.ACCREDITATION: _("%(span)s before accreditation closes", span=span),
    }[anchor]


def _after(anchor: Anchor, span: str) -> str:
    return {
        Anchor.START: _("%(span)s after the start", span=span),
        Anchor.END: _("%(span)s after the end", span=span),
        Anchor.DOORS: _("%(span)s after the doors open", span=span),
        Anchor.DEADLINE: _("%(span)s after registration closes", span=span),
        Anchor.ACCREDITATION: _("%(span)s after accreditation closes", span=span),
    }[anchor]
