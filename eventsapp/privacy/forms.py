"""What the privacy page asks for: how long things are kept, and about whom somebody asks."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from eventsapp.accounts.forms import EmailAddressField
from eventsapp.web.forms import Form


class KeepingForm(Form):
    """For how many days."""

    retention_days = IntegerField(
        _l("Personal data, days after an event"), [InputRequired(), NumberRange(1, 3650)]
    )
    audit_days = IntegerField(_l("The log, days"), [InputRequired(), NumberRange(30, 3650)])


class PersonForm(Form):
    """Whose data."""

    email = EmailAddressField(_l("E-mail of the person"))
