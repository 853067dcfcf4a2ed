"""What the interface takes and gives of people at an event: registered, accredited, checked in."""

from typing import Any

import marshmallow as ma
from email_validator import EmailNotValidError, validate_email
from marshmallow import ValidationError, validate

from eventsapp.accreditation.kinds import Function
from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.api.fields import (
    Answer,
    Line,
    choice,
    number,
    texts,
)
from eventsapp.api.schemas import PageQuery
from eventsapp.core.texts import LANGUAGES
from eventsapp.questions.models import Kind
from eventsapp.registration.models import Status
from eventsapp.web.numbers import LARGEST


class Registration(ma.Schema):
    """One person's place at an event."""

    id = ma.fields.Integer(dump_only=True)
    status = choice(Status, dump_only=True)
    code = ma.fields.String(dump_only=True, metadata={"description": "Read out at the door."})
    registered_at = ma.fields.AwareDateTime(dump_only=True)
    cancelled_at = ma.fields.AwareDateTime(dump_only=True, allow_none=True)
    lead_id = ma.fields.Integer(
        dump_only=True, allow_none=True, attribute="party_id",
        metadata={"description": "Of the registration this person comes along with."},
    )  # fmt: skip
    name = Line(200, required=True)
    email = ma.fields.Email(required=True, allow_none=True)
    category_id = number(required=True)
    language = ma.fields.String(load_default="en", validate=validate.OneOf(LANGUAGES))
    phone = Line(60)
    organisation_name = Line(200)
    wants_reminders = ma.fields.Boolean()
    companions = ma.fields.List(
        Line(200), load_only=True, validate=validate.Length(max=20),
        metadata={"description": "Names of those who come along."},
    )  # fmt: skip

    answers = ma.fields.Dict(
        keys=ma.fields.Integer(), values=Answer(), load_only=True,
        metadata={"description": "By the id of the question, as `/events/{event_id}/questions` lists them."},
    )  # fmt: skip

    @ma.validates("name")
    def check_name(self, value: str, **_options: Any) -> None:
        """Refuse one that is empty once it is tidied."""
        if not value:
            raise ValidationError("Write a name.")

    @ma.validates("email")
    def check_email(self, value: str | None, **_options: Any) -> None:
        """Refuse what the form would refuse too."""
        try:
            validate_email(value or "", check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError as error:
            raise ValidationError(str(error)) from None


class AccreditationQuery(PageQuery):
    """Which journalists."""

    status = ma.fields.Enum(Standing, by_value=True, validate=validate.NoneOf([Standing.DRAFT]))


class Accreditation(ma.Schema):
    """One journalist's application for an event, and where it stands."""

    id = ma.fields.Integer()
    status = choice(Standing)
    status_at = ma.fields.AwareDateTime(metadata={"description": "Since when it stands there."})
    name = ma.fields.String()
    email = ma.fields.String(allow_none=True)
    outlet = ma.fields.String(attribute="outlet_name")
    function = choice(Function)
    registration_id = ma.fields.Integer(allow_none=True)


class CheckinQuery(PageQuery):
    """Which entries."""

    event_id = ma.fields.Integer(validate=validate.Range(1, LARGEST))
    entered_from = ma.fields.AwareDateTime(format="iso")
    entered_to = ma.fields.AwareDateTime(format="iso", metadata={"description": "Not included."})


class Checkin(ma.Schema):
    """One person's stay at one event, from an entry to an exit."""

    id = ma.fields.Integer()
    event_id = ma.fields.Integer()
    registration_id = ma.fields.Integer()
    door = ma.fields.String(attribute="door.name", allow_none=True, dump_default=None)
    entered_at = ma.fields.AwareDateTime(metadata={"description": "By the clock of the device."})
    left_at = ma.fields.AwareDateTime(allow_none=True)
    undone_at = ma.fields.AwareDateTime(
        allow_none=True, metadata={"description": "When the entry was taken back."}
    )


class Option(ma.Schema):
    """One answer to choose."""

    key = ma.fields.String()
    labels = texts(200)


class Question(ma.Schema):
    """One question on the form of an event."""

    id = ma.fields.Integer()
    kind = choice(Kind)
    labels = texts(500)
    hints = texts(500)
    is_required = ma.fields.Boolean()
    options = ma.fields.List(ma.fields.Nested(Option), attribute="wording.options")
    category_ids = ma.fields.List(
        ma.fields.Integer(), metadata={"description": "Who is asked; empty: everybody."}
    )
    depends_on_id = ma.fields.Integer(
        allow_none=True, metadata={"description": "Asked only after an answer to this question,"}
    )
    depends_value = ma.fields.String(metadata={"description": "which is this one."})


class RegistrationQuery(PageQuery):
    """Which registrations."""

    status = choice(Status)
