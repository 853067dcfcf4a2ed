"""What every letter about an event shows around its words: sender, where and when, who answers."""

from functools import partial
from typing import Any

from eventsapp.events.dateline import dateline
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.organisations import senders
from eventsapp.web import locale, memory


def letterhead(event: Event, language: str) -> dict[str, Any]:
    """The part of a letter's context that is the same for everybody who reads this language."""
    key = ("letterhead", event.id, event.version, language)
    return {"event": event} | memory.until_published(key, partial(_letterhead, event.id, language))


def _letterhead(event_id: int, language: str) -> dict[str, Any]:
    event = db.session.get_one(Event, event_id)  # the caller's may belong to no session
    order = [language, event.original_language]
    holder = event.organisation
    page = urls.absolute("site.show", lang=language, slug=event.slug)
    with locale.speaking(language):
        return {
            "title": event.titles.read(order),
            **senders.of(holder, order),
            "accent": holder.accent,
            "dateline": dateline(event, language),
            "contact_line": contact_line(event, language),
            "postal_address": holder.postal_address.read(order).text,
            "access": event.venue.access.read(order).text if event.venue else "",
            "event_url": page,
            "directions_url": f"{page}#where" if event.venue else "",
        }


def contact_line(event: Event, language: str) -> str:
    """Who answers questions: name, address and phone of the first press contact, else the holder."""
    order = [language, event.original_language]
    if not event.contacts:
        holder = event.organisation
        return _listed(holder.names.read(order).text, holder.email, _whole(holder.phone))
    contact = event.contacts[0].contact
    return _listed(
        contact.names.read(order).text,
        *(email.address for email in contact.emails[:1]),
        *(_whole(phone.written) for phone in contact.phones[:1]),
    )


def reply_address(event: Event) -> str:
    """Where answers to a letter go: the first press contact with an address, else the holder."""
    addresses = (email.address for each in event.contacts for email in each.contact.emails)
    return next(addresses, senders.reply_address(event.organisation))


def _whole(phone: str) -> str:
    """The number as one word, which no line of a letter breaks."""
    return phone.replace(" ", "\N{NO-BREAK SPACE}")


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
