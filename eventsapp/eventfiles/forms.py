"""What is asked of a file of events: itself, its language, what its events are."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectChoice as Choice
from wtforms import SelectField

from eventsapp.core.texts import ENDONYMS
from eventsapp.events.kinds import KINDS, Type
from eventsapp.web.forms import Form


class FileForm(Form):
    """A calendar file, and what it does not say by itself."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])
    language = SelectField(
        _l("Language of the texts"), choices=[Choice(code, name) for code, name in ENDONYMS.items()]
    )
    type = SelectField(
        _l("Type"),
        choices=[Choice(type_.value, kind.name) for type_, kind in KINDS.items()],
        default=Type.OTHER.value,
    )
