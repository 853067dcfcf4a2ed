"""What we ask a person who registers, changes something, or has lost the link."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    FieldList,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import (
    DataRequired,
    Email,
    InputRequired,
    Length,
    Optional,
    ValidationError,
)
from wtforms.widgets import CheckboxInput

from eventsapp.contacts import phones
from eventsapp.core.texts import ENDONYMS
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.questions.asking import AskingForm
from eventsapp.registration import seats
from eventsapp.registration.details import AttendeeDetails, Wishes, make_key
from eventsapp.registration.models import Registration
from eventsapp.registration.refusals import UnknownWay
from eventsapp.registration.seats import Places
from eventsapp.registration.wording import needs
from eventsapp.web.fields import LineField, PhoneField, RecordForm, line
from eventsapp.web.forms import Form, OnceForm
from eventsapp.web.locale import current_language
from eventsapp.web.traps import TrapForm

MOST_COMPANIONS = 9
LANGUAGES = [SelectChoice(code, name) for code, name in ENDONYMS.items()]
NAME = (DataRequired(_l("Enter your full name.")), Length(max=200))
ADDRESS = (
    InputRequired(_l("Enter an e-mail like name@example.org.")),
    Length(max=254),
    Email(_l("Enter an e-mail like name@example.org."), allow_smtputf8=False),
)


class PersonForm(RecordForm, AskingForm):
    """What is asked of everybody: a phone, the way of taking part, questions, who comes along."""

    name = LineField(_l("Full name"), NAME)
    phone = PhoneField(_l("Phone"))
    category_id = RadioField(
        _l("How will you take part?"),
        [InputRequired(_l("Choose how you will take part."))],
        coerce=int,
        validate_choice=False,
    )
    beside = SelectMultipleField(
        _l("Also take part in"),
        [Optional()],
        coerce=int,
        choices=[],
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    access_code = LineField(_l("Code"), [Optional(), Length(max=40)])
    organisation_name = LineField(_l("Organisation"), [Optional(), Length(max=200)])
    wants_reminders = BooleanField(_l("Remind me before the event"), default=True)
    people = FieldList(
        LineField(_l("Full name of the person"), [Length(max=200)]), max_entries=MOST_COMPANIONS
    )

    event: Event
    offered: list[Category]

    @property
    def asks_code(self) -> bool:
        """Whether one of the ways needs one."""
        return any(each.code for each in self.offered)

    @property
    def asks_organisation(self) -> bool:
        """Whether one of the ways takes a limited number from each."""
        return any(each.organisation_limit is not None for each in self.offered)

    @property
    def way_notes(self) -> dict[int, str]:
        """What each way asks of those who choose it, by its number."""
        return {each.id: needs(each) for each in self.offered}

    def offer(self, event: Event, ways: Iterable[Category]) -> None:
        """Offer these ways of taking part; the first is chosen until another one is."""
        self.event, self.offered = event, list(ways)
        language = current_language()
        choices = [SelectChoice(each.id, way(each, language)) for each in self.offered]
        self.category_id.choices = choices
        if self.category_id.data is None and not self.is_submitted():
            self.category_id.data = choices[0].value if choices else None

    def offer_beside(self, ways: Iterable[tuple[int, str]]) -> None:
        """Offer these ways into events beside this one."""
        self.beside.choices = [SelectChoice(number, label) for number, label in ways]

    def validate_beside(self, field: SelectMultipleField) -> None:
        """Refuse one that is not offered, or no longer: its last place may just have gone."""
        if not set(field.data or ()) <= {choice.value for choice in field.choices}:
            field.data = []
            raise ValidationError(_("One of these takes nobody more. Choose again."))

    def validate_category_id(self, field: RadioField) -> None:
        """Refuse a way that is not offered, or no longer: its last place may just have gone."""
        if field.data not in [choice.value for choice in field.choices]:
            raise ValidationError(UnknownWay.message)

    def common(self) -> dict[str, Any]:
        """The answers that every form of a person gives."""
        return {
            "name": self.name.data,
            "category_id": self.category_id.data,
            "phone": self.phone.data or "",
            "phone_e164": dialled(self.phone.data, self.event),
            "access_code": self.access_code.data or "",
            "organisation_name": self.organisation_name.data or "",
            "wants_reminders": self.wants_reminders.data,
        }


class RegistrationForm(PersonForm, TrapForm):
    """The public form: two answers are needed, the rest is there for those who want it."""

    email = EmailField(_l("E-mail"), ADDRESS, filters=[line])

    @property
    def key(self) -> str | None:
        """Of this filling of the form, valid or not."""
        return make_key(self.form_key.data, _small(self.email.data))

    def details(self) -> AttendeeDetails:
        """The answers, tidied. Call only after the form has validated."""
        return AttendeeDetails(
            email=_small(self.email.data),
            language=current_language(),
            companions=tuple(name for name in self.people.data if name),
            form_key=self.form_key.data,
            **self.common(),
        )


class WishesForm(PersonForm):
    """What a registered person may change; a name taken out gives that person's place back."""

    def wishes(self, registration: Registration) -> Wishes:
        """The answers, tidied. Call only after the form has validated."""
        told = self.common()
        if not self.asks_organisation:
            told["organisation_name"] = registration.organisation_name
        return Wishes(companions=tuple(self.people.data), **told)


class GuestForm(PersonForm, OnceForm):
    """A registration that an organiser writes down for somebody; no question has to be answered."""

    insists = False
    email = EmailField(_l("E-mail"), ADDRESS, filters=[line])
    language = SelectField(_l("Language of the e-mails"), choices=LANGUAGES)

    def details(self) -> AttendeeDetails:
        """The answers, tidied. Call only after the form has validated."""
        return AttendeeDetails(
            email=_small(self.email.data),
            language=self.language.data,
            form_key=self.form_key.data,
            **self.common(),
        )


class AddressForm(Form):
    """One address: to get a lost link, or to correct a wrong one."""

    email = EmailField(_l("E-mail"), ADDRESS, filters=[line])

    @property
    def address(self) -> str:
        """The address, as it is stored."""
        return _small(self.email.data)


def ways_in(event: Event, places: Places, now: datetime) -> list[Category]:
    """The categories that somebody can choose at this moment: open, with a place left or a line."""
    return [
        each
        for each in seats.accepting(event, now)
        if each.has_waiting_list or places.by_category[each.id].has_room()
    ]


def notes_on(ways: Iterable[Category], places: Places) -> dict[int, str]:
    """What somebody should know before choosing a way, by its number."""
    return {
        each.id: " ".join(filter(None, (_entry_note(each, places), needs(each)))) for each in ways
    }


def _entry_note(category: Category, places: Places) -> str:
    if not places.by_category[category.id].has_room():
        return str(_l("All places are taken. You join the waiting list."))
    if category.needs_approval:
        return str(_l("The organiser decides. A request does not hold a place yet."))
    return ""


def dialled(written: str | None, event: Event) -> str | None:
    """The number in E.164, read as it is written where the event is; None if unreadable."""
    return phones.read(written, phones.country_of(event.timezone)) if written else None


def _small(address: str | None) -> str:
    return (address or "").strip().lower()
