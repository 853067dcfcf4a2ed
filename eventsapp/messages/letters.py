"""The mails of an event's plan: what a reminder and a notice say to one person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from eventsapp.calendars import services as calendars
from eventsapp.core import dates
from eventsapp.core.texts import Texts
from eventsapp.core.tokens import spell_code
from eventsapp.events.changes import snapshot
from eventsapp.events.models import Event, Mode
from eventsapp.mail import rendering, urls
from eventsapp.mail.rendering import Written
from eventsapp.messages.models import Notice, Rule
from eventsapp.registration import mails
from eventsapp.registration.models import Registration
from eventsapp.web import locale

WITH_CODE = ("messages/day", "messages/hour")  # reminders that show the entry code again


@dataclass(frozen=True)
class Difference:
    """One thing that is different now: its name, what people were told, what is true."""

    label: str
    before: str
    now: str
    headline: str  # a subject that says it


def send_reminder(rule: Rule, person: Registration, *, key: str, now: datetime) -> None:
    """Queue one reminder. It brings the calendar up to date only where that is behind."""
    event = rule.event
    behind = person.invitation and calendars.needs_update(person.invitation, event)
    mails.send(
        rule.template,
        person,
        key=key,
        now=now,
        expires_at=event.effective_end,
        unsubscribe=True,
        calendar=mails.invite(person, now) if behind else None,
        qr=person.qr_text if _shows_code(rule, person) else "",
        **_reminder_words(rule, person, person.language),
    )


def send_notice(notice: Notice, person: Registration, *, key: str, now: datetime) -> None:
    """Queue one change notice, with the calendar object that follows from it."""
    mails.send(
        notice.template,
        person,
        key=key,
        now=now,
        calendar=_recipe(notice, person, now),
        **_notice_words(notice, person.language),
    )


def preview_reminder(rule: Rule, sample: Registration, language: str) -> Written:
    """A reminder as a person of this language would get it."""
    words = _reminder_words(rule, sample, language)
    return _preview(rule.template, sample, language, words)


def preview_notice(notice: Notice, sample: Registration, language: str) -> Written:
    """A change notice as a person of this language would get it."""
    return _preview(notice.template, sample, language, _notice_words(notice, language))


def differences(event: Event, before: dict[str, Any], language: str) -> list[Difference]:
    """What people were told and is different now, in words of a language."""
    after = snapshot(event)
    with locale.speaking(language):
        title = event.titles.read([language, event.original_language]).text
        found = [
            Difference(
                _("Time"),
                _time(before, language),
                _time(after, language),
                _("New time: %(title)s", title=title),
            ),
            Difference(
                _("Place"),
                before.get("place", ""),
                after["place"],
                _("New place: %(title)s", title=title),
            ),
        ]
        if before.get("online") != after["online"]:
            words = _("a new link, on your own page"), _("New link: %(title)s", title=title)
            found.append(Difference(_("Online"), "", *words))
    return [each for each in found if each.before != each.now]


def _preview(template: str, sample: Registration, language: str, words: dict[str, Any]) -> Written:
    plain = {"unsubscribe_url": "", "has_qr": False, "name": sample.name, "address": sample.email}
    return rendering.render(template, language, plain | mails.context(sample, language) | words)


def _recipe(notice: Notice, person: Registration, now: datetime) -> calendars.Recipe | None:
    if notice.template != "messages/cancelled":
        return mails.invite(person, now) if person.is_confirmed else None
    return calendars.cancellation(person.invitation, now) if person.invitation else None


def _shows_code(rule: Rule, person: Registration) -> bool:
    return rule.template in WITH_CODE and person.category.mode is Mode.ROOM


def _reminder_words(rule: Rule, person: Registration, language: str) -> dict[str, Any]:
    event, online = rule.event, person.category.mode is Mode.ONLINE
    order = [language, event.original_language]
    return _shared(event) | {
        "own_subject": rule.subjects.get(language, ""),
        "own_words": rule.bodies.get(language, ""),
        "code": spell_code(person.code),
        "doors": dates.clock(event.local_doors_at) if event.local_doors_at else "",
        "access": event.venue.access.read(order).text if event.venue else "",
        "join_url": event.online_url if online or event.online_is_public else "",
    }


def _notice_words(notice: Notice, language: str) -> dict[str, Any]:
    event = notice.event
    return _shared(event) | {
        "differences": differences(event, notice.before, language),
        "reason": Texts(event.reasons).read([language, event.original_language]).text,
        "own_words": notice.notes.get(language, ""),
        "was": _time(notice.before, language),
        "list_url": urls.absolute("site.index", lang=language),
    }


def _shared(event: Event) -> dict[str, Any]:
    return {"start_time": dates.clock(event.local_starts_at) if event.has_hours else ""}


def _time(told: dict[str, Any], language: str) -> str:
    """Day and hours of a snapshot, as people of a language write them."""
    if not told.get("starts"):
        return ""
    start = datetime.fromisoformat(told["starts"])
    end = datetime.fromisoformat(told["ends"]) if told.get("ends") else None
    if told.get("precision", "time") != "time":
        return dates.day_range(start.date(), (end or start).date(), language)
    return f"{dates.full(start, language)}, {dates.clock_range(start, end, language)}"
