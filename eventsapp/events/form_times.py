"""Days and hours in forms: fields that read them, and the times of an event, checked in its zone."""

import calendar
import re
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, RadioField, SelectField, TimeField
from wtforms import SelectChoice as Choice
from wtforms.validators import InputRequired, Optional, ValidationError

from eventsapp.core import dates
from eventsapp.events import times
from eventsapp.events.models import Precision
from eventsapp.web.locale import current_language

YEARS = range(1990, 2101)
_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")


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
        if self.data is not None and self.data.year not in YEARS:
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


class MomentField(DateTimeLocalField):
    """A day and an hour, as the clocks of some zone show them; `data` is naive."""

    data: datetime | None

    def __init__(self, label: Any, **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        super().__init__(label, [Optional()], format=formats, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read `2026-12-04T12:00`."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_why_no_moment(valuelist[0])) from None

    def check(self, zone: str) -> None:
        """Raise ValidationError unless the clocks of the zone show the moment once."""
        if self.data is not None and (why := why_unclear(self.data, zone)):
            raise ValidationError(why)

    def instant(self, zone: str) -> datetime | None:
        """The instant, or nothing."""
        return times.to_instant(self.data, zone) if self.data else None


class TimesPart:
    """When it takes place, as clocks on the wall show it."""

    errors: dict[str, Any]  # of the form that has this part

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

    @property
    def its_zone(self) -> str:
        """The zone in which the hours are meant."""
        raise NotImplementedError

    def check_times(self) -> None:
        """Check the times against each other and against the zone."""
        if not self.has_hours:
            if self.ends and self.ends < self.starts:
                _refuse(self.ends_on, _("The last day must not be before the first."))
            return
        if self.starts_at.data is None:
            _refuse(self.starts_at, _("Enter the hour, or say that only the day is known."))
            return
        if self.ends_on.data and not self.ends_at.data:
            _refuse(self.ends_at, _("Enter the hour at which it ends."))
        hours = (
            (self.starts_at, self.starts),
            (self.ends_at, self.ends),
            (self.doors_at, self.doors),
        )
        for field, moment in hours:
            self.check_hour(field, moment)
        if not self.errors:
            self._check_order()

    def _check_order(self) -> None:
        starts = times.to_instant(self.starts, self.its_zone)
        if self.ends and times.to_instant(self.ends, self.its_zone) <= starts:
            hour = f"{self.starts:%H:%M}"
            _refuse(self.ends_at, _("The end must be after %(hour)s, when it starts.", hour=hour))
        if self.doors and times.to_instant(self.doors, self.its_zone) > starts:
            _refuse(self.doors_at, _("Doors must open before the start."))

    def check_hour(self, field: Any, moment: Any) -> None:
        """Refuse an hour that the clocks of the zone jump over or show twice."""
        if moment is None or field.errors:
            return
        if why := why_unclear(moment, self.its_zone):
            _refuse(field, why)


def why_unclear(moment: datetime, zone: str) -> str:
    """Why the clocks of a zone do not show this wall time exactly once; nothing if they do."""
    if moment.year not in YEARS:
        return _("Enter a year from 1990 to 2100.")
    if times.is_skipped(moment, zone):
        return _(
            "This hour does not exist in the zone %(zone)s: the clocks are put forward then. Enter another hour.",
            zone=zone,
        )
    if times.occurs_twice(moment, zone):
        return _(
            "This hour occurs twice in the zone %(zone)s: the clocks are put back then. Enter another hour, or choose a zone without change of clocks.",
            zone=zone,
        )
    return ""


def _why_no_day(text: str) -> str:
    found = _DAY.fullmatch(text.strip())
    year, month = _year_and_month(found.groups()) if found else (0, 0)
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return _("Enter a date that exists, like 4.12.2026.")
    language = current_language()
    name = dates.month_year(date(year, month, 1), language)
    days = calendar.monthrange(year, month)[1]
    return _("Enter a date that exists. %(month)s has %(days)s days.", month=name, days=days)


def _why_no_moment(text: str) -> str:
    day = re.split(r"[T ]", text.strip())[0]
    try:
        date.fromisoformat(day)
    except ValueError:
        return _why_no_day(day)
    return _("Enter an hour like 09:30 or 14:00.")


def _year_and_month(parts: tuple[str | None, ...]) -> tuple[int, int]:
    year, month, _day, _other, other_month, other_year = parts
    return int(year or other_year or 0), int(month or other_month or 0)


def _refuse(field: Any, why: str) -> None:
    field.errors = [*field.errors, why]
