"""What inviting, joining and changing a role ask for."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from eventsapp.accounts.forms import EmailAddressField, NewPassword
from eventsapp.accounts.team import Newcomer
from eventsapp.accounts.wording import ROLES
from eventsapp.core.texts import ENDONYMS
from eventsapp.web.fields import LineField
from eventsapp.web.forms import Form
from eventsapp.web.guard import Role


class RoleForm(Form):
    """What somebody may do."""

    role = SelectField(
        _l("Role"), choices=[SelectChoice(role.value, name) for role, name in ROLES.items()]
    )

    @property
    def chosen(self) -> Role:
        """The answer. Call only after the form has validated."""
        return Role(self.role.data)


class InviteForm(RoleForm):
    """Whom to ask to join, and as what."""

    email = EmailAddressField(_l("E-mail"))


class JoinForm(Form):
    """What somebody without an account tells when they join."""

    name = LineField(
        _l("Your full name"), [DataRequired(_l("Enter your full name.")), Length(max=200)]
    )
    language = SelectField(_l("Language of the interface"), choices=ENDONYMS)
    password = PasswordField(_l("Password"), [NewPassword()])

    def __init__(self, email: str, **options: object) -> None:
        super().__init__(**options)
        self.known = (email,)

    def newcomer(self) -> Newcomer:
        """The answers. Call only after the form has validated."""
        return Newcomer(
            name=self.name.data, password=self.password.data or "", language=self.language.data
        )
