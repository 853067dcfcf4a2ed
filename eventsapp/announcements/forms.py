"""What the screen asks: the text, then each field as it was found, to be corrected in place."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField, URLField
from wtforms import SelectChoice as Choice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from eventsapp.announcements import matching, prefilled
from eventsapp.announcements.facts import FactsPart
from eventsapp.announcements.offered import OfferedPart
from eventsapp.announcements.reading.findings import Finding, Mark, Reading
from eventsapp.announcements.translated import VersionsPart
from eventsapp.contacts.models import Contact
from eventsapp.core.texts import ENDONYMS
from eventsapp.events.choices import parents
from eventsapp.events.details import Body, Details, Seats
from eventsapp.events.form_parts import WEB
from eventsapp.events.form_rows import ROLES
from eventsapp.events.form_times import DayField, HourField
from eventsapp.events.kinds import KINDS, Type
from eventsapp.events.models import OrganisationRole, Precision
from eventsapp.organisations.models import Organisation
from eventsapp.programme.pasting import Line
from eventsapp.programme.pasting import read as read_people
from eventsapp.venues import queries as venues
from eventsapp.venues.forms import city_choices
from eventsapp.web.fields import LineField, ParagraphsField
from eventsapp.web.forms import Form, Row

LONGEST = 400_000  # signs of a text
NEW_VENUE = "new"


class PasteForm(Form):
    """The text of an announcement, typed, pasted or dropped as a file."""

    text = ParagraphsField(_l("Text of the announcement"), [Optional(), Length(max=LONGEST)])
    file = FileField(_l("Or a file: .docx, .pdf, .eml, .html, .txt"))


class BodyRow(Row):
    """An organisation and its role."""

    name = LineField(_l("Organisation"), [Optional(), Length(max=300)])
    role = SelectField(
        _l("Role"), choices=[Choice(role.value, words) for role, words in ROLES.items()]
    )


class LetterForm(Form):
    """An official letter, and the event it belongs to."""

    text = HiddenField(validators=[DataRequired(), Length(max=LONGEST)])
    event = SelectField(_l("Event"), [DataRequired(_l("Choose the event."))])

    def __init__(self, organisation: Organisation, **options: Any) -> None:
        super().__init__(**options)
        self.event.choices = [Choice("", _("Choose an event")), *parents(organisation)[1:]]


class CheckForm(FactsPart, VersionsPart, OfferedPart, Form):
    """Every field of the event as it was found."""

    text = HiddenField(validators=[DataRequired(), Length(max=LONGEST)])
    type = SelectField(
        _l("Type"), choices=[Choice(one.value, kind.name) for one, kind in KINDS.items()]
    )
    type_name = LineField(_l("Full name of the type"), [Optional(), Length(max=300)])
    language = SelectField(_l("Language"), choices=[Choice(*pair) for pair in ENDONYMS.items()])
    title = LineField(_l("Title"), [DataRequired(_l("Enter the title.")), Length(max=300)])
    starts_on = DayField(_l("Starts on"), [InputRequired(_l("Enter the day."))])
    starts_at = HourField(_l("Starts at"), [Optional()])
    is_uncertain = BooleanField(_l("The day is not certain yet"))
    ends_on = DayField(_l("Ends on"), [Optional()])
    ends_at = HourField(_l("Ends at"), [Optional()])
    doors_at = HourField(_l("Doors"), [Optional()])
    closes_on = DayField(_l("Answers until"), [Optional()])
    closes_at = HourField(_l("Hour of the last day"), [Optional()])
    city = SelectField(_l("City"), [Optional()])
    venue = SelectField(_l("Venue"), [Optional()])
    venue_name = LineField(_l("Name of the venue"), [Optional(), Length(max=200)])
    address = LineField(_l("Address"), [Optional(), Length(max=300)])
    place_note = LineField(_l("Note on the place"), [Optional(), Length(max=300)])
    online_url = LineField(_l("Online link"), [Optional(), Length(max=1000)])
    bodies = FieldList(FormField(BodyRow), max_entries=20)
    people = ParagraphsField(_l("People"), [Optional(), Length(max=8000)])
    programme = ParagraphsField(_l("Programme"), [Optional(), Length(max=8000)])
    parent = SelectField(_l("Part of"), [Optional()])
    visit = LineField(_l("Visit afterwards"), [Optional(), Length(max=300)])
    funding_line = LineField(_l("Funding line"), [Optional(), Length(max=500)])
    source_url = URLField(_l("Source"), [Optional(), Length(max=1000), WEB])
    right = BooleanField(_l("I have looked at the fields marked “To be checked”: they are right"))

    def __init__(self, organisation: Organisation, reading: Reading | None = None) -> None:
        found = matching.venue(reading, organisation) if reading else None
        if reading:
            super().__init__(formdata=None, data=prefilled.fields(reading, organisation))
        else:
            super().__init__()
        self.city.choices = [Choice("", _("Not stated")), *city_choices()[1:]]
        self.parent.choices = parents(organisation)
        own = venues.choices(organisation.id)
        self.venue.choices = [
            Choice("", _("Not stated")),
            Choice(NEW_VENUE, _("A new one, by the name below")),
            *(Choice(str(one.id), one.names.read([]).text) for one in own),
        ]
        if reading:
            fresh = NEW_VENUE if reading.venue else ""
            self.venue.data = str(found.id) if found else fresh

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, then that the times follow one another."""
        if super().validate(extra_validators):
            if self.venue.data == NEW_VENUE and not self.city.data:
                self.city.errors = [_("Choose the city of the new venue.")]
            if self.ends and self.ends <= self.starts:
                self.ends_at.errors = [_("The end must be after the start.")]
        return not self.errors

    @property
    def starts(self) -> datetime:
        """The wall time of the start; midnight where only the day is known."""
        return datetime.combine(self.starts_on.data, self.starts_at.data or time())

    @property
    def ends(self) -> datetime | None:
        """The wall time of the end, or the last day."""
        day, hour = self.ends_on.data, self.ends_at.data
        if not day and not (hour and self.starts_at.data):
            return None
        kind = timedelta(minutes=KINDS[Type(self.type.data)].minutes)
        usual = (self.starts + kind).time() if self.starts_at.data else time()
        return datetime.combine(day or self.starts_on.data, hour or usual)

    def details(self, reading: Reading, known: Sequence[Contact]) -> Details:
        """The event it describes. Call only after the form has validated."""
        language, hour = self.language.data, self.starts_at.data
        doors = self.doors_at.data if hour else None
        day, last = self.closes_on.data, self.closes_at.data or time(23, 59)
        return Details(
            type=Type(self.type.data),
            original_language=language,
            type_names={language: self.type_name.data} if self.type_name.data else {},
            titles=self.titles(language, self.title.data),
            descriptions=self.descriptions(language, self.text.data, reading),
            funding_lines={language: self.funding_line.data} if self.funding_line.data else {},
            starts=self.starts,
            ends=self.ends,
            doors=datetime.combine(self.starts_on.data, doors) if doors else None,
            precision=self._precision(),
            city_id=int(self.city.data) if self.city.data else None,
            venue_id=int(self.venue.data) if self.venue.data.isdecimal() else None,
            place_notes={language: self.place_note.data} if self.place_note.data else {},
            online_url=self.online_url.data or "",
            parent_id=int(self.parent.data) if self.parent.data else None,
            source_url=self.source_url.data or "",
            working_languages=(language,),
            open_to_press=KINDS[Type(self.type.data)].open_to_press,
            bodies=tuple(self._bodies()),
            contacts=tuple(self.answerers(known)),
            categories=(Seats(closes=datetime.combine(day, last) if day else None),),
        )

    def lines(self) -> list[Line]:
        """The people, one a line."""
        return [line for line in read_people(self.people.data or "") if not line.is_too_long]

    def items(self) -> list[str]:
        """The programme, one item a line."""
        return [line.strip() for line in (self.programme.data or "").splitlines() if line.strip()]

    def _precision(self) -> Precision:
        if self.is_uncertain.data:
            return Precision.UNCERTAIN
        return Precision.TIME if self.starts_at.data else Precision.DAY

    def _bodies(self) -> list[Body]:
        rows = [(row.form.name.data, OrganisationRole(row.form.role.data)) for row in self.bodies]
        unique = dict.fromkeys((name, role) for name, role in rows if name)
        return [Body(role=role, name=name) for name, role in unique]


def to_check(reading: Reading) -> list[str]:
    """The fields that a person has to look at before the event can be public."""
    sources: dict[str, Finding[Any] | None] = {
        "type": reading.type, "title": reading.title, "starts_on": reading.start_date,
        "starts_at": reading.start_time, "city": reading.city, "decision": reading.decision,
    }  # fmt: skip
    needed = ("title", "starts_on")
    return [name for name, found in sources.items() if _is_doubtful(found, needed=name in needed)]


def _is_doubtful(found: Finding[Any] | None, *, needed: bool) -> bool:
    return needed if found is None else found.mark is Mark.CHECK
