"""Parts of the Details form: texts, times, place, readers. `forms.DetailsForm` joins them."""

import calendar
import re
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TimeField,
    URLField,
)
from wtforms import SelectChoice as Choice
from wtforms.validators import URL, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput

from eventsapp.core import dates
from eventsapp.core.texts import ENDONYMS, LANGUAGES
from eventsapp.events.kinds import KINDS
from eventsapp.events.models import Precision, Visibility
from eventsapp.web.fields import LineField, TextsField
from eventsapp.web.locale import current_language
from eventsapp.web.zones import FAR, NEAR

MOST_PEOPLE = 1_000_000
_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WEB = URL(require_tld=False, message=_l("Enter a web address that begins with https://."))


class DayField(DateField):
    """A day; says of one that does not exist how long its month is."""

    data: Any

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, format=list(_FORMATS), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read `2026-12-04` or `4.12.2026`."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_why_no_day(valuelist[0])) from None
        if self.data is not None and not 1990 <= self.data.year <= 2100:
            self.data = None
            raise ValueError(_("Enter a year from 1990 to 2100."))


class HourField(TimeField):
    """An hour of the day, 24 of them."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, format=["%H:%M", "%H:%M:%S", "%H.%M"], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read `12:00` or `12.00`."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Enter an hour like 09:30 or 14:00.")) from None


class CountField(IntegerField):
    """A whole number within limits, or nothing; one sentence says what to enter."""

    data: int | None

    def __init__(self, label: Any, *, least: int, most: int, words: Any, **options: Any) -> None:
        super().__init__(label, [Optional()], **options)
        self.least, self.most, self.words = least, most, words

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        text = (valuelist or [""])[0].strip()
        number = int(text) if re.fullmatch(r"-?\d{1,9}", text) else None
        if text and (number is None or not self.least <= number <= self.most):
            raise ValueError(str(self.words))
        self.data = number


class TextsPart:
    """What kind of event it is and what it is called, in five languages."""

    type = SelectField(_l("Type"))
    type_names = TextsField(_l("Full name of the type"), [Optional()], longest=300)
    original_language = SelectField(
        _l("Original language"), choices=[Choice(code, ENDONYMS[code]) for code in LANGUAGES]
    )
    titles = TextsField(_l("Title"), longest=300)
    summaries = TextsField(_l("Summary"), [Optional()], longest=600, multiline=True)
    descriptions = TextsField(_l("Description"), [Optional()], longest=20_000, multiline=True)
    funding_lines = TextsField(_l("Funding line"), [Optional()], longest=600)


class TimesPart:
    """When it takes place, as clocks on the wall show it."""

    precision = RadioField(
        _l("How much is known of the date"),
        choices=[
            Choice(Precision.TIME.value, _l("Day and hour")),
            Choice(Precision.DAY.value, _l("Only the day")),
            Choice(Precision.UNCERTAIN.value, _l("The day is not certain")),
        ],
        default=Precision.TIME.value,
    )
    starts_on = DayField(_l("Starts on"), [InputRequired(_l("Enter the day."))])
    starts_at = HourField(_l("Starts at"), [Optional()])
    ends_on = DayField(_l("Ends on"), [Optional()])
    ends_at = HourField(_l("Ends at"), [Optional()])
    doors_at = HourField(_l("Doors open at"), [Optional()])
    zone = SelectField(_l("Time zone"), [Optional()])

    @property
    def has_hours(self) -> bool:
        """Whether the hour is known."""
        return bool(self.precision.data == Precision.TIME)

    @property
    def starts(self) -> datetime:
        """The start as typed."""
        hour = self.starts_at.data if self.has_hours else None
        return datetime.combine(self.starts_on.data, hour or time())

    @property
    def ends(self) -> datetime | None:
        """The end as typed: on the day of the start where only its hour is given."""
        if not self.has_hours:
            last = self.ends_on.data
            return datetime.combine(last, time()) if last else None
        return self._at(self.ends_at.data, self.ends_on.data)

    @property
    def doors(self) -> datetime | None:
        """When doors open, on the day of the start."""
        return self._at(self.doors_at.data) if self.has_hours else None

    def _at(self, hour: time | None, day: date | None = None) -> datetime | None:
        return datetime.combine(day or self.starts_on.data, hour) if hour else None


class PlacePart:
    """Where it takes place, in a room, online or both."""

    city = SelectField(_l("City"), [Optional()])
    place = SelectField(_l("Venue and room"), [Optional()])
    place_notes = TextsField(_l("Note on the place"), [Optional()], longest=300)
    online_url = URLField(_l("Online link"), [Optional(), Length(max=1000), _WEB])
    online_is_public = BooleanField(_l("Everybody may see the link (a public stream)"))


VISIBILITIES = {
    Visibility.PUBLIC: _l("Public"),
    Visibility.UNLISTED: _l("Only with the address"),
    Visibility.PRIVATE: _l("Only the team"),
}


class ReadersPart:
    """Who finds it, who may come, and what it belongs to."""

    visibility = RadioField(
        _l("Visibility"),
        choices=[Choice(key.value, name) for key, name in VISIBILITIES.items()],
        default=Visibility.PUBLIC.value,
    )
    open_to_press = BooleanField(_l("Open to the press"), default=True)
    working_languages = SelectMultipleField(
        _l("Working languages"),
        [Optional()],
        choices=[Choice(code, ENDONYMS[code]) for code in LANGUAGES],
        option_widget=CheckboxInput(),
    )
    interpretation = SelectMultipleField(
        _l("Interpretation into"),
        [Optional()],
        choices=[Choice(code, ENDONYMS[code]) for code in LANGUAGES],
        option_widget=CheckboxInput(),
    )
    capacity = CountField(
        _l("Places in all"),
        least=1,
        most=MOST_PEOPLE,
        words=_l("Enter a number of people, 1 or more."),
    )
    retention_days = CountField(
        _l("Days until registrations are erased"),
        least=1,
        most=3650,
        words=_l("Enter a number of days from 1 to 3650."),
    )
    parent = SelectField(_l("Part of"), [Optional()])
    source_url = URLField(_l("Source"), [Optional(), Length(max=1000), _WEB])
    slug = LineField(_l("Address of the page"), [Optional(), Length(max=80)])


def type_choices() -> list[Choice]:
    """Every type by its name."""
    return [Choice(type_.value, kind.name) for type_, kind in KINDS.items()]


def zone_choices(stored: str) -> list[Choice]:
    """Every zone, those of our countries first; `stored` stays on offer whatever it is."""
    own = [stored] if stored and stored not in {*NEAR, *FAR, "UTC"} else []
    return [
        Choice("", _("As at the place")),
        *(Choice(zone, optgroup=_("Central Asia and Turkey")) for zone in NEAR),
        *(Choice(zone, optgroup=_("Other places")) for zone in ("UTC", *own, *FAR)),
    ]


def _why_no_day(text: str) -> str:
    found = _DAY.fullmatch(text.strip())
    year, month = _year_and_month(found.groups()) if found else (0, 0)
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return _("Enter a date that exists, like 4.12.2026.")
    language = current_language()
    name = dates.month_year(date(year, month, 1), language)
    days = calendar.monthrange(year, month)[1]
    return _("Enter a date that exists. %(month)s has %(days)s days.", month=name, days=days)


def _year_and_month(parts: tuple[str | None, ...]) -> tuple[int, int]:
    year, month, _day, _other, other_month, other_year = parts
    return int(year or other_year or 0), int(month or other_month or 0)
