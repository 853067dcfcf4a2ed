"""Rows of the Details form: organisations with roles, press contacts, registration categories."""

import re
from collections.abc import Mapping
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.validators import Length, Optional, ValidationError

from eventsapp.events.category_models import Mode
from eventsapp.events.details import Answerer, Body, Seats
from eventsapp.events.form_parts import MOST_PEOPLE, CountField
from eventsapp.events.form_times import MomentField
from eventsapp.events.models import OrganisationRole
from eventsapp.events.ways import MODES
from eventsapp.web.fields import LineField, ParagraphsField, TextsField
from eventsapp.web.forms import Row
from eventsapp.web.numbers import hidden_number

ROLES = {
    OrganisationRole.ORGANISER: _l("Organiser"),
    OrganisationRole.IMPLEMENTER: _l("Implementer"),
    OrganisationRole.PARTNER: _l("Partner"),
    OrganisationRole.FUNDER: _l("Funder"),
    OrganisationRole.SUPPORTER: _l("With the support of"),
    OrganisationRole.HOST: _l("Host"),
    OrganisationRole.PATRON: _l("Patron"),
}
SEVERAL = {
    OrganisationRole.ORGANISER: _l("Organisers"),
    OrganisationRole.IMPLEMENTER: _l("Implementers"),
    OrganisationRole.PARTNER: _l("Partners"),
    OrganisationRole.FUNDER: _l("Funders"),
    OrganisationRole.HOST: _l("Hosts"),
}  # what is said otherwise of more than one
_ALLOWED = re.compile(r"([^@\s]+@|@)?[\w-]+(\.[\w-]+)+")
_SEPARATOR = re.compile(r"[;,\n]")


def called(
    role: OrganisationRole,
    number: int,
    one: Mapping[OrganisationRole, object] = ROLES,
    several: Mapping[OrganisationRole, object] = SEVERAL,
) -> str:
    """What so many bodies in a role are called, in the reader's language."""
    return str(several.get(role, one[role]) if number > 1 else one[role])


class BodyRow(Row):
    """An organisation and what it does."""

    role = SelectField(
        _l("Role"), choices=[Choice(role.value, name) for role, name in ROLES.items()]
    )
    organisation = SelectField(_l("Organisation"), [Optional()])
    name = LineField(_l("or a new one"), [Optional(), Length(max=300)])

    def details(self) -> Body | None:
        """The answer; None for a row that was left empty."""
        chosen, role = self.organisation.data, OrganisationRole(self.role.data)
        if chosen:
            return Body(role=role, organisation_id=int(chosen))
        return Body(role=role, name=self.name.data) if self.name.data else None


class AnswererRow(Row):
    """A contact who answers the press, or a new one."""

    contact = SelectField(_l("Contact"), [Optional()])
    name = LineField(_l("or a new one: name"), [Optional(), Length(max=200)])
    phones = LineField(_l("Phones"), [Optional(), Length(max=200)])
    emails = LineField(_l("E-mail addresses"), [Optional(), Length(max=500)])

    def validate_phones(self, field: Any) -> None:
        """As many as wanted, each short enough to be a phone number."""
        if any(len(number) > 60 or not re.search(r"\d{3}", number) for number in _split(field)):
            raise ValidationError(
                _("Enter phone numbers like +996 500 000 000, with commas between them.")
            )

    def validate_emails(self, field: Any) -> None:
        """As many as wanted, each one that mail can be sent to."""
        for address in _split(field):
            try:
                validate_email(address, check_deliverability=False, allow_smtputf8=False)
            except EmailNotValidError:
                raise ValidationError(
                    _("Enter e-mail addresses like name@example.org, with commas between them.")
                ) from None

    def details(self) -> Answerer | None:
        """The answer; None for a row that was left empty."""
        if self.contact.data:
            return Answerer(contact_id=int(self.contact.data))
        typed = Answerer(
            name=self.name.data or "", phones=_split(self.phones), emails=_split(self.emails)
        )
        return typed if typed != Answerer() else None


class SeatsRow(Row):
    """One category of registration."""

    id = HiddenField()
    mode = SelectField(
        _l("Way"), choices=[Choice(mode.value, name) for mode, name in MODES.items()]
    )
    names = TextsField(_l("Name of the category"), [Optional()], longest=120)
    capacity = CountField(
        _l("Places"),
        least=0,
        most=MOST_PEOPLE,
        words=_l("Enter a number of places, 0 or more."),
    )
    opens = MomentField(_l("Registration opens"))
    closes = MomentField(_l("Registration closes"))
    is_open = BooleanField(_l("Registration is open"), default=True)
    code = LineField(_l("Code"), [Optional(), Length(max=40)])
    by_invitation = BooleanField(_l("By invitation only"))
    allowed = ParagraphsField(_l("Only for these addresses"), [Optional(), Length(max=5000)])
    organisation_limit = CountField(
        _l("Most people of one organisation"),
        least=1,
        most=MOST_PEOPLE,
        words=_l("Enter a number of people, 1 or more."),
    )

    def validate_allowed(self, field: Any) -> None:
        """Each a domain, or the address of one person."""
        for entry in _split(field):
            if not _ALLOWED.fullmatch(entry):
                raise ValidationError(
                    _("Enter domains like example.org or addresses like name@example.org.")
                )

    def validate_closes(self, field: Any) -> None:
        """After the opening."""
        if self.opens.data and field.data and field.data <= self.opens.data:
            raise ValidationError(_("Registration must close after it opens."))

    def details(self) -> Seats:
        """The answer."""
        return Seats(
            id=hidden_number(self.id.data),
            mode=Mode(self.mode.data),
            names=dict(self.names.data),
            capacity=self.capacity.data,
            opens=self.opens.data,
            closes=self.closes.data,
            is_open=self.is_open.data,
            code=self.code.data or "",
            by_invitation=self.by_invitation.data,
            allowed=tuple(entry.lower().removeprefix("@") for entry in _split(self.allowed)),
            organisation_limit=self.organisation_limit.data,
        )


def _split(field: Any) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SEPARATOR.split(field.data or "") if part.strip())
