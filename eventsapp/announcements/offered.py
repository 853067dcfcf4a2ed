"""What a text says beside its event: who answers, and what bodies say of themselves.

Both are offered on the screen: contacts that the address book has already, and boilerplates that
the organisations of the directory keep for the next event, its documents and the press room.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, HiddenField
from wtforms.validators import Length, Optional

from eventsapp.announcements import matching
from eventsapp.announcements.reading.findings import Boilerplate, Reading
from eventsapp.announcements.services import About
from eventsapp.contacts.models import Contact
from eventsapp.events.details import Answerer
from eventsapp.organisations.models import Organisation
from eventsapp.web.fields import LineField, ParagraphsField
from eventsapp.web.forms import Row

MOST = 12


class ContactRow(Row):
    """Somebody of the address book whom the text names, or whose number or address it gives."""

    keep = BooleanField(_l("Answers the press"))
    contact = HiddenField()


class AboutRow(Row):
    """What a body says of itself."""

    keep = BooleanField(_l("Keep it with the organisation"))
    name = LineField(_l("Organisation"), [Optional(), Length(max=300)])
    text = ParagraphsField(_l("About the organisation"), [Optional(), Length(max=6000)])
    website = LineField(_l("Website"), [Optional(), Length(max=500)])


class OfferedPart:
    """The rows of the screen; `CheckForm` takes them over."""

    answering = FieldList(FormField(ContactRow), max_entries=MOST)
    answerer = LineField(_l("Name of the contact"), [Optional(), Length(max=200)])
    phones = LineField(_l("Phones for the press"), [Optional(), Length(max=300)])
    emails = LineField(_l("E-mails for the press"), [Optional(), Length(max=300)])
    about = FieldList(FormField(AboutRow), max_entries=MOST)

    def answerers(self, known: Iterable[Contact]) -> Iterator[Answerer]:
        """Who is ticked of those known, then whoever has the numbers and addresses left over."""
        ticked = {row.form.contact.data for row in self.answering if row.form.keep.data}
        chosen = [contact for contact in known if str(contact.id) in ticked]
        yield from (Answerer(contact_id=contact.id) for contact in chosen)
        reached = {key.text for contact in chosen for key in contact.keys}
        phones = tuple(each for each in _parts(self.phones.data) if not _is_known(each, reached))
        emails = tuple(each for each in _parts(self.emails.data) if each.lower() not in reached)
        if phones or emails:
            yield Answerer(name=self.answerer.data or "", phones=phones, emails=emails)

    def kept_about(self) -> list[About]:
        """The boilerplates that are ticked."""
        rows = [row.form for row in self.about if row.form.keep.data]
        return [
            About(name=row.name.data, text=row.text.data, website=row.website.data or "")
            for row in rows
            if row.name.data and row.text.data
        ]


def as_found(reading: Reading, known: Sequence[Contact], keeper: Organisation) -> dict[str, Any]:
    """The rows as they were found."""
    bodies = matching.directory(keeper) if reading.boilerplates else []
    return {
        "answering": [{"keep": True, "contact": str(contact.id)} for contact in known],
        "answerer": (reading.answerer.value if reading.answerer else "")[:200],
        "phones": ", ".join(found.value.written for found in reading.phones),
        "emails": ", ".join(found.value for found in reading.emails),
        "about": [
            _about(found.value, reading.language, bodies) for found in reading.boilerplates[:MOST]
        ],
    }


def _about(
    found: Boilerplate, language: str, bodies: Sequence[Organisation]
) -> dict[str, str | bool]:
    """One row; ticked unless the body says something of itself in this language already."""
    body = matching.similar_body(found.name, bodies)
    name = body.names.read([language]).text if body else found.name
    return {
        "keep": not (body and body.boilerplate.get(language)),
        "name": name[:300],
        "text": found.text[:6000],
        "website": found.url[:500],
    }


def _is_known(written: str, reached: set[str]) -> bool:
    digits = "".join(sign for sign in written if sign.isdecimal())
    return any(digits == key or (key[:1] == "+" and digits[-9:] == key[-9:]) for key in reached)


def _parts(words: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (words or "").split(",") if part.strip())
