"""Programmes: what happens when at an event. They are public at once with their event."""

from typing import Any

from werkzeug.exceptions import NotFound

from eventsapp.api import schemas
from eventsapp.api.access import needs
from eventsapp.api.blueprints import ONCE, blueprint
from eventsapp.api.events import EVENT, own_event
from eventsapp.api.models import Scope
from eventsapp.api.replaying import writes
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.programme import queries, services
from eventsapp.programme.models import Item
from eventsapp.programme.services import ItemDetails

bp = blueprint("programme", "Programmes: the items of an event. They are public at once with it.")
ITEM = f"{EVENT}/programme/<int:item_id>"
TEXTS = ("titles", "notes")


@bp.get(f"{EVENT}/programme")
@needs(Scope.EVENTS_READ)
@bp.response(200, schemas.Item(many=True))
def index(event_id: int) -> Any:
    """Read the programme, in order."""
    return [_shown(item) for item in queries.programme(own_event(event_id))]


@bp.post(f"{EVENT}/programme")
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[ONCE])
@bp.arguments(schemas.Item)
@bp.response(201, schemas.Item)
def add(given: dict[str, Any], event_id: int) -> Any:
    """Put an item where its hour belongs; without an hour, at the end."""
    return _shown(services.add_item(own_event(event_id), _details(given), now=utcnow()))


@bp.patch(ITEM)
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[ONCE])
@bp.arguments(schemas.ItemChanges)
@bp.response(200, schemas.Item)
def change(given: dict[str, Any], event_id: int, item_id: int) -> Any:
    """Change an item. What is not named stays, and the other items keep their hours."""
    item = _own_item(event_id, item_id)
    kept = {
        **{name: getattr(item, name) for name in (*TEXTS, "minutes", "openness", "side_event_id")},
        "starts": item.local_starts_at,
        "speakers": tuple(each.participation_id for each in item.speakers),
    }
    services.change_item(item, _details(kept | given), now=utcnow(), keep_later=True)
    return _shown(item)


@bp.delete(ITEM)
@writes
@needs(Scope.EVENTS_WRITE)
@bp.doc(parameters=[ONCE])
@bp.response(204)
def remove(event_id: int, item_id: int) -> None:
    """Take an item out of the programme. The others keep their hours."""
    services.remove_item(_own_item(event_id, item_id), now=utcnow())


def _own_item(event_id: int, item_id: int) -> Item:
    item = queries.find_item(own_event(event_id), item_id)
    if item is None:
        raise NotFound("There is no such item.")
    return item


def _details(given: dict[str, Any]) -> ItemDetails:
    return ItemDetails(**given | {name: Texts(given.get(name)) for name in TEXTS})


def _shown(item: Item) -> dict[str, Any]:
    names = ("id", *TEXTS, "minutes", "openness")
    return {name: getattr(item, name) for name in names} | {"starts": item.local_starts_at}
