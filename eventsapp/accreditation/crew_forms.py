"""What we ask about one person of a crew, and of one who is accepted."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, EmailField, SelectChoice, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from eventsapp.accreditation import particulars, wording
from eventsapp.accreditation.details import Person, may_live
from eventsapp.accreditation.identities import IdentityDetails
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Function, IdentityKind
from eventsapp.accreditation.wording import choices
from eventsapp.core.clock import utcnow
from eventsapp.events.form_times import DayField
from eventsapp.registration.forms import ADDRESS, NAME
from eventsapp.web.fields import LineField, line
from eventsapp.web.forms import Form, Row

OF_DOCUMENT = ("kind", "issuer", "issued_on")


class BirthDayField(DateField):
    """A day on which somebody who lives may have been born; it may be left out."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, [Optional()], format=["%Y-%m-%d", "%d.%m.%Y"], **options)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:  # noqa: FBT001
        """Refuse days to come and those too long ago."""
        if self.data and not may_live(self.data, utcnow().date()):
            raise ValidationError(_("Enter a date of birth in the past."))


class CrewRow(particulars.OriginFields, Row):
    """One more person of the crew, with a decision and an entry code of their own."""

    name = LineField(_l("Full name, as in the identity document"), NAME)
    email = EmailField(_l("E-mail"), [Optional(), *ADDRESS[1:]], filters=[line])
    function = SelectField(_l("Task"), choices=choices(wording.FUNCTIONS))
    card_number = LineField(_l("Press card number"), [Optional(), Length(max=60)])
    born_on = BirthDayField(_l("Date of birth"))

    def person(self) -> Person:
        """The answers, tidied."""
        return Person(
            name=self.name.data,
            email=(self.email.data or "").lower() or None,
            function=Function(self.function.data),
            card_number=self.card_number.data or "",
            born_on=self.born_on.data if "born_on" in self else None,
            told=particulars.told(self, particulars.OF_PERSON),
        )


class SecondStepForm(Form):
    """What is asked only of accepted people, for the security service of the venue."""

    identity = LineField(_l("Number of your identity document"), [Length(max=40)])
    kind = SelectField(
        _l("Kind of document"),
        [DataRequired(_l("Choose the document you will show at the door."))],
        choices=lambda: [SelectChoice("", _("Choose")), *choices(wording.IDENTITIES)],
    )
    issuer = LineField(
        _l("Issuing authority"), [DataRequired(_l("Enter who issued it.")), Length(max=200)]
    )
    issued_on = DayField(_l("Date of issue"), [InputRequired(_l("Enter when it was issued."))])
    plate = LineField(_l("Number plate of the vehicle"), [Optional(), Length(max=20)])

    @classmethod
    def for_(cls, intake: Intake | None) -> "SecondStepForm | None":
        """The form with what this event asks; None where it asks nothing more."""
        if intake is None or not intake.has_second_step:
            return None
        form = cls()
        asked = {"identity": intake.asks_identity, "plate": intake.asks_plate}
        for name in (*asked, *OF_DOCUMENT):
            if not asked.get(name, intake.asks_document):
                del form[name]
        return form

    def validate_identity(self, field: Any) -> None:
        """Without it nobody gets in."""
        if not field.data:
            raise ValidationError(_("Enter the number of the document you will show at the door."))

    def validate_issued_on(self, field: Any) -> None:
        """Not to come."""
        if field.data and field.data > utcnow().date():
            raise ValidationError(_("Enter a day in the past."))

    def details(self) -> IdentityDetails:
        """What was told of the document beside its number. Call only after it has validated."""
        if "kind" not in self:
            return IdentityDetails()
        kind = IdentityKind(self.kind.data)
        return IdentityDetails(kind, self.issuer.data or "", self.issued_on.data)

    def number(self, name: str) -> str:
        """One of the answers; nothing where it was not asked."""
        return (self[name].data or "") if name in self else ""


def blank_row(position: str = "NUMBER") -> CrewRow:
    """An empty row, for the script that adds one without sending the form."""
    return CrewRow(formdata=None, prefix=f"crew-{position}-")
