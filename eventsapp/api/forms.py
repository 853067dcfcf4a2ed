"""What an owner says of a program that is to work for the organisation."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from eventsapp.api.models import Scope
from eventsapp.web.fields import LineField
from eventsapp.web.forms import Form

LASTS = {30: _l("30 days"), 90: _l("90 days"), 365: _l("1 year")}  # days
MEANINGS = {
    Scope.EVENTS_READ: _l("Read events and programmes, drafts too"),
    Scope.EVENTS_WRITE: _l("Make, change, publish and cancel events"),
    Scope.DIRECTORY_READ: _l("Read venues, organisations and contacts"),
    Scope.REGISTRATIONS_READ: _l("Read who is registered, with addresses"),
    Scope.REGISTRATIONS_WRITE: _l("Register people and cancel registrations"),
    Scope.ACCREDITATIONS_READ: _l("Read which journalists have applied, with addresses"),
    Scope.CHECKINS_READ: _l("Read who has come in at the door"),
    Scope.MESSAGES_READ: _l("Read which messages went to whom"),
}


class TokenForm(Form):
    """The name of the program, what it may do, and for how long."""

    name = LineField(
        _l("Name of the program"),
        [DataRequired(_l("Write which program will use it.")), Length(max=100)],
    )
    scopes = SelectMultipleField(
        _l("What the program may do"),
        [InputRequired(_l("Choose at least one."))],
        choices=[SelectChoice(scope.value, words) for scope, words in MEANINGS.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    lasts = SelectField(
        _l("How long the token works"),
        choices=[SelectChoice(days, words) for days, words in LASTS.items()],
        coerce=int,
        default=90,
    )

    def details(self) -> dict[str, Any]:
        """The answers, as `services.make_token` takes them."""
        return {
            "name": self.name.data,
            "scopes": [Scope(value) for value in self.scopes.data],
            "lasts": timedelta(days=self.lasts.data),
        }
