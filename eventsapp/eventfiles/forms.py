"""What is asked of a calendar: itself, its language, what its events are."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectChoice as Choice
from wtforms import SelectField, StringField, TextAreaField, ValidationError

from eventsapp.core.texts import ENDONYMS
from eventsapp.events.kinds import KINDS, Type
from eventsapp.web.forms import Form

LONGEST_ADDRESS = 2000  # characters


class FileForm(Form):
    """A calendar, as a file, by its address or as its text, and what it does not say by itself."""

    file = FileField(_l("File"))
    address = StringField(_l("Or its web address"), filters=[lambda given: (given or "").strip()])
    text = TextAreaField(_l("Or its text"))
    language = SelectField(
        _l("Language of the texts"), choices=[Choice(code, name) for code, name in ENDONYMS.items()]
    )
    type = SelectField(
        _l("Type"),
        choices=[Choice(type_.value, kind.name) for type_, kind in KINDS.items()],
        default=Type.OTHER.value,
    )

    def validate_file(self, field: FileField) -> None:
        """A file, an address or a text."""
        if not (field.data or self.address.data or (self.text.data or "").strip()):
            raise ValidationError(
                _("Choose a file, give a web address, or paste the text of the calendar.")
            )

    def validate_address(self, field: StringField) -> None:
        """One that a server can have."""
        if len(field.data) > LONGEST_ADDRESS:
            raise ValidationError(_("This address is too long."))

    @property
    def is_elsewhere(self) -> bool:
        """Whether the calendar has to be fetched."""
        return not self.file.data and bool(self.address.data)

    def sent(self, most: int) -> tuple[str, bytes]:
        """Name and content of what was sent, no more than so many bytes and one; a text has none."""
        if self.file.data:
            return self.file.data.filename or "", self.file.data.read(most + 1)
        return "", (self.text.data or "").encode()[: most + 1]
