"""What is asked to pass a place on, to set how people are let in, and to answer those who asked."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField
from wtforms.validators import ValidationError

from eventsapp.registration.forms import ADDRESS, NAME
from eventsapp.registration.forms import LANGUAGES as LANGUAGE_CHOICES
from eventsapp.web.fields import LineField, RecordForm, line

LONGEST_WORDS = 1500


class TransferForm(RecordForm):
    """Who is to have the place."""

    name = LineField(_l("Full name"), NAME)
    email = EmailField(_l("E-mail"), ADDRESS, filters=[line])
    language = SelectField(_l("Language of the e-mails"), choices=LANGUAGE_CHOICES)

    def __init__(self, *, own_address: str | None) -> None:
        super().__init__()
        self.own_address = own_address

    def validate_email(self, field: EmailField) -> None:
        """Somebody else's address."""
        if field.data.lower() == self.own_address:
            raise ValidationError(_l("This is your own address. Enter that of your colleague."))

    def details(self) -> dict[str, Any]:
        """The answers, tidied. Call only after the form has validated."""
        return {
            "name": self.name.data,
            "email": self.email.data.lower(),
            "language": self.language.data,
        }
