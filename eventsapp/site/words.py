"""Small words of the public templates: capitals, safe addresses, arguments of links."""

from typing import Any

from flask.blueprints import BlueprintSetupState


def offer(state: BlueprintSetupState) -> None:
    """Offer them to templates when the blueprint is registered."""
    state.app.jinja_env.filters.update(capitalise=capitalise, web_address=web_address)
    state.app.jinja_env.globals.update(without_dates=without_dates)


def capitalise(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def web_address(text: str) -> str:
    """The address if a browser may open it as a page, else nothing."""
    return text if text.startswith(("https://", "http://")) else ""


def without_dates(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a list's address without its days, for a link that brings its own."""
    return {name: value for name, value in arguments.items() if name not in ("from", "to")}
