"""What an owner says of an endpoint."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from eventsapp.web.fields import LineField
from eventsapp.web.forms import Form
from eventsapp.webhooks.wording import KINDS


class EndpointForm(Form):
    """Where to call, and of what to tell."""

    url = LineField(
        _l("Address of your system"),
        [DataRequired(_l("Write the address that is to be called.")), Length(max=1000)],
    )
    kinds = SelectMultipleField(
        _l("What it is notified about"),
        [InputRequired(_l("Choose at least one."))],
        choices=[SelectChoice(kind.value, words) for kind, words in KINDS.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
