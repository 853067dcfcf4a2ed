"""What the ways of taking part in an event are called."""

from flask_babel import lazy_gettext as _l

from eventsapp.events.category_models import Category, Mode
from eventsapp.web import locale

PRESS = _l("Press")
MODES = {Mode.ROOM: _l("In the room"), Mode.ONLINE: _l("Online")}


def way(category: Category, language: str) -> str:
    """What a category is called for a reader of a language."""
    own = category.names.read([language, category.event.original_language]).text
    if own:
        return own
    with locale.speaking(language):
        return str(PRESS if category.for_press else MODES[category.mode])
