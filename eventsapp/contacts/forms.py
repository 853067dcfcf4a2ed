"""What we ask about a contact."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, FieldList, FormField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.validators import Length, Optional, ValidationError

from eventsapp.contacts import spelling
from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.models import Contact
from eventsapp.core.texts import ENDONYMS
from eventsapp.web.fields import (
    ROWS,
    LineField,
    ParagraphsField,
    PhoneField,
    RecordForm,
    TextsField,
    original_of,
)
from eventsapp.web.forms import Row

Numbered = tuple[int, FormField]  # a row and its place among all

SPELL = "spell"  # the button that proposes the name in the other script
LONGEST_WORD = 100
MOST_LINES = 20


class EmailAddress:
    """Validator: an address that mail servers everywhere take, so with an ASCII local part."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse what is no address, and non-ASCII letters before the @."""
        try:
            validate_email(field.data, check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError as error:
            raise ValidationError(_("Enter an e-mail like name@example.org.")) from error


class Words:
    """Validator: words with commas between them, none of them a sentence."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse a word that is too long."""
        if any(len(word) > LONGEST_WORD for word in split(field.data)):
            raise ValidationError(_("Put commas between the words."))


class EachLine:
    """Validator: lines of which none is too long and each is as another validator wants it."""

    def __init__(self, wanted: Any, longest: int) -> None:
        self.wanted, self.longest = wanted, longest

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse the first line that is wrong, and more than twenty."""
        lines = field.data.splitlines()
        if len(lines) > MOST_LINES or any(len(each) > self.longest for each in lines):
            raise ValidationError(_("Enter one a line, at most 20."))
        for each in lines if self.wanted else ():
            self.wanted(form, SimpleNamespace(data=each))


def split(text: str | None) -> tuple[str, ...]:
    """The words of a line, between commas or semicolons."""
    words = (word.strip() for word in re.split("[,;،]", text or ""))
    return tuple(word for word in words if word)


class PostRow(Row):
    """One post: its title, where, and how long."""

    titles = TextsField(_l("Post"), longest=300)
    place = LineField(_l("Organisation or outlet"), [Optional(), Length(max=200)])
    held_from = DateField(_l("Held from"), [Optional()])
    held_until = DateField(_l("Held until"), [Optional()])

    def validate_held_until(self, field: Any) -> None:
        """Not before it begins."""
        if self.held_from.data and field.data < self.held_from.data:
            raise ValidationError(_("The last day must not be before the first."))

    def details(self) -> PostDetails:
        """The answers."""
        return PostDetails(
            titles=self.titles.data,
            place=self.place.data or "",
            held_from=self.held_from.data,
            held_until=self.held_until.data,
        )


class ContactForm(RecordForm):
    """A person or desk of the address book."""

    names = TextsField(_l("Full name"))
    posts = FieldList(FormField(PostRow), min_entries=1, max_entries=20)
    phones = FieldList(PhoneField(_l("Phone")), min_entries=1, max_entries=20)
    emails = FieldList(
        LineField(_l("E-mail"), [Optional(), Length(max=254), EmailAddress()]),
        min_entries=1,
        max_entries=20,
    )
    language = SelectField(_l("Write to them in"), [Optional()])
    outlet = LineField(_l("Outlet"), [Optional(), Length(max=200)])
    beats = LineField(_l("Beats"), [Optional(), Length(max=1000), Words()])
    regions = LineField(_l("Regions"), [Optional(), Length(max=1000), Words()])
    consent_source = LineField(
        _l("How they agreed to be written to"), [Optional(), Length(max=200)]
    )
    consented_on = DateField(_l("Date of consent"), [Optional()])
    last_met_on = DateField(_l("Last met on"), [Optional()])
    has_page = BooleanField(_l("Show a page of their public events and quotes"), default=True)
    note = ParagraphsField(_l("Note"), [Optional(), Length(max=4000)])

    def __init__(self, contact: Contact | None = None) -> None:
        super().__init__(data=_stored(contact))
        self.contact = contact
        self._spelt_in = ""  # the language of a name that was just proposed
        self.language.choices = [
            Choice("", _("The language of the event")),
            *(Choice(code, name) for code, name in ENDONYMS.items()),
        ]

    @property
    def shown_language(self) -> str:
        """The language of a name that was just proposed, else as in every form."""
        return self._spelt_in or super().shown_language

    def rearranged(self) -> bool:
        """Whether a row was added or removed, or a spelling asked for: nothing is saved then."""
        if request.form.get(ROWS) != SPELL:
            return super().rearranged()
        if found := spelling.proposed(self.names.data):
            self._spelt_in, name = found
            self.names.data.write(self._spelt_in, name)
        return True

    def posts_by_time(self, today: date) -> tuple[list[Numbered], list[Numbered]]:
        """The rows of posts with their numbers: those held, and those that are over."""
        rows = list(enumerate(self.posts, 1))
        over = [row for row in rows if row[1].form.details().is_over(today)]
        return [row for row in rows if row not in over], over

    def validate(self, extra_validators: Any = None) -> bool:
        """A contact needs something to be known by: a name, or a way to reach it."""
        sound = super().validate(extra_validators)
        if sound and not (self.names.data or _filled(self.phones) or _filled(self.emails)):
            self.names.errors = [_("Enter a name, a phone or an e-mail address.")]
            return False
        return sound

    def details(self) -> ContactDetails:
        """The answers. Call only after the form has validated."""
        stored = self.contact.original_language if self.contact else self.shown_language
        return ContactDetails(
            names=self.names.data,
            original_language=original_of(self.names.data, stored),
            language=self.language.data or None,
            note=self.note.data or "",
            posts=tuple(
                entry.form.details()
                for entry in self.posts
                if entry.titles.data or entry.place.data
            ),
            phones=_filled(self.phones),
            emails=_filled(self.emails),
            outlet=self.outlet.data or "",
            beats=split(self.beats.data),
            regions=split(self.regions.data),
            consent_source=self.consent_source.data or "",
            consented_on=self.consented_on.data,
            last_met_on=self.last_met_on.data,
            has_page=self.has_page.data,
        )


def _filled(rows: FieldList) -> tuple[str, ...]:
    return tuple(entry.data for entry in rows if entry.data)


def _stored(contact: Contact | None) -> dict[str, Any]:
    if contact is None:
        return {}
    details = ContactDetails.of(contact)
    return vars(details) | {
        "language": details.language or "",
        "beats": ", ".join(details.beats),
        "regions": ", ".join(details.regions),
    }
