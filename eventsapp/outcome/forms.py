"""What we ask about quotes, figures, documents, decisions, coverage and questions."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, FieldList, FormField, IntegerField, RadioField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.fields import URLField
from wtforms.validators import URL, InputRequired, Length, NumberRange, Optional

from eventsapp.core.texts import ENDONYMS, Texts
from eventsapp.events.form_times import DayField
from eventsapp.outcome.kinds import DOCUMENT_KINDS, QUALIFIERS, DocumentKind, Qualifier
from eventsapp.outcome.models import (
    AdoptedDecision,
    Footnote,
    LinkedDocument,
    Outcome,
    Quote,
    Stage,
)
from eventsapp.programme import queries as programme
from eventsapp.programme.models import Participation
from eventsapp.web.fields import LineField, ParagraphsField, SomeLanguage, TextsField
from eventsapp.web.forms import Row
from eventsapp.web.locale import read
from eventsapp.web.opened import OpenedForm

_WEB = URL(require_tld=False, message=_l("Enter a web address that begins with https://."))
_YEAR = NumberRange(1900, 2200, _l("Enter a year with four digits."))
MOST_ROWS = 40


def web_address(label: Any) -> URLField:
    """A field for the address of a page elsewhere."""
    return URLField(label, [Optional(), Length(max=1000), _WEB], filters=[lambda text: text or ""])


class OutcomeForm(OpenedForm):
    """How the event ended, in words; of one that nobody has begun, nothing is stored."""

    texts = TextsField(_l("What came out of it"), [Optional()], longest=20_000, multiline=True)
    recording_url = web_address(_l("Recording"))

    def __init__(self, outcome: Outcome | None) -> None:
        standing = outcome or Outcome(texts=Texts(), recording_url="")
        stored = {"texts": standing.texts, "recording_url": standing.recording_url}
        super().__init__(data=stored)
        self.note_stored(stored)

    def write(self, outcome: Outcome) -> None:
        """Put the answers into the record."""
        outcome.texts, outcome.recording_url = self.texts.data, self.recording_url.data


class EntryForm(OpenedForm):
    """One entry of a section, filled from the record it changes."""

    def __init__(self, event: Any, entry: Any = None) -> None:
        stored = self.filled_from(entry) if entry else {}
        super().__init__(data=stored)
        self.event = event
        self.prepare()
        self.note_stored({name: stored[name] for name in stored if name in self._fields})

    def prepare(self) -> None:
        """Fill in choices that depend on the event."""

    def filled_from(self, entry: Any) -> dict[str, Any]:
        """The record as the form takes it."""
        columns = entry.__mapper__.columns.keys()
        return {name: getattr(entry, name) for name in columns}

    def write(self, entry: Any) -> None:
        """Put the answers into the record."""
        for name, field in self._fields.items():
            if name in entry.__mapper__.columns:
                setattr(entry, name, field.data)


class QuoteForm(EntryForm):
    """What somebody said."""

    person = SelectField(_l("Person"), [Optional()])
    names = TextsField(_l("Full name"), [Optional()])
    posts = TextsField(_l("Post at the time"), [Optional()], longest=500)
    texts = TextsField(
        _l("What they said"),
        [SomeLanguage(_l("Enter the words in one language at least."))],
        longest=4000,
        multiline=True,
    )
    way = RadioField(
        _l("How it is given"),
        choices=[
            Choice("direct", _l("Word for word, in quotation marks")),
            Choice("indirect", _l("In indirect speech")),
        ],
        default="direct",
    )

    def prepare(self) -> None:
        """Offer the people of the event."""
        self.people: Sequence[Participation] = programme.people(self.event)
        self.person.choices = [
            Choice("", _("Somebody else, named below")),
            *(
                Choice(str(each.id), read(each.contact.names, self.event.original_language))
                for each in self.people
            ),
        ]

    def filled_from(self, entry: Quote) -> dict[str, Any]:
        """With the choices as words."""
        own = {"person": str(entry.participation_id or "")}
        return (
            super().filled_from(entry) | own | {"way": "direct" if entry.is_direct else "indirect"}
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """A quote has a speaker."""
        sound = super().validate(extra_validators)
        if sound and not (self.person.data or self.names.data):
            self.names.errors = [_("Choose the person, or enter their name.")]
            return False
        return sound

    def write(self, entry: Quote) -> None:
        """Name and post as they are now; later changes of the person do not change the quote."""
        super().write(entry)
        entry.is_direct = self.way.data == "direct"
        chosen = next((each for each in self.people if str(each.id) == self.person.data), None)
        entry.participation_id = None
        if chosen:
            entry.attribute(chosen)


class FigureForm(EntryForm):
    """A number given as a fact."""

    qualifier = SelectField(
        _l("How exact"),
        choices=[Choice(value.value, name) for value, name in QUALIFIERS.items()],
        default=Qualifier.EXACT.value,
        coerce=Qualifier,
    )
    number = LineField(
        lazy_pgettext("a quantity", "Number"),
        [InputRequired(_l("Enter the number.")), Length(max=60)],
    )
    units = TextsField(
        _l("What is counted"),
        [SomeLanguage(_l("Say in one language at least what the number counts."))],
        longest=500,
    )
    by_year = IntegerField(_l("To be reached by the year"), [Optional(), _YEAR])
    source = LineField(_l("Source"), [Optional(), Length(max=300)])


class StageRow(Row):
    """One stage of a decision."""

    horizon = IntegerField(_l("Until the year"), [Optional(), _YEAR])
    texts = TextsField(_l("What is to be done"), [Optional()], longest=2000, multiline=True)


class DecisionForm(EntryForm):
    """What was decided."""

    texts = TextsField(
        _l("Decision"),
        [SomeLanguage(_l("Enter the decision in one language at least."))],
        longest=2000,
        multiline=True,
    )
    details = TextsField(_l("In detail"), [Optional()], longest=20_000, multiline=True)
    responsible = TextsField(_l("Who answers for it"), [Optional()], longest=500)
    due_on = DayField(_l("Due on"), [Optional()])
    stages = FieldList(FormField(StageRow), max_entries=MOST_ROWS)

    def filled_from(self, entry: AdoptedDecision) -> dict[str, Any]:
        """With the stages."""
        return super().filled_from(entry) | {
            "stages": [_told(each, "horizon", "texts") for each in entry.stages]
        }

    def write(self, entry: AdoptedDecision) -> None:
        """With the stages in the order of the form."""
        super().write(entry)
        filled = [row for row in self.stages if row.form.texts.data or row.form.horizon.data]
        entry.stages = [
            Stage(position=n, horizon=row.form.horizon.data, texts=row.form.texts.data)
            for n, row in enumerate(filled)
        ]


class FootnoteRow(Row):
    """One act that a document refers to."""

    texts = TextsField(_l("What it refers to"), [Optional()], longest=500)
    number = LineField(_l("Number"), [Optional(), Length(max=60)])
    dated_on = DayField(_l("Date"), [Optional()])


class DocumentForm(EntryForm):
    """A document that belongs to the event."""

    kind = SelectField(
        _l("Kind"),
        choices=[Choice(value.value, name) for value, name in DOCUMENT_KINDS.items()],
        default=DocumentKind.LETTER.value,
        coerce=DocumentKind,
    )
    titles = TextsField(
        _l("Subject"),
        [SomeLanguage(_l("Enter the subject in one language at least."))],
        longest=500,
    )
    is_adopted = BooleanField(_l("Adopted at this event"))
    number = LineField(_l("Number"), [Optional(), Length(max=60)])
    dated_on = DayField(_l("Date"), [Optional()])
    reply_number = LineField(_l("In reply to number"), [Optional(), Length(max=60)])
    reply_dated_on = DayField(_l("Its date"), [Optional()])
    senders = TextsField(_l("Sender"), [Optional()], longest=500)
    sender_addresses = TextsField(_l("Address of the sender"), [Optional()], longest=500)
    addressees = TextsField(_l("Addressee"), [Optional()], longest=500)
    texts = TextsField(_l("Text"), [Optional()], longest=50_000, multiline=True)
    signatory = LineField(_l("Signed by"), [Optional(), Length(max=200)])
    drafter = LineField(_l("Drafted by"), [Optional(), Length(max=200)])
    drafter_phone = LineField(_l("Phone of the drafter"), [Optional(), Length(max=60)])
    url = web_address(_l("Address on the web"))
    footnotes = FieldList(FormField(FootnoteRow), max_entries=MOST_ROWS)

    def filled_from(self, entry: LinkedDocument) -> dict[str, Any]:
        """With the footnotes."""
        return super().filled_from(entry) | {
            "footnotes": [_told(each, "texts", "number", "dated_on") for each in entry.footnotes]
        }

    def write(self, entry: LinkedDocument) -> None:
        """With the footnotes in the order of the form."""
        super().write(entry)
        rows = [row.form for row in self.footnotes if row.form.texts.data or row.form.number.data]
        entry.footnotes = [
            Footnote(
                position=n,
                texts=row.texts.data,
                number=row.number.data or "",
                dated_on=row.dated_on.data,
            )
            for n, row in enumerate(rows)
        ]


def _told(record: Any, *columns: str) -> dict[str, Any]:
    """A record below an entry, as its row of the form takes it."""
    return {name: getattr(record, name) for name in columns}


class CoverageForm(EntryForm):
    """A report in the media."""

    outlet = LineField(_l("Outlet"), [InputRequired(_l("Enter the outlet.")), Length(max=200)])
    title = LineField(_l("Headline"), [Optional(), Length(max=300)])
    url = web_address(_l("Link"))
    published_on = DayField(_l("Published on"), [Optional()])
    language = SelectField(_l("Language"), [Optional()])

    def prepare(self) -> None:
        """Offer the languages."""
        self.language.choices = [
            Choice("", _("Not known")),
            *(Choice(code, name) for code, name in ENDONYMS.items()),
        ]


class QuestionForm(EntryForm):
    """A question to be answered in writing."""

    text = ParagraphsField(
        _l("Question"), [InputRequired(_l("Enter the question.")), Length(max=2000)]
    )
    asked_by = LineField(_l("Asked by"), [Optional(), Length(max=200)])
    due_on = DayField(_l("Answer promised by"), [Optional()])
    answers = TextsField(_l("Answer"), [Optional()], longest=10_000, multiline=True)
    is_public = BooleanField(_l("Show question and answer to readers"))
