"""What contacts do with the record about themselves: correct it, stop mail, allow it again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask_babel import gettext as _

from eventsapp.contacts import duplicates, services
from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.keys import Kind
from eventsapp.contacts.models import Contact
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.web import locale


@dataclass(frozen=True, kw_only=True)
class OwnDetails:
    """What a contact says about themselves, in one language."""

    name: str
    post: str
    outlet: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    beats: tuple[str, ...]
    regions: tuple[str, ...]
    language: str
    agrees: bool  # to be invited and told news


def correct(contact: Contact, said: OwnDetails, *, now: datetime) -> None:
    """Write what they say over what stands; notes and dates of the team stay."""
    standing = ContactDetails.of(contact)
    details = replace(
        standing,
        names=_with(standing.names, contact.original_language, said.name),
        posts=_with_current(standing.posts, contact.original_language, said.post, now.date()),
        outlet=said.outlet,
        emails=said.emails,
        phones=said.phones,
        beats=said.beats,
        regions=said.regions,
        language=said.language,
    )
    if said.agrees and (contact.stopped_at or standing.consented_on is None):
        details = replace(details, consent_source=_source(contact), consented_on=now.date())
    services.change(contact, details, now=now)
    contact.checked_at = now
    if said.agrees:
        _allow(contact, said.emails)
    else:
        stop(contact, now=now)


def stop(contact: Contact, *, now: datetime) -> None:
    """Write to them no more, but about their own registrations. Safe to repeat.

    Who is in the book twice, by the same name and address, has stopped it as both.
    """
    db.session.flush()
    for each in (contact, *_same(contact)):
        each.stopped_at = each.stopped_at or now
        each.link_due = False
    db.session.flush()


def _allow(contact: Contact, addresses: Iterable[str]) -> None:
    contact.stopped_at = None
    for address in addresses:
        outbox.subscribe_again(address, contact.topic)
    db.session.flush()


def _same(contact: Contact) -> list[Contact]:
    alike = [pair for pair in duplicates.of(contact) if {Kind.EMAIL, Kind.NAME} <= pair.shared]
    return [pair.right if pair.left is contact else pair.left for pair in alike]


def _source(contact: Contact) -> str:
    """Where the consent comes from, in the language of those who read it."""
    with locale.speaking(contact.organisation.original_language):
        return _("on the page of their own data")


def _with(texts: Texts, language: str, text: str) -> Texts:
    """The texts with that of one language changed; a changed name drops its other spellings."""
    same = texts.read([language])
    if same.text == text:
        return texts
    return Texts({language: text})


def _with_current(
    posts: tuple[PostDetails, ...], language: str, title: str, today: date
) -> tuple[PostDetails, ...]:
    """The posts with the title of the one they hold changed; those that are over stay."""
    standing = next((each for each in posts if not each.is_over(today)), None)
    others = tuple(each for each in posts if each is not standing)
    if not title:
        return others
    held = standing or PostDetails()
    return (replace(held, titles=_with(held.titles, language, title)), *others)
