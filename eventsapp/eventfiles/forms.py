"""What is asked of a file of events: itself, its language, what its events are."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectChoice as Choice
from wtforms import SelectField, TextAreaField, ValidationError

from eventsapp.core.texts import ENDONYMS
from eventsapp.events.kinds import KINDS, Type
from eventsapp.web.forms import Form


class FileForm(Form):
    """A calendar, as a file or as its text, and what it does not say by itself."""

    file = FileField(_l("File"))
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
        """A file or a text."""
        if not field.data and not (self.text.data or "").strip():
            raise ValidationError(_("Choose a file, or paste the text of the calendar."))

    def sent(self, most: int) -> tuple[str, bytes]:
        """Name and content of what was sent, no more than so many bytes and one; a text has none."""
        if self.file.data:
            return self.file.data.filename or "", self.file.data.read(most + 1)
        return "", (self.text.data or "").encode()[: most + 1]
