"""What events refer to: venues, organisations, contacts; and the messages about them."""

from typing import Any

from marshmallow import RAISE
from sqlalchemy import select

from eventsapp.api import access, bare_lists, schemas
from eventsapp.api.access import needs
from eventsapp.api.blueprints import blueprint, page
from eventsapp.api.events import EVENT, own_event
from eventsapp.api.models import Scope
from eventsapp.contacts import queries as contacts
from eventsapp.contacts.models import Contact
from eventsapp.core.clock import utcnow
from eventsapp.mail.models import Message
from eventsapp.organisations import queries as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.venues import queries as venues
from eventsapp.venues.models import Venue

bp = blueprint("directory", "What events refer to, and the messages about them.")


@bp.get("/venues")
@needs(Scope.DIRECTORY_READ)
@bp.arguments(bare_lists.Query, location="query", unknown=RAISE)
@bp.response(200, schemas.Venue(many=True), headers=bare_lists.LINK)
def index_venues(asked: dict[str, Any]) -> bare_lists.Answer:
    """List the venues with their rooms, archived ones left out."""
    return bare_lists.whole_or_page(venues.choose(access.token().organisation_id), Venue, asked)


@bp.get("/organisations")
@needs(Scope.DIRECTORY_READ)
@bp.arguments(bare_lists.Query, location="query", unknown=RAISE)
@bp.response(200, schemas.Organisation(many=True), headers=bare_lists.LINK)
def index_organisations(asked: dict[str, Any]) -> bare_lists.Answer:
    """List the token's organisation and the partners in its directory."""
    wanted = organisations.choose(access.token().organisation_id)
    return bare_lists.whole_or_page(wanted, Organisation, asked)


@bp.get("/contacts")
@needs(Scope.DIRECTORY_READ)
@bp.arguments(schemas.PageQuery, location="query", unknown=RAISE)
@bp.response(200, schemas.listing(schemas.Contact))
def index_contacts(asked: dict[str, Any]) -> dict[str, Any]:
    """List the address book, in the order of entry."""
    wanted = contacts.listed(access.token().organisation_id).options(*contacts.shown())
    found = page(wanted, Contact, asked)
    return found | {"items": [_contact(contact) for contact in found["items"]]}


@bp.get(f"{EVENT}/messages")
@needs(Scope.MESSAGES_READ)
@bp.arguments(schemas.PageQuery, location="query", unknown=RAISE)
@bp.response(200, schemas.listing(schemas.Message))
def index_messages(asked: dict[str, Any], event_id: int) -> dict[str, Any]:
    """List the e-mails about an event and where each stands."""
    return page(select(Message).where(Message.topic == own_event(event_id).topic), Message, asked)


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "names": contact.names,
        "posts": [post.titles for post in contact.posts_on(utcnow().date())],
        "phones": [phone.written for phone in contact.phones],
        "emails": [email.address for email in contact.emails],
    }
