"""The address of an event's page: from its original title and its year, fixed once public."""

from sqlalchemy import select

from eventsapp.core.slugs import make_unique, slugify
from eventsapp.events.change_models import FormerSlug
from eventsapp.events.models import Event
from eventsapp.extensions import db


def settle(event: Event, wanted: str = "") -> None:
    """Give the event its address, or the one that is wanted instead; the old one stays valid."""
    if event.slug and wanted in ("", event.slug):
        return
    slug = make_unique(
        slugify(wanted) or _from_title(event), is_taken=lambda slug: _is_taken(slug, event)
    )
    if event.slug:
        _keep_former(event, event.slug)
    event.slug = slug


def _from_title(event: Event) -> str:
    title = slugify(event.titles.read([event.original_language]).text)
    year = str(event.local_starts_at.year)
    if year in title.split("-"):
        return title
    return f"{title or 'event'}-{year}"


def _is_taken(slug: str, event: Event) -> bool:
    """Whether another event has or had it; an event may take its own former one back."""
    has = select(Event.id).where(Event.slug == slug, Event.id != event.id)
    had = select(FormerSlug.slug).where(FormerSlug.slug == slug, FormerSlug.event_id != event.id)
    return db.session.scalar(has.limit(1)) is not None or db.session.scalar(had) is not None


def _keep_former(event: Event, slug: str) -> None:
    if db.session.get(FormerSlug, slug) is None:
        db.session.add(FormerSlug(slug=slug, event_id=event.id))
