"""What we ask when an organisation brings a template."""

from pathlib import PurePath
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectChoice, SelectField
from wtforms.validators import ValidationError

from eventsapp.documents.kinds import LOOKS, SUFFIXES, Format, Kind
from eventsapp.registration.forms import LANGUAGES
from eventsapp.web.forms import Form

MOST_BYTES = 5 * 1024 * 1024


class TemplateForm(Form):
    """One template: for which document, in which language."""

    kind = SelectField(
        _l("Document"), choices=[SelectChoice(kind, look.name) for kind, look in LOOKS.items()]
    )
    language = SelectField(
        _l("Language"), choices=[SelectChoice("", _l("All languages")), *LANGUAGES], default=""
    )
    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])

    data_read = b""
    form = Format.PDF

    def validate_file(self, field: Any) -> None:
        """A .typ, or a .docx where the document can be one."""
        suffix = PurePath(field.data.filename or "").suffix.lower()
        found = next((form for form, known in SUFFIXES.items() if known == suffix), None)
        if found is None:
            raise ValidationError(_("Choose a .docx or a .typ file."))
        if self.kind.data in LOOKS and found not in LOOKS[Kind(self.kind.data)].formats:
            raise ValidationError(
                _("This document is made from a .typ file.")
                if found is Format.DOCX
                else _("This document is made from a .docx file.")
            )
        self.data_read, self.form = field.data.stream.read(MOST_BYTES + 1), found
        if len(self.data_read) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 5 MB. Choose a smaller one."))
