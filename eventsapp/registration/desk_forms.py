"""What the team writes down about a registered person."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Length

from eventsapp.questions.asking import AskingForm
from eventsapp.web.fields import ParagraphsField
from eventsapp.web.forms import Form


class AnswersForm(AskingForm):
    """The answers of one person; nothing is required of the team."""

    insists = False


class NoteForm(Form):
    """One note."""

    text = ParagraphsField(
        _l("Note"), [InputRequired(_l("Write the note first.")), Length(max=2000)]
    )
