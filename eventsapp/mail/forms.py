"""What a reader of our mails is asked on the page behind their footers."""

from datetime import UTC, date, datetime, time

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectChoice, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsapp.mail.models import Preference
from eventsapp.mail.preferences import NAMES, Kind
from eventsapp.web.forms import Form


class PreferenceForm(Form):
    """Which kinds, and a pause. The token of the address stands for the form's own."""

    class Meta(Form.Meta):
        """No session is needed to answer."""

        csrf = False

    kinds = SelectMultipleField(
        _l("What we may send you, about every event"),
        choices=[SelectChoice(kind.value, name) for kind, name in NAMES.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    paused_until = DateField(_l("Paused until"), validators=[Optional()])

    @classmethod
    def showing(cls, preference: Preference | None) -> "PreferenceForm":
        """The form with what has been chosen so far."""
        declined = preference.declined if preference else []
        until = preference.paused_until if preference else None
        kinds = [kind.value for kind in Kind if kind.value not in declined]
        return cls(formdata=None, kinds=kinds, paused_until=until and until.date())

    @property
    def pause(self) -> datetime | None:
        """When a pause ends, if there is to be one. Call only after the form has validated."""
        day: date | None = self.paused_until.data
        return datetime.combine(day, time(), UTC) if day else None
