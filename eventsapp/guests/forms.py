"""What asking a guest asks for."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from eventsapp.accounts.forms import EmailAddressField
from eventsapp.accounts.wording import ROLES
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role


class GuestForm(Form):
    """Whom to ask, and what they may do at the event."""

    email = EmailAddressField(_l("E-mail"))
    role = SelectField(
        _l("Role"),
        choices=[
            SelectChoice(role.value, name) for role, name in ROLES.items() if role is not Role.OWNER
        ],
    )

    @property
    def chosen(self) -> Role:
        """The role. Call only after the form has validated."""
        return Role(self.role.data)
