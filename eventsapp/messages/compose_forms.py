"""What is asked about a message that somebody writes: to whom, the words, and when."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from wtforms import HiddenField, RadioField, SelectChoice, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput

from eventsapp.checkin.queries import attended
from eventsapp.core.texts import ENDONYMS, LANGUAGES, Texts
from eventsapp.events.form_times import DayField, HourField, why_unclear
from eventsapp.events.models import Event
from eventsapp.events.times import to_instant
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.messages import placeholders
from eventsapp.messages.audience import Audience, counts
from eventsapp.messages.forms import PRESENCES
from eventsapp.messages.mailings import Content
from eventsapp.messages.models import Attendance, Mailing
from eventsapp.programme import queries as programme
from eventsapp.registration.models import Status
from eventsapp.registration.wording import STATUSES
from eventsapp.web.fields import RecordForm, TextsField
from eventsapp.web.forms import Form, OnceForm
from eventsapp.web.locale import current_language, reading_order
from eventsapp.web.numbers import hidden_number


def _ticks(label: Any, coerce: type, validators: Sequence[Any] = ()) -> SelectMultipleField:
    return SelectMultipleField(label, validators, coerce=coerce, option_widget=CheckboxInput())


class MailingForm(RecordForm, OnceForm):
    """Who is written to, and what, in five languages."""

    events = _ticks(_l("Registered for"), int, [InputRequired(_l("Choose at least one event."))])
    states = _ticks(_l("Status"), str, [InputRequired(_l("Choose at least one status."))])
    categories = _ticks(_l("Way of taking part"), int)
    languages = _ticks(_l("Language"), str)
    attendance = RadioField(_l("Attendance"), choices=list(PRESENCES), validate_choice=False)
    subjects = TextsField(_l("Subject"), longest=150)
    bodies = TextsField(_l("Message"), longest=5000, multiline=True)
    people = HiddenField()  # numbers of registrations, with commas
    version = HiddenField(default="0")

    def __init__(
        self, event: Event, mailing: Mailing | None = None, people: Sequence[int] = ()
    ) -> None:
        stored = Audience(events=[event.id], people=people)
        if mailing:
            stored = Audience(**mailing.audience)
        words = {"subjects": mailing.subjects, "bodies": mailing.bodies} if mailing else {}
        picked = ",".join(map(str, stored.people))
        super().__init__(data={**stored.to_stored(), **words, "people": picked})
        self.event = event
        self.knows_who_came = bool(db.session.scalar(attended(event).limit(1)))
        self._offer()

    def validate_draft(self) -> bool:
        """Whether it can be kept: lengths and placeholders are right, whatever is missing."""
        return self.validate_on_submit() and self._check_placeholders()

    def validate_whole(self) -> bool:
        """Whether it could go out: each language that is begun has a subject and a text."""
        return self.validate_draft() and self._check_completeness()

    def audience(self) -> Audience:
        """The choice as it was entered, as far as it is offered."""
        chosen = {field.name: _offered(field) for field in self._choices()}
        known = self.attendance.data in set(Attendance)
        return Audience(
            **chosen,
            attendance=self.attendance.data if known else Attendance.ANY.value,
            people=self.picked,
        )

    @property
    def picked(self) -> list[int]:
        """The registrations that were picked by hand; none: the audience is by choice."""
        numbers = (self.people.data or "").split(",")
        return [number for number in map(hidden_number, numbers) if number]

    def content(self) -> Content:
        """The answers. Call only after the form has validated."""
        return Content(self.audience(), Texts(self.subjects.data), Texts(self.bodies.data))

    def _choices(self) -> Iterator[SelectMultipleField]:
        return (self[name] for name in ("events", "categories", "states", "languages"))

    def _offer(self) -> None:
        """Offer what the event has, each with the number of people it stands for."""
        event, language = self.event, current_language()
        sides = [event, *programme.side_events(event)]
        standing = counts(event, [each.id for each in sides])
        order = reading_order(event.original_language)
        titles = [(each.id, each.titles.read(order).text) for each in sides]
        ways = [(each.id, way(each, language)) for each in event.categories]
        known = [Status.CONFIRMED, *(each for each in STATUSES if each is not Status.CONFIRMED)]
        states = [(each.value, STATUSES[each]) for each in known]
        offered: dict[str, list[Any]] = {
            "events": titles,
            "categories": ways,
            "states": [each for each in states if standing["states"][each[0]]] or states[:1],
            "languages": list(ENDONYMS.items()),
        }
        for name, pairs in offered.items():
            self[name].choices = [
                SelectChoice(value, f"{label} ({standing[name][value]})") for value, label in pairs
            ]

    def _check_placeholders(self) -> bool:
        for field in self.texts_fields():
            for language, text in field.data.items():
                _complain(field, language, _about_placeholders(text, self.event, language))
        return not self.errors

    def _check_completeness(self) -> bool:
        for language in LANGUAGES:
            subject, body = self.subjects.data.get(language), self.bodies.data.get(language)
            if body and not subject:
                _complain(self.subjects, language, _("Enter the subject."))
            if subject and not body:
                _complain(self.bodies, language, _("Enter the message."))
        if not self.subjects.data and not self.bodies.data:
            self.subjects.errors = [_("Write the message in at least one language.")]
        return not self.errors


class ReleaseForm(Form):
    """When a message goes out; without a day, at once."""

    version = HiddenField(default="0")
    due_on = DayField(_l("Day"), [InputRequired(_l("Enter the day."))])
    due_at = HourField(_l("Hour"), [InputRequired(_l("Enter the hour."))])

    def instant(self, zone: str) -> datetime | None:
        """The moment, counted in a zone; None with an error at the field where there is none."""
        if not self.validate_on_submit():
            return None
        moment = datetime.combine(self.due_on.data, self.due_at.data)
        if why := why_unclear(moment, zone):
            self.due_at.errors = [why]
            return None
        return to_instant(moment, zone)


def described(event: Event, audience: Audience) -> list[str]:
    """The choice in words: titles of side events, states, ways, languages, attendance."""
    if number := len(audience.people):
        return [ngettext("%(num)d chosen person", "%(num)d chosen people", number)]
    language, order = current_language(), reading_order(event.original_language)
    sides = [each for each in audience.events if each != event.id]
    titles = db.session.scalars(select(Event.titles).where(Event.id.in_(sides)))
    return [
        *(text.read(order).text for text in titles),
        *(str(STATUSES[Status(state)]) for state in audience.states),
        *(way(each, language) for each in event.categories if each.id in audience.categories),
        *(ENDONYMS[code] for code in audience.languages),
        *(str(each.label) for each in PRESENCES[1:] if each.value == audience.attendance),
    ]


def number(text: str | None) -> int:
    """The version that a hidden field brings back; 0 for anything else."""
    return hidden_number(text) or 0


def _offered(field: SelectMultipleField) -> list[Any]:
    known = {choice.value for choice in field.choices}
    return [value for value in field.data or () if value in known]


def _about_placeholders(text: str, event: Event, language: str) -> str:
    unknown = placeholders.unknown(text)
    if unknown:
        return _(
            "%(names)s cannot be filled in. These can: %(known)s.",
            names=placeholders.spell(unknown),
            known=placeholders.spell(placeholders.LABELS),
        )
    empty = placeholders.empty(text, event, language)
    return (
        _("This event has nothing for %(names)s yet.", names=placeholders.spell(empty))
        if empty
        else ""
    )


def _complain(field: TextsField, language: str, problem: str) -> None:
    """Say what is wrong with one language of a text."""
    if problem:
        field.language_errors[language] = problem
        field.errors = [*field.errors, f"{ENDONYMS[language]}: {problem}"]
