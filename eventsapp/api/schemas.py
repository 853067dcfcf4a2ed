"""What the interface takes and gives, field by field."""

from typing import Any

import marshmallow as ma
from marshmallow import ValidationError, validate

from eventsapp.api.fields import (
    Line,
    WallTime,
    choice,
    languages,
    number,
    texts,
    web_address,
)
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.category_models import Mode
from eventsapp.events.kinds import Type
from eventsapp.events.models import OrganisationRole, Precision, State, Visibility
from eventsapp.events.times import ZONES
from eventsapp.mail.models import State as MessageState
from eventsapp.programme.models import Openness


class Problem(ma.Schema):
    """What went wrong (RFC 9457)."""

    type = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    status = ma.fields.Integer(required=True)
    detail = ma.fields.String()
    code = ma.fields.String(metadata={"description": "The rule that said no, such as event_full."})
    reference = ma.fields.String(metadata={"description": "Finds the entry in the log."})
    errors = ma.fields.Dict(metadata={"description": "By location and field: what to correct."})


class PageQuery(ma.Schema):
    """Which part of a list."""

    cursor = Line(60, metadata={"description": "The `next` of the page before."})
    limit = ma.fields.Integer(load_default=50, validate=validate.Range(1, 100))


class EventQuery(PageQuery):
    """Which events."""

    state = choice(State)
    type = choice(Type)
    starts_from = ma.fields.Date(metadata={"description": "First day, in the event's zone."})
    starts_to = ma.fields.Date(metadata={"description": "Last day, in the event's zone."})
    q = Line(200, metadata={"description": "Words of title, place, organisations or people."})


class Body(ma.Schema):
    """An organisation in its role: one of the directory, or a new one by its name."""

    role = choice(OrganisationRole, required=True)
    organisation_id = number(allow_none=True)
    name = Line(300)


class PressContact(ma.Schema):
    """Who answers the press: a contact of the address book, or a new one."""

    contact_id = number(allow_none=True)
    name = Line(200)
    phones = ma.fields.List(Line(60), validate=validate.Length(max=10))
    emails = ma.fields.List(ma.fields.Email(), validate=validate.Length(max=10))


class Category(ma.Schema):
    """One way of taking part, with places of its own."""

    id = number(allow_none=True)
    mode = choice(Mode)
    names = texts(200)
    capacity = number(allow_none=True)
    opens = WallTime(allow_none=True)
    closes = WallTime(allow_none=True)
    is_open = ma.fields.Boolean()


class Event(ma.Schema):
    """An event as its team sees it, with changes that are not public yet."""

    id = ma.fields.Integer(dump_only=True)
    uid = ma.fields.String(dump_only=True)
    state = choice(State, dump_only=True)
    slug = ma.fields.String(dump_only=True)
    url = ma.fields.String(dump_only=True, allow_none=True)
    starts_at = ma.fields.AwareDateTime(dump_only=True, metadata={"description": "In UTC."})
    ends_at = ma.fields.AwareDateTime(dump_only=True, allow_none=True)
    updated_at = ma.fields.AwareDateTime(dump_only=True)
    has_unpublished_changes = ma.fields.Boolean(dump_only=True)

    type = choice(Type, required=True)
    original_language = ma.fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    starts = WallTime(required=True)
    ends = WallTime(allow_none=True)
    doors = WallTime(allow_none=True)
    precision = choice(Precision)
    zone = Line(64, metadata={"description": "IANA; empty: that of the place."})
    titles = texts(300)
    type_names = texts(200)
    summaries = texts(600)
    descriptions = texts(20000, lines=True)
    funding_lines = texts(600)
    place_notes = texts(300)
    city = Line(60, allow_none=True, metadata={"description": "A stable key: osh, aktobe."})
    venue_id = number(allow_none=True)
    room_id = number(allow_none=True)
    online_url = web_address(1000)
    online_is_public = ma.fields.Boolean()
    visibility = choice(Visibility)
    open_to_press = ma.fields.Boolean()
    working_languages = languages()
    interpretation = languages()
    bodies = ma.fields.List(ma.fields.Nested(Body), validate=validate.Length(max=50))
    contacts = ma.fields.List(ma.fields.Nested(PressContact), validate=validate.Length(max=20))
    categories = ma.fields.List(ma.fields.Nested(Category), validate=validate.Length(max=20))
    capacity = number(allow_none=True)
    retention_days = ma.fields.Integer(
        strict=True, allow_none=True, validate=validate.Range(1, 3650)
    )
    source_url = web_address(1000)

    @ma.validates("zone")
    def check_zone(self, value: str, **_options: Any) -> None:
        """Refuse a zone that is not of the IANA list."""
        if value and value not in ZONES:
            raise ValidationError("Write a zone like Asia/Bishkek.")


class EventChanges(Event):
    """The fields of an event that are to change."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"partial": True})


class Publication(ma.Schema):
    """How to publish."""

    minor = ma.fields.Boolean(
        load_default=False, metadata={"description": "Tell nobody; not when the time changes."}
    )
    shares_room = ma.fields.Boolean(
        load_default=False,
        metadata={"description": "Publish though another event has the room at that time."},
    )


class Reinstatement(ma.Schema):
    """How to let an event take place after all."""

    shares_room = ma.fields.Boolean(
        load_default=False,
        metadata={"description": "Though another event has the room at that time by now."},
    )


class Reasons(ma.Schema):
    """Why an event does not take place."""

    reasons = texts(600)


class Item(ma.Schema):
    """One item of a programme."""

    id = ma.fields.Integer(dump_only=True)
    titles = texts(300, required=True, validate=validate.Length(min=1))
    notes = texts(2000, lines=True)
    starts = WallTime(allow_none=True)
    minutes = ma.fields.Integer(strict=True, allow_none=True, validate=validate.Range(1, 14400))
    openness = choice(Openness)


class ItemChanges(Item):
    """The fields of an item that are to change."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"partial": True})


class Room(ma.Schema):
    """One room of a venue."""

    id = ma.fields.Integer()
    names = texts(200)
    capacity = ma.fields.Integer(allow_none=True)


class Venue(ma.Schema):
    """One place with an address."""

    id = ma.fields.Integer()
    names = texts(200)
    address = texts(300)
    city = ma.fields.String(attribute="city.key")
    zone = ma.fields.String()
    capacity = ma.fields.Integer(allow_none=True)
    rooms = ma.fields.List(ma.fields.Nested(Room))


class Organisation(ma.Schema):
    """One body: the token's own, or a partner in its directory."""

    id = ma.fields.Integer()
    slug = ma.fields.String()
    names = texts(300)
    short_names = texts(100)
    website = ma.fields.String()
    email = ma.fields.String()


class Contact(ma.Schema):
    """One person or desk of the address book."""

    id = ma.fields.Integer()
    names = texts(200)
    posts = ma.fields.List(texts(300))
    phones = ma.fields.List(ma.fields.String())
    emails = ma.fields.List(ma.fields.String())


class Message(ma.Schema):
    """One e-mail to one person about an event."""

    id = ma.fields.Integer()
    recipient = ma.fields.String()
    template = ma.fields.String()
    subject = ma.fields.String()
    language = ma.fields.String()
    state = choice(MessageState)
    due_at = ma.fields.AwareDateTime()
    sent_at = ma.fields.AwareDateTime(allow_none=True)


def listing(item: type[ma.Schema]) -> type[ma.Schema]:
    """A page of such a list, with the cursor of the page after it."""
    return ma.Schema.from_dict(
        {
            "items": ma.fields.List(ma.fields.Nested(item), required=True),
            "next": ma.fields.String(
                required=True, allow_none=True, metadata={"description": "Cursor; null at the end."}
            ),
        },
        name=f"{item.__name__}List",
    )
