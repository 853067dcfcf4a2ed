"""The base of every form: our five languages for built-in messages, and a key against doubles."""

import secrets
from typing import Any

import flask_babel
from flask_wtf import FlaskForm
from wtforms import HiddenField

from eventsapp.web import locale


class _CatalogueMessages:
    """WTForms' own messages, looked up in our catalogues (see `builtin_messages`)."""

    def gettext(self, text: str) -> str:
        return str(flask_babel.get_translations().ugettext(text))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return str(flask_babel.get_translations().ungettext(singular, plural, number))


class Form(FlaskForm):
    """A form whose built-in messages come in the page's language."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> _CatalogueMessages:
            """Our catalogues, whatever language they are in."""
            return _CatalogueMessages()

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether it was sent, to be taken, and all is well with it."""
        return not locale.is_switching() and super().validate_on_submit(extra_validators)


class Row(Form):
    """One row of a list inside a form; the form itself carries the token."""

    class Meta(Form.Meta):
        csrf = False


def make_form_key() -> str:
    """A key for one filling of a public form."""
    return secrets.token_urlsafe(16)


class OnceForm(Form):
    """A public form that carries a one-time key: sent twice, it counts once."""

    form_key = HiddenField(default=make_form_key)
