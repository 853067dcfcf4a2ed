"""What the administrator says of another organisation."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import DataRequired, Email, Length

from eventsapp.core.texts import ENDONYMS
from eventsapp.web.fields import LineField
from eventsapp.web.forms import Form
from eventsapp.web.zones import ZoneField


class HouseForm(Form):
    """The organisation and who owns it."""

    name = LineField(
        _l("Organisation"),
        [DataRequired(_l("Enter the name of the organisation.")), Length(max=200)],
    )
    owner = LineField(
        _l("E-mail of its first owner"),
        [
            DataRequired(_l("Enter an e-mail like name@example.org.")),
            Length(max=254),
            Email(_l("Enter an e-mail like name@example.org."), allow_smtputf8=False),
        ],
    )
    language = SelectField(_l("Language"), choices=ENDONYMS)
    timezone = ZoneField(_l("Time zone"))
