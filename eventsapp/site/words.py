"""Small words of the public templates: capitals, safe addresses, arguments of links."""

import re
from collections.abc import Sequence
from typing import Any

from flask.blueprints import BlueprintSetupState
from markupsafe import Markup, escape

from eventsapp.core.search import fold, has
from eventsapp.site import people

_WORD = re.compile(r"(\w+)")


def offer(state: BlueprintSetupState) -> None:
    """Offer them to templates when the blueprint is registered."""
    state.app.jinja_env.filters.update(
        capitalise=capitalise, marked=marked, person_slug=people.slug, web_address=web_address
    )
    state.app.jinja_env.globals.update(without_dates=without_dates)


def capitalise(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def marked(text: object, terms: Sequence[str]) -> Markup:
    """The text with the words marked that a search found it by, in whatever script they are."""
    if not terms:
        return escape(str(text))
    pieces = _WORD.split(str(text))  # words at the odd places
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece) if number % 2 and _is_hit(piece, terms) else piece
        for number, piece in enumerate(pieces)
    )


def _is_hit(word: str, terms: Sequence[str]) -> bool:
    folded = fold(word)
    return any(has(folded, term) for term in terms)


def web_address(text: str) -> str:
    """The address if a browser may open it as a page, else nothing."""
    return text if text.startswith(("https://", "http://")) else ""


def without_dates(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a list's address without its days, for a link that brings its own."""
    return {name: value for name, value in arguments.items() if name not in ("from", "to")}
