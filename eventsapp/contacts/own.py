"""What contacts do with the record about themselves: correct it, stop mail, allow it again."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from flask_babel import gettext as _

from eventsapp.contacts import services
from eventsapp.contacts.details import ContactDetails, PostDetails
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
    contact.stopped_at = None if said.agrees else contact.stopped_at or now
    for address in said.emails if said.agrees else ():
        outbox.subscribe_again(address, contact.topic)
    db.session.flush()


def stop(contact: Contact, *, now: datetime) -> None:
    """Write to them no more, but about their own registrations. Safe to repeat."""
    contact.stopped_at = contact.stopped_at or now
    contact.link_due = False
    db.session.flush()


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
