"""What we ask the press: who they are, for whom and how they work, and who comes along."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    EmailField,
    FieldList,
    FormField,
    RadioField,
    SelectField,
)
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from eventsapp.accreditation import particulars, wording
from eventsapp.accreditation.crew_forms import BirthDayField, CrewRow
from eventsapp.accreditation.details import Answers, Person
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import (
    LASTING,
    Ask,
    Attendance,
    Function,
    Need,
    Paper,
)
from eventsapp.accreditation.models import Application, Document
from eventsapp.accreditation.wording import choices
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core import papers
from eventsapp.core.clock import utcnow
from eventsapp.core.errors import Refusal
from eventsapp.core.papers import Upload
from eventsapp.events.form_times import DayField
from eventsapp.registration.details import make_key
from eventsapp.registration.forms import ADDRESS, NAME
from eventsapp.web.countries import COUNTRIES
from eventsapp.web.fields import LineField, ParagraphsField, PhoneField, RecordForm, line
from eventsapp.web.locale import current_language
from eventsapp.web.traps import TrapForm

MOST_CREW = 12
OUTLET_FIELDS = ("name", "kind", "country", "city")
EACH = {Ask.BIRTH: ("born_on",), **particulars.OF_PERSON}  # asked of the crew too
MUST_BE_TOLD = (
    "born_on",
    "card_number",
    "card",
    "letter",
    "portrait",
    "equipment",
    "vehicle",
    "needs",
    *particulars.names(particulars.SETS),
)
LATER = "later"  # the button that saves without sending
FIELDS = {
    Ask.CARD: ("card_number", "card_until", "card"),
    Ask.LETTER: ("letter",),
    Ask.PORTRAIT: ("portrait",),
    Ask.BIRTH: ("born_on",),
    Ask.ATTENDANCE: ("attendance",),
    Ask.POOL: ("wants_pool",),
    Ask.EQUIPMENT: ("equipment",),
    Ask.VEHICLE: ("vehicle",),
    Ask.NEEDS: ("needs",),
    **particulars.SETS,
}


class ApplicationForm(particulars.OriginFields, particulars.TaskFields, RecordForm, TrapForm):
    """The application; the event's organiser says which parts of it are asked."""

    name = LineField(_l("Full name, as in the identity document"), NAME)
    email = EmailField(_l("E-mail"), ADDRESS, filters=[line])
    phone = PhoneField(_l("Mobile phone"))
    born_on = BirthDayField(_l("Date of birth"))
    card_number = LineField(_l("Press card number"), [Optional(), Length(max=60)])
    card_until = DayField(_l("Press card valid until"), [Optional()])
    card = FileField(_l("Photo of the press card"))
    letter = FileField(_l("Letter of the editor"))
    portrait = FileField(_l("Portrait photo"))

    outlet_name = LineField(_l("Outlet"), [Optional(), Length(max=200)])
    outlet_kind = SelectField(_l("Kind of outlet"), choices=choices(wording.OUTLETS))
    outlet_country = SelectField(_l("Country"), [Optional()], choices=particulars.countries)
    outlet_city = LineField(_l("City"), [Optional(), Length(max=100)])
    function = RadioField(
        _l("Your task"), choices=choices(wording.FUNCTIONS), default=Function.WRITER.value
    )
    attendance = RadioField(
        _l("How will you take part?"),
        choices=choices(wording.ATTENDANCES),
        default=Attendance.ROOM.value,
    )
    wants_pool = BooleanField(_l("I would like a place in the pool"))
    equipment = ParagraphsField(_l("Equipment"), [Optional(), Length(max=2000)])
    vehicle = LineField(_l("Vehicle"), [Optional(), Length(max=200)])
    needs = ParagraphsField(_l("What you need on site"), [Optional(), Length(max=1000)])
    crew = FieldList(FormField(CrewRow), max_entries=MOST_CREW)

    remarks = ParagraphsField(_l("Remarks"), [Optional(), Length(max=1000)])
    consent = BooleanField(
        _l("I agree that these data are used to decide about my application"),
        [DataRequired(_l("Tick this, else nobody may read your application."))],
    )

    def __init__(
        self,
        intake: Intake,
        told: Application | None = None,
        *,
        is_own: bool = False,
        known: Mapping[str, Any] | None = None,
    ) -> None:
        """Filled in as `told` by an application; `is_own` when it is the one to be changed.

        Without one it is filled in with what is `known`.
        """
        super().__init__(data=_answers(told) if told else known)
        self.intake, self.uploads = intake, dict[Paper, Upload]()
        self.standing, self.told = told if is_own else None, told
        for ask, names in FIELDS.items():
            for name in names if not intake.is_asked(ask) else ():
                del self[name]
        unasked = {ask: names for ask, names in EACH.items() if not intake.is_asked(ask)}
        for row in self.rows:
            for name in particulars.names(unasked):
                del row.form[name]
        if self.standing and self.standing.submitted_at:
            del self.consent  # it was given with the application

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be sent; to be saved for later, what is still empty is no error."""
        is_valid = bool(super().validate(extra_validators))
        if self.is_for_later:
            self._forgive_empty()
        else:
            self._require()
        self._require_own_addresses()
        return not self.errors and (is_valid or self.is_for_later)

    def validate_outlet_country(self, field: Any) -> None:
        """One of those offered."""
        if field.data not in (None, "", *COUNTRIES):
            raise ValidationError(_("Choose a country from the list."))

    def validate_card_until(self, field: Any) -> None:
        """A card that is over is none."""
        if field.data and field.data < utcnow().date():
            raise ValidationError(_("This press card is no longer valid."))

    def validate_card(self, field: Any) -> None:
        """Look at what was sent, not at its name."""
        self._look(field, Paper.CARD)

    def validate_letter(self, field: Any) -> None:
        """The same."""
        self._look(field, Paper.LETTER)

    def validate_portrait(self, field: Any) -> None:
        """The same, and a photo only."""
        self._look(field, Paper.PORTRAIT)

    @property
    def is_for_later(self) -> bool:
        """Whether it is to be saved, not sent."""
        return LATER in request.form

    @property
    def rows(self) -> Iterable[Any]:
        """The rest of the crew."""
        return self.crew or ()  # none where it is not asked

    @property
    def key(self) -> str | None:
        """Of this filling of the form."""
        return make_key(self.form_key.data, (self.email.data or "").lower())

    def must(self, ask: str) -> bool:
        """Whether the organiser requires these fields."""
        return self.intake.need(Ask(ask)) is Need.REQUIRED

    def kept(self, name: str) -> Document | None:
        """The paper of this kind that is there already, sent with this form or an earlier one."""
        if self.told is None or not (self.standing or name in LASTING):
            return None
        return self.told.document(Paper(name))

    def answers(self) -> Answers:
        """The answers, tidied. Call only after the form has validated."""
        crew = [row.form.person() for row in self.rows if row.form.name.data]
        return Answers(
            people=(self._sender(), *crew),
            language=current_language(),
            outlet=self._outlet(),
            attendance=Attendance(self._value("attendance", Attendance.ROOM)),
            wants_pool=self._value("wants_pool", False),
            equipment=self._value("equipment", ""),
            needs=self._value("needs", ""),
            vehicle=self._value("vehicle", ""),
            remarks=self.remarks.data or "",
            told=particulars.told(self, particulars.OF_TASK),
            papers=self.uploads,
            form_key=self.key,
        )

    def _sender(self) -> Person:
        return Person(
            name=self.name.data,
            email=self.email.data.lower(),
            function=Function(self.function.data),
            phone=self.phone.data or "",
            card_number=self._value("card_number", ""),
            card_until=self._value("card_until", None),
            born_on=self._value("born_on", None),
            told=particulars.told(self, particulars.OF_PERSON),
        )

    def _outlet(self) -> OutletDetails:
        return OutletDetails(
            name=self.outlet_name.data or "",
            kind=OutletKind(self.outlet_kind.data),
            country=self.outlet_country.data or "",
            city=self.outlet_city.data or "",
        )

    def _value(self, name: str, otherwise: Any) -> Any:
        return (self[name].data if name in self else None) or otherwise

    def _look(self, field: Any, paper: Paper) -> None:
        if not getattr(field.data, "filename", ""):
            return
        try:
            photo_only = paper is Paper.PORTRAIT
            with field.data.stream as stream:  # a large one lies in a file of its own
                self.uploads[paper] = papers.read(stream, photo_only=photo_only)
        except Refusal as refusal:
            raise ValidationError(str(refusal.message)) from None

    def _require(self) -> None:
        """Note what the organiser requires and is not there."""
        for ask, names in FIELDS.items():
            for name in names if self.must(ask) else ():
                if name in MUST_BE_TOLD and not self._is_told(name):
                    self[name].errors = [*self[name].errors, _("The organiser needs this.")]

    def _is_told(self, name: str) -> bool:
        if name in set(Paper):
            return bool(self.kept(name) or name in self.uploads or self[name].errors)
        return bool(self[name].data)

    def _forgive_empty(self) -> None:
        for field in self:
            if field not in (self.name, self.email) and not field.data:
                field.errors = []

    def _require_own_addresses(self) -> None:
        """Each person needs an address of their own: their entry code is sent there."""
        seen = {(self.email.data or "").lower()}
        for row in self.rows:
            field = row.form.email
            address = (field.data or "").lower()
            if address and address in seen:
                field.errors = [_("Each person needs an e-mail of their own, for the entry code.")]
            seen.add(address)
        self._require_of_each()
        if any(row.errors for row in self.rows):
            self.crew.errors = [row.errors for row in self.crew]

    def _require_of_each(self) -> None:
        """Where the organiser wants something of each person, of the crew too."""
        required = {ask: names for ask, names in EACH.items() if self.must(ask)}
        for row in self.rows if not self.is_for_later else ():
            for field in (row.form[name] for name in particulars.names(required)):
                if not field.data and not field.errors:
                    field.errors = [_("The organiser needs this.")]


def _answers(application: Application) -> dict[str, Any]:
    """What an application said, as the fields of the form."""
    sender, outlet = application.sender, application.outlet
    people = [
        {
            name: getattr(each, name)
            for name in ("name", "email", "function", "card_number", "born_on")
        }
        | each.told
        for each in application.applicants[1:]
    ]
    told = {
        name: getattr(application, name)
        for name in ("attendance", "wants_pool", "equipment", "needs", "vehicle", "remarks")
    }
    own = ("name", "email", "phone", "function", "card_number", "card_until", "born_on")
    told |= application.told | sender.told
    told |= {name: getattr(sender, name) for name in own} | {"crew": people}
    if outlet:
        told |= {f"outlet_{name}": getattr(outlet, name) for name in OUTLET_FIELDS}
    return told
