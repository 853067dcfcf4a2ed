"""What a reader of our mails is asked on the page behind their footers."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsapp.core.texts import ENDONYMS
from eventsapp.digests.models import Frequency, Subscription
from eventsapp.digests.wording import FREQUENCIES, describe
from eventsapp.mail.models import Preference
from eventsapp.mail.preferences import TO_READERS, TO_TEAM, Kind
from eventsapp.preferences.services import Choice
from eventsapp.web.forms import Form
from eventsapp.web.locale import current_language

NEVER = "never"


class PreferenceForm(Form):
    """Which kinds, which language, a pause. The token of the address stands for the form's own."""

    class Meta(Form.Meta):
        """No session is needed to answer."""

        csrf = False

    kinds = SelectMultipleField(
        _l("What we may send you, about every event"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    language = SelectField(
        _l("Language of the mails"),
        choices=[SelectChoice(code, name) for code, name in ENDONYMS.items()],
    )
    paused_until = DateField(_l("Paused until"), validators=[Optional()])

    followed: Sequence[Subscription] = ()
    offered = TO_READERS

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.kinds.choices = [SelectChoice(kind, name) for kind, name in self.offered.items()]

    @property
    def digests(self) -> list[tuple[Field, Subscription]]:
        """The question about each digest, and which it is."""
        return [(self[_name(each)], each) for each in self.followed]

    def choice(self) -> Choice:
        """The answers. Call only after the form has validated."""
        day: date | None = self.paused_until.data
        return Choice(
            offered=self.offered,
            wanted=self.kinds.data or [],
            paused_until=datetime.combine(day, time(), UTC) if day else None,
            language=self.language.data if "language" in self else None,
            digests={each: _frequency(field.data) for field, each in self.digests},
        )


class TeamForm(PreferenceForm):
    """The same for an organiser, to whom we write in the language of the account."""

    language = None
    offered = TO_TEAM


def form_for(subscriptions: Sequence[Subscription], *, is_to_team: bool) -> type[PreferenceForm]:
    """The form of one reader, with a question for each digest that comes to them."""
    questions: dict[str, Any] = {_name(each): _question(each) for each in subscriptions}
    base = TeamForm if is_to_team else PreferenceForm
    return type("OwnForm", (base,), questions | {"followed": subscriptions})


def showing(
    form: type[PreferenceForm], preference: Preference | None, *, language: str
) -> PreferenceForm:
    """The form with what has been chosen so far."""
    declined = preference.declined if preference else []
    until = preference.paused_until if preference else None
    kinds = [kind for kind in Kind if kind not in declined]
    given = {"kinds": kinds, "language": language, "paused_until": until and until.date()}
    return form(formdata=None, data=given)


def _question(subscription: Subscription) -> Any:
    often = [SelectChoice(each.value, name) for each, name in FREQUENCIES.items()]
    return SelectField(
        describe(subscription.filter, current_language()),
        choices=[*often, SelectChoice(NEVER, _("No mails"))],
        default=subscription.frequency.value if subscription.is_active else NEVER,
    )


def _name(subscription: Subscription) -> str:
    return f"digest_{subscription.id}"


def _frequency(answer: str) -> Frequency | None:
    return None if answer == NEVER else Frequency(answer)
