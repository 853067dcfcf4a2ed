"""What the door and its organiser are asked."""

import uuid
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    StringField,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, Regexp
from wtforms.widgets import HiddenInput

from eventsapp.checkin import queries
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.questions.asking import AskingForm, Given
from eventsapp.registration import walkins
from eventsapp.web.fields import LineField, line
from eventsapp.web.forms import Form
from eventsapp.web.locale import current_language


def make_key() -> str:
    """The id of one act, made here for a device without scripts."""
    return str(uuid.uuid4())


class PinForm(Form):
    """The PIN that was told with the address."""

    pin = StringField(_l("PIN"), [InputRequired(_l("Type the PIN, four digits."))], filters=[line])


class ActForm(Form):
    """Letting one person in, or taking it back, by a button."""

    key = HiddenField(
        default=make_key, validators=[Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    )
    undoes = HiddenField()  # the key of an entry
    code = StringField(_l("Code"), [Optional(), Length(max=80)], filters=[line])


class AskedForm(ActForm, AskingForm):
    """An act with what is asked at the door; a reason lets somebody in without what is required."""

    why = LineField(_l("No answer, because"), [Optional(), Length(max=200)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything required is answered, or it is said why not."""
        self.insists = not self.why.data
        return super().validate(extra_validators)

    def told(self) -> dict[str, Any]:
        """The answers for a deed; an empty one takes nothing back."""
        given: list[Given] = [each for each in self.given() if each.value]
        return {"answers": given, "note": self.why.data or ""}

    @property
    def must_tell(self) -> bool:
        """Whether an answer is missing that somebody can be let in without."""
        return any(each.is_required for each in self.questions)


class AnswersForm(AskedForm):
    """What somebody on the list is asked."""

    category_id = IntegerField(widget=HiddenInput())  # as the questions hang on it


class WalkInForm(AskedForm):
    """Somebody who is not on the list."""

    is_full = False  # every place is taken, as it turned out

    name = LineField(_l("Full name"), [DataRequired(_l("Enter the full name.")), Length(max=200)])
    organisation_name = LineField(_l("Organisation"), [Optional(), Length(max=200)])
    email = EmailField(
        _l("E-mail"),
        [
            Optional(),
            Length(max=254),
            Email(_l("Enter an e-mail like name@example.org."), allow_smtputf8=False),
        ],
        filters=[line],
    )
    category_id = RadioField(
        _l("Comes as"), [InputRequired(_l("Choose how the person takes part."))], coerce=int
    )
    beyond = BooleanField(_l("Let in although every place is taken"))
    is_another = BooleanField(_l("This is another person of the same name"))

    def offer(self, event: Event) -> None:
        """Offer the ways of taking part in the room."""
        ways = queries.ways_in(event)
        names = [SelectChoice(each.id, way(each, current_language())) for each in ways]
        self.category_id.choices = names
        if self.category_id.data is None and not self.is_submitted() and names:
            self.category_id.data = names[0].value

    def details(self) -> walkins.Details:
        """The answers. Call only after the form has validated."""
        return walkins.Details(
            name=self.name.data,
            organisation_name=self.organisation_name.data or "",
            email=(self.email.data or "").lower() or None,
            category_id=self.category_id.data,
            language=current_language(),
            beyond=self.beyond.data,
        )


class DoorForm(Form):
    """One more way in."""

    name = LineField(
        _l("Name of the door"),
        [DataRequired(_l("Enter a name, such as Main entrance.")), Length(max=80)],
    )
    may_add = BooleanField(_l("May let in people who are not on the list"), default=True)
    checks_documents = BooleanField(_l("Checks the documents of accredited journalists"))


class DocumentForm(ActForm):
    """The number of the document that somebody shows."""

    number = LineField(
        _l("Document number"),
        [DataRequired(_l("Type the number of the document.")), Length(max=60)],
    )


class NoteForm(Form):
    """What the door must read about somebody."""

    text = LineField(_l("Note for the door"), [Optional(), Length(max=200)])
