"""What the desk asks: a new event in five fields, a copy, a new date, a reason."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms import SelectChoice as Choice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput

from eventsapp.core.texts import ENDONYMS
from eventsapp.events import times
from eventsapp.events.details import Details, Seats
from eventsapp.events.form_times import DayField, HourField, TimesPart, why_unclear
from eventsapp.events.kinds import KINDS, Type
from eventsapp.events.models import UID_HOST, Event, Precision, State
from eventsapp.venues import queries as venues
from eventsapp.venues.forms import city_choices
from eventsapp.web.fields import LineField, RecordForm, TextsField
from eventsapp.web.forms import Form, OnceForm

PARTS = (
    Choice("programme", _l("Programme")),
    Choice("people", _l("People")),
    Choice("messages", _l("Messages")),
)


class DraftForm(OnceForm):
    """A form that makes one draft, however often the same filling is sent."""

    @property
    def uid(self) -> str:
        """What the draft is known by in calendars; it follows from the key of the filling."""
        return (
            f"{uuid.uuid5(uuid.NAMESPACE_OID, self.form_key.data or uuid.uuid4().hex)}@{UID_HOST}"
        )


class NewEventForm(DraftForm):
    """The least that makes a draft: what, in which language, when, where."""

    title = LineField(_l("Title"), [DataRequired(_l("Enter the title.")), Length(max=300)])
    language = SelectField(
        _l("Language of the title"), choices=[Choice(code, name) for code, name in ENDONYMS.items()]
    )
    starts_on = DayField(_l("Day"), [InputRequired(_l("Enter the day."))])
    starts_at = HourField(_l("Hour"), [Optional()])
    city = SelectField(_l("City"), [Optional()])
    with_programme = BooleanField(_l("Start with the usual programme"), default=True)
    takes_registrations = BooleanField(_l("People can register"), default=True)

    def __init__(self, type_: Type, zone: str) -> None:
        super().__init__()
        self.type_, self.home_zone = type_, zone
        self.city.choices = [Choice("", _("Not stated")), *city_choices()[1:]]

    @property
    def its_zone(self) -> str:
        """The zone in which the hour is meant: that of the city, else the organisation's."""
        zones = {str(city.id): city.timezone for city in venues.cities()}
        return zones.get(self.city.data, self.home_zone)

    def validate_starts_at(self, field: HourField) -> None:
        """An hour that the clocks of the place show once."""
        _check_hour(self.starts_on.data, field.data, self.its_zone)

    def details(self) -> Details:
        """The draft it describes. Call only after the form has validated."""
        hour, kind = self.starts_at.data, KINDS[self.type_]
        starts = datetime.combine(self.starts_on.data, hour or time())
        timed = hour is not None
        return Details(
            type=self.type_,
            original_language=self.language.data,
            titles={self.language.data: self.title.data},
            working_languages=(self.language.data,),
            starts=starts,
            ends=self._later(starts, kind.minutes) if timed else None,
            doors=self._later(starts, -kind.doors_minutes) if timed else None,
            precision=Precision.TIME if timed else Precision.DAY,
            city_id=int(self.city.data) if self.city.data else None,
            open_to_press=kind.open_to_press,
            categories=(Seats(),) if self.takes_registrations.data else (),
        )

    def _later(self, starts: datetime, minutes: int) -> datetime:
        instant = times.to_instant(starts, self.its_zone) + timedelta(minutes=minutes)
        return times.to_local(instant, self.its_zone)


class CopyForm(DraftForm):
    """A new date for a copy, and which parts come along."""

    starts_on = DayField(_l("Day"), [InputRequired(_l("Enter the day."))])
    starts_at = HourField(_l("Hour"), [Optional()])
    parts = SelectMultipleField(
        _l("Also copy"),
        choices=list(PARTS),
        default=[part.value for part in PARTS],
        option_widget=CheckboxInput(),
    )

    def __init__(self, event: Event) -> None:
        hour = event.local_starts_at.time()
        super().__init__(data={"starts_at": hour})
        self.usual_hour, self.zone = hour, event.timezone
        if not event.has_hours:
            del self.starts_at

    def validate_starts_at(self, field: HourField) -> None:
        """An hour that the clocks of the place show once."""
        _check_hour(self.starts_on.data, field.data or self.usual_hour, self.zone)

    @property
    def starts(self) -> datetime:
        """When the copy starts; without an hour at that of the event it is a copy of."""
        hour = self.starts_at.data if self.starts_at else None
        return datetime.combine(self.starts_on.data, hour or self.usual_hour)


class RepeatForm(Form):
    """How often, and until when, an event repeats. Each date is an event of its own."""

    rule = SelectField(
        _l("How often"),
        choices=[
            Choice("FREQ=DAILY", _l("every day")),
            Choice("FREQ=WEEKLY", _l("every week")),
            Choice("FREQ=WEEKLY;INTERVAL=2", _l("every two weeks")),
            Choice("FREQ=MONTHLY", _l("every month on the same date")),
        ],
        default="FREQ=WEEKLY",
    )
    until = DayField(_l("Until"), [InputRequired(_l("Enter the last day."))])


class SeriesPart:
    """Whether the later events of its series follow."""

    scope = RadioField(
        _l("Which events of the series"),
        choices=[
            Choice("one", _l("This event only")),
            Choice("later", _l("This and all following")),
        ],
        default="one",
    )

    def offer_series(self, *, has_later: bool) -> None:
        """Ask only where there are later ones."""
        if not has_later:
            del self.scope

    @property
    def takes_later(self) -> bool:
        """Whether all following go along."""
        return bool(self.scope and self.scope.data == "later")


class RoomPart:
    """Where another event has the room, asked once that is known: whether both have it."""

    shares_room = BooleanField(_l("Share the room on purpose"))

    @property
    def asks_to_share(self) -> bool:
        """Whether the question is put."""
        return bool(self.shares_room.errors or self.shares_room.data)


class MoveForm(SeriesPart, RoomPart, TimesPart, Form):
    """New times for an event that people know of."""

    def __init__(self, event: Event) -> None:
        super().__init__(data=_times(event))
        self.event = event
        del self.zone

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then the order of the times and the hours of the zone."""
        if super().validate(extra_validators):
            self.check_times()
        return not self.errors

    @property
    def its_zone(self) -> str:
        """The zone of the event: moving it does not change the place."""
        return self.event.timezone


class ReasonForm(RecordForm):
    """Why it is cancelled or postponed, in the languages of its readers."""

    reasons = TextsField(_l("Reason"), [Optional()], longest=1000, multiline=True)


class CancelForm(SeriesPart, ReasonForm):
    """Why it is cancelled, and whether the later events of its series are too."""


class ReinstateForm(RoomPart, Form):
    """Nothing but whether the room, where it was given away meanwhile, is shared.

    `was` says what is taken back: a cancellation, or the postponement before it.
    """

    was = HiddenField()

    def __init__(self, event: Event) -> None:
        super().__init__(data={"was": event.state.value})

    def is_done(self, event: Event) -> bool:
        """Whether it was taken back already, and the event stands as before it."""
        return self.was.data == State.CANCELLED and event.state is State.POSTPONED


class PublishDraftForm(SeriesPart, RoomPart, Form):
    """Whether the later drafts of its series are published with it."""


class PublishForm(SeriesPart, RoomPart, Form):
    """Whether the people of the event hear of the changes, and the later events take them over."""

    minor = BooleanField(_l("A minor edit: tell nobody"))


def _check_hour(day: date | None, hour: time | None, zone: str) -> None:
    if day and hour and (why := why_unclear(datetime.combine(day, hour), zone)):
        raise ValidationError(why)


def _times(event: Event) -> dict[str, Any]:
    timed = event.has_hours
    starts, ends, doors = event.local_starts_at, event.local_ends_at, event.local_doors_at
    return {
        "precision": event.precision.value,
        "starts_on": starts.date(),
        "starts_at": starts.time() if timed else None,
        "ends_on": ends.date() if ends and (not timed or ends.date() != starts.date()) else None,
        "ends_at": ends.time() if ends and timed else None,
        "doors_at": doors.time() if doors else None,
    }
