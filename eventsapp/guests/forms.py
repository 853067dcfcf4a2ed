"""What asking a guest asks for, and what can be changed of one."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from eventsapp.accounts.forms import EmailAddressField
from eventsapp.accounts.wording import ROLES
from eventsapp.events.form_times import DayField
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role


class WorkForm(Form):
    """What a guest may do at the event, and until when."""

    role = SelectField(
        _l("Role"),
        choices=[
            SelectChoice(role.value, name) for role, name in ROLES.items() if role is not Role.OWNER
        ],
    )
    until = DayField(_l("Access until"), [Optional()])

    def __init__(self, *, today: date, **values: object) -> None:
        super().__init__(**values)
        self.today = today

    @property
    def chosen(self) -> Role:
        """The role. Call only after the form has validated."""
        return Role(self.role.data)

    def validate_until(self, field: DayField) -> None:
        """Access that is over already helps nobody: removing says so plainly."""
        if field.data and field.data < self.today:
            raise ValidationError(_l("Choose today or a later day."))


class GuestForm(WorkForm):
    """Whom to ask, and to do what."""

    email = EmailAddressField(_l("E-mail"))
