"""What the desk is asked about press cards."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from eventsapp.accreditation import wording
from eventsapp.accreditation.cards.services import CardDetails
from eventsapp.accreditation.kinds import Function
from eventsapp.accreditation.wording import choices
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core.clock import utcnow
from eventsapp.events.form_times import DayField
from eventsapp.registration.forms import ADDRESS, LANGUAGES, NAME
from eventsapp.web.fields import LineField, RecordForm, line

YEAR = timedelta(days=365)


class CardForm(RecordForm):
    """A press card: who, for which outlet, where it counts and how long."""

    name = LineField(_l("Full name"), NAME)
    email = EmailField(_l("E-mail"), ADDRESS, filters=[line])
    outlet_name = LineField(
        _l("Outlet"), [DataRequired(_l("Enter the name of the outlet.")), Length(max=200)]
    )
    outlet_kind = SelectField(_l("Kind of outlet"), choices=choices(wording.OUTLETS))
    function = SelectField(_l("Task"), choices=choices(wording.FUNCTIONS))
    language = SelectField(_l("Language of the e-mails"), choices=LANGUAGES)
    scope = LineField(_l("Counts for"), [Optional(), Length(max=200)])
    valid_from = DayField(_l("Valid from"), [InputRequired(_l("Enter the day."))])
    valid_until = DayField(_l("Valid until"), [InputRequired(_l("Enter the day."))])

    def __init__(self) -> None:
        today = utcnow().date()
        super().__init__(data={"valid_from": today, "valid_until": today + YEAR})

    def validate_valid_until(self, field: Any) -> None:
        """Not before it begins, and not over already."""
        if field.data is None:
            return
        if self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(_("The last day must not be before the first."))
        if field.data < utcnow().date():
            raise ValidationError(_("This day is over."))

    def details(self) -> CardDetails:
        """The answers, tidied. Call only after the form has validated."""
        return CardDetails(
            name=self.name.data,
            email=(self.email.data or "").lower(),
            outlet=OutletDetails(
                name=self.outlet_name.data or "", kind=OutletKind(self.outlet_kind.data)
            ),
            function=Function(self.function.data),
            language=self.language.data,
            scope=self.scope.data or "",
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
        )


class RenewalForm(RecordForm):
    """Until when a card counts from now on."""

    until = DayField(_l("Valid until"), [InputRequired(_l("Enter the day."))])


class WithdrawalForm(RecordForm):
    """Why a card is taken back; its holder reads it."""

    reason = LineField(
        _l("Reason"),
        [DataRequired(_l("Write the reason: the holder is told.")), Length(max=500)],
    )
