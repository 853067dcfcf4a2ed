"""What is done to contacts: kept, changed, erased."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from eventsapp.contacts import outlets, phones, queries
from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.keys import outlet_key
from eventsapp.contacts.models import Contact, Email, Phone, Post, Subject, Word
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core import publication, search
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.organisations.models import Organisation


class ContactInUse(Refusal):
    """Events name this contact."""

    message = _l(
        "This contact is named at an event. Remove it there first, so that no event loses a person unseen."
    )


def create(organisation: Organisation, details: ContactDetails, *, now: datetime) -> Contact:
    """Add a person or desk to an organisation's address book."""
    contact = Contact(organisation=organisation, created_at=now)
    db.session.add(contact)
    return change(contact, details, now=now)


def change(contact: Contact, details: ContactDetails, *, now: datetime) -> Contact:
    """Write the details over a contact. Posts it held at events stay as they were there."""
    write(contact, details)
    outlets.enter(contact.organisation.id, [OutletDetails(name=details.outlet)], now=now)
    publication.publish_record(contact, now=now)
    return contact


def write(contact: Contact, details: ContactDetails) -> None:
    """The same, without telling those who show it: for one whom nobody shows yet."""
    contact.names = details.names
    contact.original_language = details.original_language
    contact.language = details.language
    contact.note = details.note
    country = phones.country_of(contact.organisation.timezone)
    contact.posts = [
        Post(position=n, place_key=outlet_key(each.place), **vars(each))
        for n, each in enumerate(details.posts)
    ]
    contact.phones = [
        Phone(position=n, written=written, e164=phones.read(written, country))
        for n, written in enumerate(details.phones)
    ]
    contact.emails = [
        Email(position=n, address=address.lower()) for n, address in enumerate(details.emails)
    ]
    contact.outlet = details.outlet
    contact.consent_source = details.consent_source
    contact.consented_on = details.consented_on
    contact.last_met_on = details.last_met_on
    contact.has_page = details.has_page
    _write_words(contact, {Subject.BEAT: details.beats, Subject.REGION: details.regions})
    contact.refresh_search_key()


def _write_words(contact: Contact, wanted: dict[Subject, tuple[str, ...]]) -> None:
    """Keep the words that stand, so that none is written twice; add and drop the rest."""
    standing = {(word.subject, word.key): word for word in contact.words}
    words: dict[tuple[Subject, str], Word] = {}
    for subject, texts in wanted.items():
        for text in texts:
            name = (subject, search.fold(text)[:100] or text)
            words[name] = standing.get(name) or Word(subject=subject, key=name[1])
            words[name].text = text
    for position, word in enumerate(words.values()):
        word.position = position
    contact.words = list(words.values())


def find_or_create(
    organisation: Organisation,
    name: str,
    *,
    language: str,
    posts: tuple[str, ...] = (),
    now: datetime,
) -> Contact:
    """The contact of this name, in whatever script it stands; else a new one with these posts."""
    standing = queries.named(organisation.id, name)
    if standing:
        return standing
    details = ContactDetails(
        names=Texts({language: name}),
        original_language=language,
        posts=tuple(PostDetails(titles=Texts({language: post})) for post in posts),
    )
    return create(organisation, details, now=now)


def delete(contact: Contact) -> None:
    """Erase a contact and what was written to them. Raises ContactInUse while an event names it."""
    if queries.uses(contact):
        raise ContactInUse
    outbox.erase(topic=contact.topic)
    db.session.delete(contact)
    db.session.flush()
