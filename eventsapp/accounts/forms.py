"""What signing in, setting up and the profile ask for."""

import hmac
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length, ValidationError

from eventsapp.accounts import passwords
from eventsapp.accounts.models import User
from eventsapp.accounts.services import Founding, setup_code
from eventsapp.core.texts import ENDONYMS
from eventsapp.web.fields import LineField
from eventsapp.web.forms import Form
from eventsapp.web.zones import ZoneField

LONGEST_CREDENTIAL = 20_000  # letters of JSON

ADDRESS = (
    InputRequired(_l("Enter an e-mail like name@example.org.")),
    Length(max=254),
    Email(_l("Enter an e-mail like name@example.org."), allow_smtputf8=False),
)


class NewPassword:
    """Validator: long enough, short enough, and not the person's own address or name."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse what is too easily guessed."""
        password = field.data or ""
        if len(password) < passwords.SHORTEST:
            raise ValidationError(_("Use at least %(least)s characters.", least=passwords.SHORTEST))
        if len(password) > passwords.LONGEST:
            raise ValidationError(_("Enter at most %(most)s characters.", most=passwords.LONGEST))
        if len(set(password)) < 4 or password.strip().lower() in self._personal(form):
            raise ValidationError(_("Choose a password that is harder to guess."))

    def _personal(self, form: Any) -> set[str]:
        given = [form[name].data for name in ("email", "name", "organisation") if name in form]
        return {value.lower() for value in (*given, *getattr(form, "known", ())) if value}


class EmailAddressField(EmailField):
    """An e-mail address, stored in small letters."""

    def __init__(self, label: Any, **options: Any) -> None:
        tidy = [lambda text: (text or "").strip().lower()]
        super().__init__(label, ADDRESS, filters=tidy, **options)


class SignInForm(Form):
    """E-mail and password."""

    email = EmailAddressField(_l("E-mail"))
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Enter your password.")), Length(max=passwords.LONGEST)],
    )
    remember = BooleanField(_l("Keep me signed in for two weeks"))


class CodeForm(Form):
    """A code of the authenticator app, or one on paper."""

    code = StringField(_l("Code"), [InputRequired(_l("Enter the code.")), Length(max=40)])


class PasskeyNameForm(Form):
    """By which name somebody knows a passkey."""

    name = LineField(
        _l("Name of the passkey"),
        [DataRequired(_l("Write which device it is on.")), Length(max=80)],
    )


class PasskeyForm(PasskeyNameForm):
    """A new passkey: its name, and what the device has made."""

    credential = HiddenField(validators=[Length(max=LONGEST_CREDENTIAL)])


class PasskeyAnswerForm(Form):
    """What a device has signed."""

    credential = HiddenField(validators=[InputRequired(), Length(max=LONGEST_CREDENTIAL)])
    remember = BooleanField()


class ResetForm(Form):
    """Where to send the link."""

    email = EmailAddressField(_l("E-mail"))


class PasswordForm(Form):
    """A new password of somebody whose address and name we know."""

    password = PasswordField(_l("New password"), [NewPassword()])

    def __init__(self, user: User, **options: Any) -> None:
        super().__init__(**options)
        self.known = (user.email, user.name)


class SetupForm(Form):
    """The first start: who runs this installation."""

    code = StringField(_l("Code"), [InputRequired(_l("Enter the code.")), Length(max=40)])
    language = SelectField(_l("Language"), choices=ENDONYMS)
    timezone = ZoneField(_l("Time zone"))
    organisation = LineField(
        _l("Organisation"),
        [DataRequired(_l("Enter the name of your organisation.")), Length(max=200)],
    )
    name = LineField(
        _l("Your full name"), [DataRequired(_l("Enter your full name.")), Length(max=200)]
    )
    email = EmailAddressField(_l("Your e-mail"))
    password = PasswordField(_l("Password"), [NewPassword()])

    def validate_code(self, field: Any) -> None:
        """Only who sees the console may set up."""
        given = "".join(letter for letter in field.data.upper() if letter.isalnum())
        if not hmac.compare_digest(given.encode(), setup_code().encode()):
            raise ValidationError(_("This is not the code that stands on the console."))

    def founding(self) -> Founding:
        """The answers. Call only after the form has validated."""
        return Founding(
            organisation=self.organisation.data,
            name=self.name.data,
            email=self.email.data,
            password=self.password.data,
            language=self.language.data,
            timezone=self.timezone.data,
        )


class ProfileForm(Form):
    """What a person may change about themselves."""

    name = LineField(
        _l("Your full name"), [DataRequired(_l("Enter your full name.")), Length(max=200)]
    )
    language = SelectField(_l("Language of the interface"), choices=ENDONYMS)


class PresentPasswordForm(Form):
    """The present password, before something is made less safe."""

    present = PasswordField(
        _l("Present password"),
        [InputRequired(_l("Enter your present password.")), Length(max=passwords.LONGEST)],
    )

    def __init__(self, user: User, **options: Any) -> None:
        super().__init__(**options)
        self.user = user

    def validate_present(self, field: Any) -> None:
        """Whoever sits down at an open screen may not take the account."""
        if not passwords.matches(field.data, self.user.password_hash):
            raise ValidationError(_("This is not your present password."))


class AddressForm(PresentPasswordForm):
    """Another address to sign in with, by somebody who knows the password."""

    email = EmailAddressField(_l("New e-mail address"))


class PasswordChangeForm(PresentPasswordForm):
    """A new password, by somebody who knows the present one."""

    password = PasswordField(_l("New password"), [NewPassword()])

    def __init__(self, user: User, **options: Any) -> None:
        super().__init__(user, **options)
        self.known = (user.email, user.name)
