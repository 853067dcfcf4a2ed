"""What we ask about materials."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, MultipleFileField
from wtforms import BooleanField, RadioField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.validators import Length, Optional

from eventsapp.core.texts import ENDONYMS
from eventsapp.events.form_parts import zone_choices
from eventsapp.events.form_times import MomentField
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.materials.kinds import AUDIENCES, LICENCES, Audience, Licence
from eventsapp.materials.models import Material
from eventsapp.materials.services import Terms
from eventsapp.web.fields import LineField, SomeLanguage, TextsField
from eventsapp.web.forms import Form
from eventsapp.web.opened import OpenedForm

_AUDIENCE_CHOICES = [Choice(value.value, name) for value, name in AUDIENCES.items()]


class EmbargoPart:
    """Until when something is held: day, hour and zone, that of the place unless one is chosen."""

    event: Event
    embargo = MomentField(_l("Embargo until"))
    zone = SelectField(_l("Time zone"), [Optional()])

    def validate_embargo(self, field: Any) -> None:
        """An hour that the clocks of its zone show."""
        if not self.zone.errors:
            field.check(self.its_zone)

    @property
    def embargo_at(self) -> Any:
        """The instant, or nothing."""
        return self.embargo.instant(self.its_zone)

    @property
    def its_zone(self) -> str:
        """The zone in which the hour is meant."""
        return self.zone.data or self.event.timezone


class KitForm(EmbargoPart, OpenedForm):
    """Who may have all materials of an event, and from when."""

    audience = RadioField(_l("Who may have them"), choices=_AUDIENCE_CHOICES)

    def __init__(self, event: Event, first: Material | None) -> None:
        zone = (first and first.embargo_zone) or event.timezone
        standing = first.embargo_at if first else None
        stored = {
            "audience": first.audience.value if first else Audience.PUBLIC.value,
            "embargo": standing and to_local(standing, zone),
            "zone": zone,
        }
        super().__init__(data=stored)
        self.note_stored(stored)
        self.event = event
        self.zone.choices = zone_choices(zone)


class FilesForm(Form):
    """Files to be added."""

    files = MultipleFileField(_l("Files"))


class MaterialForm(EmbargoPart, OpenedForm):
    """One material: what it is, on what terms, and a new version of its file."""

    titles = TextsField(
        _l("Title"), [SomeLanguage(_l("Enter a title in one language at least."))], longest=300
    )
    language = SelectField(_l("Language of the content"), [Optional()])
    licence = SelectField(
        _l("Licence"), choices=[Choice(value.value, name) for value, name in LICENCES.items()]
    )
    credit = LineField(_l("Credit line"), [Optional(), Length(max=200)])
    audience = RadioField(_l("Who may have it"), choices=_AUDIENCE_CHOICES)
    file = FileField(_l("New version of the file"))
    note = LineField(_l("What is different"), [Optional(), Length(max=500)])
    tell = BooleanField(_l("Tell the accredited journalists that the file was corrected"))

    def __init__(self, event: Event, material: Material) -> None:
        zone = material.embargo_zone or event.timezone
        stored = {
            "titles": material.titles,
            "language": material.language,
            "licence": material.licence.value,
            "credit": material.credit,
            "audience": material.audience.value,
            "embargo": material.embargo_at and to_local(material.embargo_at, zone),
            "zone": zone,
        }
        super().__init__(data=stored)
        self.note_stored(stored)
        self.event = event
        self.zone.choices = zone_choices(zone)
        self.language.choices = [
            Choice("", _("None, or several")),
            *(Choice(code, name) for code, name in ENDONYMS.items()),
        ]

    def terms(self) -> Terms:
        """The answers. Call only after the form has validated."""
        return Terms(
            titles=self.titles.data,
            language=self.language.data or "",
            licence=Licence(self.licence.data),
            credit=self.credit.data or "",
            audience=Audience(self.audience.data),
            embargo_at=self.embargo_at,
            embargo_zone=self.its_zone,
        )
