"""What accredited journalists are told beside everybody else, in the letters of an event."""

from typing import Any

from eventsapp.accreditation import queries
from eventsapp.accreditation.pool import queries as pool_queries
from eventsapp.core import dates
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event


def words(event: Event, category: Category, language: str) -> dict[str, Any]:
    """What they have to know: the organiser's instructions and the pool; None for the public."""
    intake = queries.find_intake(event) if category.for_press else None
    if intake is None:
        return {"press": None}
    order, pool = [language, event.original_language], pool_queries.find(event)
    handout_at = pool.handout_at if pool else None
    told = {
        "instructions": intake.instructions.read(order).text,
        "handout": handout_at and dates.moment(handout_at, event.timezone, language),
        "handout_place": pool.handout_place.read(order).text if pool else "",
    }
    return {"press": told}
