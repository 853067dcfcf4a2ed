"""What we ask about items of a programme and about people at an event."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from eventsapp.core import dates
from eventsapp.core.texts import ENDONYMS, LANGUAGES, Texts
from eventsapp.events.form_times import DayField, HourField, why_unclear
from eventsapp.events.models import Event
from eventsapp.programme import pasting
from eventsapp.programme.models import Item, Openness, Participation, PersonRole
from eventsapp.programme.people import PersonDetails
from eventsapp.programme.services import ItemDetails, SideVisit
from eventsapp.web.fields import ParagraphsField, SomeLanguage, TextsField, original_of
from eventsapp.web.forms import Form
from eventsapp.web.locale import current_language, read
from eventsapp.web.numbers import LARGEST
from eventsapp.web.opened import OpenedForm

ROLES = {
    PersonRole.CHAIR: _l("Chairperson"),
    PersonRole.MODERATOR: _l("Moderator"),
    PersonRole.SPEAKER: _l("Speaker"),
    PersonRole.PARTICIPANT: _l("Participant"),
    PersonRole.INTERPRETER: _l("Interpreter"),
}
OPENNESS = {
    Openness.OPEN: _l("Open to the press"),
    Openness.PHOTO: _l("Photo opportunity at the beginning, then closed"),
    Openness.CLOSED: _l("Closed to the press"),
}
MOST_MINUTES = 24 * 60
_ROLE_CHOICES = [Choice(role.value, name) for role, name in ROLES.items()]


class _InEventForm(OpenedForm):
    """A title with an hour on a day of the event."""

    titles = TextsField(
        _l("Title"), [SomeLanguage(_l("Enter a title in one language at least."))], longest=300
    )
    day = DayField(_l("Day"), [Optional()])
    hour = HourField(_l("Starts at"), [Optional()])
    minutes = IntegerField(
        _l("Length in minutes"),
        [
            Optional(),
            NumberRange(1, MOST_MINUTES, _l("Enter a length from 1 to 1440 minutes, a whole day.")),
        ],
    )

    def __init__(self, event: Event, **values: Any) -> None:
        self.event = event
        self.first, self.last = days(event)
        super().__init__(data={"day": self.first} | values)

    @property
    def asks_for_day(self) -> bool:
        """Whether the event has more than one."""
        return self.first != self.last

    @property
    def starts(self) -> datetime | None:
        """Day and hour as typed, in the event's zone."""
        hour: time | None = self.hour.data
        return datetime.combine(self.day.data or self.first, hour) if hour else None

    def validate_day(self, field: Any) -> None:
        """A day of the event."""
        if field.data and not self.first <= field.data <= self.last:
            span = dates.day_range(self.first, self.last, current_language())
            raise ValidationError(_("Enter a day of the event: %(days)s.", days=span))

    def validate_hour(self, field: Any) -> None:
        """An hour that the clocks of the event's zone show."""
        if self.starts and (why := why_unclear(self.starts, self.event.timezone)):
            raise ValidationError(why)


class ItemForm(_InEventForm):
    """One item of the programme, or a point of the agenda."""

    notes = TextsField(_l("Note"), [Optional()], longest=2000, multiline=True)
    speakers = SelectMultipleField(
        _l("Speakers"), [Optional()], widget=ListWidget(), option_widget=CheckboxInput()
    )
    openness = RadioField(
        _l("For the press"),
        choices=[Choice(value.value, name) for value, name in OPENNESS.items()],
        default=Openness.OPEN.value,
    )
    keep_later = BooleanField(_l("Keep the hours of the later items"))

    def __init__(
        self, event: Event, people: Sequence[Participation], item: Item | None = None
    ) -> None:
        super().__init__(event, **_stored_item(item))
        self.note_stored(_stored_item(item))
        self.item = item
        self.speakers.choices = [
            Choice(str(person.id), read(person.contact.names, person.contact.original_language))
            for person in people
        ]

    def details(self) -> ItemDetails:
        """The answers. Call only after the form has validated."""
        own = self.item if self.item and self.item.side_event else None  # keeps the visit's hours
        return ItemDetails(
            titles=self.titles.data,
            notes=self.notes.data,
            starts=own.local_starts_at if own else self.starts,
            minutes=own.minutes if own else self.minutes.data,
            openness=Openness(self.openness.data),
            speakers=tuple(int(number) for number in self.speakers.data or ()),
            side_event_id=self.item.side_event_id if self.item else None,
        )


class SideVisitForm(_InEventForm):
    """A visit beside the event, with places of its own."""

    hour = HourField(
        _l("Starts at"), [InputRequired(_l("Enter the hour at which the visit starts."))]
    )
    capacity = IntegerField(
        _l("Places"), [Optional(), NumberRange(1, 100_000, _l("Enter how many people can come."))]
    )

    def details(self) -> SideVisit:
        """The answers. Call only after the form has validated."""
        starts = datetime.combine(self.day.data or self.first, self.hour.data)
        return SideVisit(
            titles=self.titles.data,
            starts=starts,
            minutes=self.minutes.data,
            capacity=self.capacity.data,
        )


class PersonForm(OpenedForm):
    """Somebody's name, role and posts at the event."""

    names = TextsField(
        _l("Full name"), [SomeLanguage(_l("Enter the name in one language at least."))]
    )
    role = SelectField(_l("Role"), choices=_ROLE_CHOICES, default=PersonRole.SPEAKER.value)
    posts = FieldList(
        TextsField(_l("Post"), longest=300), _l("Posts"), min_entries=1, max_entries=20
    )
    another = BooleanField(_l("This is another person of the same name"))

    def __init__(self, person: Participation | None = None) -> None:
        super().__init__(data=_stored_person(person))
        self.note_stored(_stored_person(person))
        self.person = person

    def details(self) -> PersonDetails:
        """The answers. Call only after the form has validated."""
        contact = self.person and self.person.contact
        preferred = contact.original_language if contact else self.shown_language
        return PersonDetails(
            names=self.names.data,
            role=PersonRole(self.role.data),
            posts=tuple(Texts(entry.data) for entry in self.posts if entry.data),
            original_language=original_of(self.names.data, preferred),
        )


class AddForm(Form):
    """A contact and the role they are to have."""

    contact = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST)])
    role = SelectField(_l("Role"), choices=_ROLE_CHOICES, default=PersonRole.SPEAKER.value)


class PasteForm(Form):
    """A list of people, pasted."""

    people = ParagraphsField(
        _l("Names and posts"),
        [InputRequired(_l("Paste at least one name.")), Length(max=60_000)],
    )
    role = SelectField(_l("Role"), choices=_ROLE_CHOICES, default=PersonRole.SPEAKER.value)
    language = SelectField(
        _l("Language of the list"), choices=[Choice(code, ENDONYMS[code]) for code in LANGUAGES]
    )

    def validate_people(self, field: Any) -> None:
        """There is a name in it, and nothing of it would be cut off."""
        lines = pasting.read(field.data)
        if not lines:
            raise ValidationError(_("Paste at least one name."))
        if len(lines) > pasting.MOST_LINES:
            most = pasting.MOST_LINES
            raise ValidationError(_("Paste at most %(most)d people at a time.", most=most))
        for line in lines:
            if line.is_too_long:
                raise ValidationError(
                    _("This line is too long for one person: “%(start)s…”", start=line.name[:60])
                )


def days(event: Event) -> tuple[date, date]:
    """The first and the last day of an event."""
    first = event.local_starts_at.date()
    ends = event.local_ends_at
    if ends is None:
        return first, first
    last = ends if not event.has_hours else ends - timedelta(minutes=1)
    return first, max(first, last.date())


def _stored_item(item: Item | None) -> dict[str, Any]:
    if item is None:
        return {}
    starts = item.local_starts_at
    return {
        "titles": item.titles,
        "notes": item.notes,
        "minutes": item.minutes,
        "openness": item.openness.value,
        "speakers": [str(speaker.participation_id) for speaker in item.speakers],
    } | ({"day": starts.date(), "hour": starts.time()} if starts else {})


def _stored_person(person: Participation | None) -> dict[str, Any]:
    if person is None:
        return {}
    return {
        "names": person.contact.names,
        "role": person.role.value,
        "posts": [post.titles for post in person.posts],
    }
