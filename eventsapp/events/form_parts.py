"""Parts of the Details form: texts, place, readers (times are in `form_times`). `forms.DetailsForm` joins them."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    URLField,
)
from wtforms import SelectChoice as Choice
from wtforms.validators import URL, Length, Optional
from wtforms.widgets import CheckboxInput

from eventsapp.core.texts import ENDONYMS, LANGUAGES
from eventsapp.events.kinds import KINDS
from eventsapp.events.models import Visibility
from eventsapp.web.fields import LineField, TextsField
from eventsapp.web.zones import FAR, NEAR

MOST_PEOPLE = 1_000_000
WEB = URL(require_tld=False, message=_l("Enter a web address that begins with https://."))


class CountField(IntegerField):
    """A whole number within limits, or nothing; one sentence says what to enter."""

    data: int | None

    def __init__(self, label: Any, *, least: int, most: int, words: Any, **options: Any) -> None:
        super().__init__(label, [Optional()], **options)
        self.least, self.most, self.words = least, most, words

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        text = (valuelist or [""])[0].strip()
        number = int(text) if re.fullmatch(r"-?\d{1,9}", text) else None
        if text and (number is None or not self.least <= number <= self.most):
            raise ValueError(str(self.words))
        self.data = number


class TextsPart:
    """What kind of event it is and what it is called, in five languages."""

    type = SelectField(_l("Type"))
    type_names = TextsField(_l("Full name of the type"), [Optional()], longest=300)
    original_language = SelectField(
        _l("Original language"), choices=[Choice(code, ENDONYMS[code]) for code in LANGUAGES]
    )
    titles = TextsField(_l("Title"), longest=300)
    summaries = TextsField(_l("Summary"), [Optional()], longest=600, multiline=True)
    descriptions = TextsField(_l("Description"), [Optional()], longest=20_000, multiline=True)
    funding_lines = TextsField(_l("Funding line"), [Optional()], longest=600)


class PlacePart:
    """Where it takes place, in a room, online or both."""

    city = SelectField(_l("City"), [Optional()])
    place = SelectField(_l("Venue and room"), [Optional()])
    place_notes = TextsField(_l("Note on the place"), [Optional()], longest=300)
    online_url = URLField(_l("Online link"), [Optional(), Length(max=1000), WEB])
    online_is_public = BooleanField(_l("Everybody may see the link (a public stream)"))


VISIBILITIES = {
    Visibility.PUBLIC: _l("Public"),
    Visibility.UNLISTED: _l("Only with the address"),
    Visibility.PRIVATE: _l("Only the team"),
}


class ReadersPart:
    """Who finds it, who may come, and what it belongs to."""

    visibility = RadioField(
        _l("Visibility"),
        choices=[Choice(key.value, name) for key, name in VISIBILITIES.items()],
        default=Visibility.PUBLIC.value,
    )
    open_to_press = BooleanField(_l("Open to the press"), default=True)
    working_languages = SelectMultipleField(
        _l("Working languages"),
        [Optional()],
        choices=[Choice(code, ENDONYMS[code]) for code in LANGUAGES],
        option_widget=CheckboxInput(),
    )
    interpretation = SelectMultipleField(
        _l("Interpretation into"),
        [Optional()],
        choices=[Choice(code, ENDONYMS[code]) for code in LANGUAGES],
        option_widget=CheckboxInput(),
    )
    capacity = CountField(
        _l("Places in all"),
        least=1,
        most=MOST_PEOPLE,
        words=_l("Enter a number of people, 1 or more."),
    )
    retention_days = CountField(
        _l("Days until registrations are erased"),
        least=1,
        most=3650,
        words=_l("Enter a number of days from 1 to 3650."),
    )
    parent = SelectField(_l("Part of"), [Optional()])
    source_url = URLField(_l("Source"), [Optional(), Length(max=1000), WEB])
    slug = LineField(_l("Address of the page"), [Optional(), Length(max=80)])


def type_choices() -> list[Choice]:
    """Every type by its name."""
    return [Choice(type_.value, kind.name) for type_, kind in KINDS.items()]


def zone_choices(stored: str) -> list[Choice]:
    """Every zone, those of our countries first; `stored` stays on offer whatever it is."""
    own = [stored] if stored and stored not in {*NEAR, *FAR, "UTC"} else []
    return [
        Choice("", _("As at the place")),
        *(Choice(zone, optgroup=_("Central Asia and Turkey")) for zone in NEAR),
        *(Choice(zone, optgroup=_("Other places")) for zone in ("UTC", *own, *FAR)),
    ]
