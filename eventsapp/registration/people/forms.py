"""What the team writes down about a registered person, and files of people."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField
from wtforms.validators import InputRequired, Length

from eventsapp.core.texts import LANGUAGES
from eventsapp.events.models import Event
from eventsapp.questions.asking import AskingForm
from eventsapp.registration.forms import LANGUAGES as LANGUAGE_CHOICES
from eventsapp.web.fields import ParagraphsField
from eventsapp.web.forms import Form
from eventsapp.web.locale import current_language


class AnswersForm(AskingForm):
    """The answers of one person; nothing is required of the team."""

    insists = False


class NoteForm(Form):
    """One note."""

    text = ParagraphsField(
        _l("Note"), [InputRequired(_l("Write the note first.")), Length(max=2000)]
    )


class FileForm(Form):
    """A file of people of an event, and the language of those who name none."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])
    language = SelectField(_l("Language of the e-mails"), choices=LANGUAGE_CHOICES)

    def __init__(self, event: Event) -> None:
        super().__init__()
        if not self.is_submitted():
            known = event.original_language
            self.language.data = known if known in LANGUAGES else current_language()
