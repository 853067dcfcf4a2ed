"""What is asked about a message of the plan: when it goes out, to whom, and one's own words."""

from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms import SelectChoice as Choice
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput

from eventsapp.core.texts import ENDONYMS
from eventsapp.events.form_times import HourField, MomentField, why_unclear
from eventsapp.events.ways import way
from eventsapp.messages.models import Anchor, Attendance, Rule, Unit
from eventsapp.registration.models import Status
from eventsapp.registration.wording import STATUSES
from eventsapp.web.fields import RecordForm, TextsField
from eventsapp.web.locale import current_language

ANCHORS = (
    Choice(Anchor.START, _l("Start of the event")),
    Choice(Anchor.END, _l("End of the event")),
    Choice(Anchor.DOORS, _l("Doors open")),
    Choice(Anchor.DEADLINE, _l("Registration closes")),
    Choice(Anchor.ACCREDITATION, _l("Accreditation closes")),
    Choice(Anchor.ABSOLUTE, _l("A fixed day and hour")),
)
UNITS = (
    Choice(Unit.MINUTES, _l("minutes")),
    Choice(Unit.HOURS, _l("hours")),
    Choice(Unit.DAYS, _l("days")),
)
SAYS = (
    Choice("messages/week", _l("A reminder, and the way to cancel")),
    Choice("messages/day", _l("The way in, what to bring, the entry code")),
    Choice("messages/hour", _l("The entry code, in few words")),
    Choice("messages/thanks", _l("Thank you, with one question")),
    Choice("messages/missed", _l("We missed you")),
)
STATES = (Status.CONFIRMED, Status.WAITLISTED, Status.PENDING)
PRESENCES = (
    Choice(Attendance.ANY, _l("Whether they came or not")),
    Choice(Attendance.CAME, _l("Only who came")),
    Choice(Attendance.MISSED, _l("Only who did not come")),
)
SIDES = (Choice("before", _l("before")), Choice("after", _l("after")))


def _ticks(label: Any, coerce: type, *validators: Any) -> SelectMultipleField:
    return SelectMultipleField(label, validators, coerce=coerce, option_widget=CheckboxInput())


class RuleForm(RecordForm):
    """When a reminder goes out, to whom, and what it says beside the standard words."""

    template = RadioField(_l("What it says"), choices=list(SAYS), default="messages/week")
    amount = IntegerField(_l("How long"), [Optional(), NumberRange(min=0, max=365)], default=1)
    unit = SelectField(_l("Unit"), choices=list(UNITS))
    side = SelectField(_l("Before or after"), choices=list(SIDES))
    anchor = SelectField(_l("Counted from"), choices=list(ANCHORS))
    local_time = HourField(_l("At this hour"), [Optional()])
    local_due_at = MomentField(_l("Day and hour"))
    states = _ticks(_l("Status"), str, InputRequired(_l("Choose at least one status.")))
    categories = _ticks(_l("Way of taking part"), int)
    languages = _ticks(_l("Language"), str)
    attendance = SelectField(_l("Attendance"), choices=list(PRESENCES), default=Attendance.ANY)
    attaches_calendar = BooleanField(_l("Attach the calendar entry"))
    subjects = TextsField(_l("Subject"), longest=150)
    bodies = TextsField(_l("Your own words"), longest=2000, multiline=True)

    def __init__(self, rule: Rule) -> None:
        super().__init__(obj=rule)
        self.zone = rule.event.timezone
        language = current_language()
        ways = [Choice(each.id, way(each, language)) for each in rule.event.categories]
        self.categories.choices = ways
        self.languages.choices = [Choice(code, name) for code, name in ENDONYMS.items()]
        self.states.choices = [Choice(state.value, STATUSES[state]) for state in STATES]
        if not self.is_submitted():
            self.amount.data = abs(rule.amount)
            self.side.data = "after" if rule.amount > 0 else "before"

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, then that the moment is complete."""
        if not super().validate(extra_validators):
            return False
        fixed = self.anchor.data == Anchor.ABSOLUTE
        if not fixed and self.amount.data is None:
            self.amount.errors = [_("Enter how long before or after.")]
        due = self.local_due_at.data
        if fixed and due is None:
            self.local_due_at.errors = [_("Enter the day and the hour.")]
        if fixed and due and (why := why_unclear(due, self.zone)):
            self.local_due_at.errors = [why]
        return not self.errors

    def fill(self, rule: Rule) -> None:
        """Set the rule to what was entered. Call only after the form has validated."""
        rule.anchor, rule.unit = Anchor(self.anchor.data), Unit(self.unit.data)
        absolute = rule.anchor is Anchor.ABSOLUTE
        rule.local_due_at = self.local_due_at.data if absolute else None
        amount = self.amount.data or 0
        rule.amount = amount if self.side.data == "after" else -amount
        if absolute:
            rule.amount, rule.unit = 0, Unit.HOURS
        days = rule.unit is Unit.DAYS
        rule.local_time = (self.local_time.data or time(10)) if days else None
        rule.template, rule.attaches_calendar = self.template.data, self.attaches_calendar.data
        rule.states, rule.languages = self.states.data, self.languages.data
        rule.categories, rule.attendance = self.categories.data, Attendance(self.attendance.data)
        rule.subjects, rule.bodies = self.subjects.data, self.bodies.data


class NoticeForm(RecordForm):
    """The organiser's own words in a change notice."""

    notes = TextsField(_l("Your own words"), longest=2000, multiline=True)
