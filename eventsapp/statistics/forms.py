"""The period that is counted."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from eventsapp.events.form_times import DayField
from eventsapp.web.forms import Form

LONGEST = timedelta(days=5 * 366)


class PeriodForm(Form):
    """First and last day; without an answer, the twelve months up to the end of this one."""

    class Meta(Form.Meta):
        csrf = False  # it changes nothing

    first = DayField(_l("From"), [InputRequired(_l("Enter the first day."))])
    last = DayField(_l("Until"), [InputRequired(_l("Enter the last day."))])

    def __init__(self, formdata: Any, today: date) -> None:
        next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        usual = {"first": next_month.replace(year=next_month.year - 1)}
        usual["last"] = next_month - timedelta(days=1)
        self.is_asked = "first" in formdata or "last" in formdata
        super().__init__(formdata if self.is_asked else None, data=usual)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the days, and that they stand in order and not too far apart."""
        if self.is_asked and not super().validate(extra_validators):
            return False
        if self.last.data < self.first.data:
            self.last.errors = [_("The last day is before the first.")]
        elif self.last.data - self.first.data > LONGEST:
            self.last.errors = [_("Choose five years at most.")]
        return not self.last.errors
