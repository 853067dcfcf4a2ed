"""What an organiser says who invites: whom, as what, until when, on which terms."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput

from eventsapp.contacts import lists
from eventsapp.contacts import queries as contacts
from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Category
from eventsapp.events.form_parts import CountField
from eventsapp.events.form_times import DayField, HourField, why_unclear
from eventsapp.events.models import Event
from eventsapp.events.times import to_instant, to_local
from eventsapp.events.ways import way
from eventsapp.invitations import audience
from eventsapp.invitations.audience import Person, Reason
from eventsapp.invitations.models import MOST_COMPANIONS, Round
from eventsapp.invitations.services import Terms
from eventsapp.mail.reach import Reach
from eventsapp.registration import seats
from eventsapp.web.fields import LineField, RecordForm, TextsField
from eventsapp.web.forms import OnceForm
from eventsapp.web.locale import current_language, reading_order
from eventsapp.web.numbers import LARGEST

EVENING = time(18)  # until when answers are asked for, on their last day
DAYS_AHEAD = (7, 3, 2, 1)  # of the event, the usual last days for answers
LEAST_TIME = timedelta(days=2)  # to answer in, where that can be
MOST_DAYS = 60


def _ticks(label: str) -> SelectMultipleField:
    widget = CheckboxInput()
    return SelectMultipleField(label, coerce=int, option_widget=widget, validate_choice=False)


class InviteForm(RecordForm, OnceForm):
    """Who is invited to an event, and on which terms."""

    lists = _ticks(_l("Lists"))
    contacts = _ticks(_l("Contacts"))
    q = LineField(_l("Find somebody in your contacts"))
    category_id = RadioField(
        _l("How will they take part?"),
        [InputRequired(_l("Choose how they will take part."))],
        coerce=int,
    )
    answer_on = DayField(_l("Answer by"), [InputRequired(_l("Enter the day."))])
    answer_at = HourField(_l("Hour"), [InputRequired(_l("Enter the hour."))])
    remind_days = CountField(
        _l("Remind those without an answer, days before"),
        least=0,
        most=MOST_DAYS,
        words=_l("Enter a number of days from 0 to 60."),
        default=3,
    )
    companions = CountField(
        _l("Companions each may bring"),
        least=0,
        most=MOST_COMPANIONS,
        words=_l("Enter a number from 0 to 9."),
        default=0,
    )
    is_forwardable = BooleanField(_l("May be passed on: whoever has the link can come"))
    notes = TextsField(_l("Personal words"), [Optional()], longest=2000, multiline=True)

    def __init__(self, event: Event, ways: Sequence[Category], now: datetime) -> None:
        last = to_local(_usual_end(event, now), event.timezone)
        own = next((each for each in ways if each.by_invitation), ways[0] if ways else None)
        started = {
            "answer_on": last.date(),
            "answer_at": last.time(),
            "category_id": own and own.id,
        }
        super().__init__(data=started)
        self.event, self.ways, self.now = event, ways, now
        self._offer()

    @property
    def picked(self) -> list[int]:
        """The contacts that are ticked."""
        return [number for number in self.contacts.data or () if 0 < number <= LARGEST]

    def reach(self) -> Reach[Person, Reason]:
        """Who would be invited, and who not."""
        chosen = self.lists.data or ()
        return audience.reach(self.event, list_ids=chosen, contact_ids=self.picked, now=self.now)

    def validate_answer_on(self, field: DayField) -> None:
        """Ahead, and while the way still takes registrations."""
        until = self._answer_by()
        chosen = next((each for each in self.ways if each.id == self.category_id.data), None)
        if until is None:
            return
        if until <= self.now:
            field.errors = [_("This moment has passed. Choose a later one.")]
        elif chosen and until > seats.closes_at(self.event, chosen):
            field.errors = [_("Registration closes before. Choose an earlier day.")]

    def terms(self) -> Terms:
        """The answers. Call only after the form has validated."""
        return Terms(
            category_id=self.category_id.data,
            answer_by=self._answer_by() or self.now,
            remind_days=self.remind_days.data or 0,
            companions=self.companions.data or 0,
            is_forwardable=self.is_forwardable.data,
            notes=Texts(self.notes.data),
        )

    def draft(self) -> Round:
        """What the form says, as a round that is not stored: for the preview."""
        chosen = next(
            (each for each in self.ways if each.id == self.category_id.data), self.ways[0]
        )
        return Round(
            event=self.event,
            category=chosen,
            answer_by=self._answer_by() or self.event.starts_at,
            companions=self.companions.data or 0,
            is_forwardable=self.is_forwardable.data,
            notes=Texts(self.notes.data),
        )

    def _offer(self) -> None:
        """Offer the house's lists with their numbers, the contacts picked and found, the ways."""
        house, language = self.event.organisation_id, current_language()
        kept = lists.kept(house)
        sizes = lists.sizes(kept)
        self.lists.choices = [
            SelectChoice(each.id, f"{each.name} ({sizes[each.id]})") for each in kept
        ]
        self.category_id.choices = [
            SelectChoice(each.id, way(each, language)) for each in self.ways
        ]
        order = reading_order(self.event.original_language)
        self.contacts.choices = [
            SelectChoice(each.id, each.names.read(order).text or each.emails[0].address)
            for each in contacts.picked(house, self.picked, self.q.data or "")
        ]

    def _answer_by(self) -> datetime | None:
        """The moment in the event's zone; None with an error where it is none."""
        if self.answer_on.data is None or self.answer_at.data is None:
            return None
        local = datetime.combine(self.answer_on.data, self.answer_at.data)
        if why := why_unclear(local, self.event.timezone):
            self.answer_at.errors = [why]
            return None
        return to_instant(local, self.event.timezone)


def _usual_end(event: Event, now: datetime) -> datetime:
    """An evening some days before the event that leaves time to answer; else its start."""
    start = to_local(event.starts_at, event.timezone)
    for days in DAYS_AHEAD:
        evening = datetime.combine(start.date() - timedelta(days=days), EVENING)
        until = to_instant(evening, event.timezone)
        if until >= now + LEAST_TIME:
            return until
    return event.starts_at
