"""What a subscriber is asked: an address, how often, in which language."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, RadioField, SelectChoice, SelectField

from eventsapp.core.texts import ENDONYMS
from eventsapp.digests.models import Frequency
from eventsapp.digests.services import Wish
from eventsapp.digests.wording import FREQUENCIES
from eventsapp.registration.forms import ADDRESS
from eventsapp.web.fields import line
from eventsapp.web.forms import Form
from eventsapp.web.traps import TrapForm


class WishForm(Form):
    """How often, in which language, and whether at once on the day itself."""

    frequency = RadioField(
        _l("How often"),
        choices=[SelectChoice(each.value, name) for each, name in FREQUENCIES.items()],
        default=Frequency.WEEKLY.value,
    )
    language = SelectField(
        _l("Language of the mails"),
        choices=[SelectChoice(code, name) for code, name in ENDONYMS.items()],
    )
    tells_at_once = BooleanField(
        _l("Tell me at once when an event changes on its day or the day before"), default=True
    )

    def wish(self) -> Wish:
        """The answers. Call only after the form has validated."""
        return Wish(self.language.data, Frequency(self.frequency.data), self.tells_at_once.data)


class SubscribeForm(WishForm, TrapForm):
    """The same from somebody new."""

    email = EmailField(_l("E-mail"), ADDRESS, filters=[line])
