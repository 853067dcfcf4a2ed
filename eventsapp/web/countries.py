"""The countries that forms offer, named in the page's language: those near first."""

from babel import Locale

from eventsapp.core import dates
from eventsapp.web.locale import current_language

COUNTRIES = (
    "KZ", "KG", "TR", "UZ", "TJ", "TM", "AZ", "RU", "CN", "AE", "AM", "AT", "BE", "BY", "CH",
    "CZ", "DE", "ES", "FR", "GB", "GE", "HU", "IN", "IR", "IT", "JP", "KR", "MD", "MN", "NL",
    "PK", "PL", "QA", "SA", "SE", "UA", "US",
)  # fmt: skip


def country(code: str | None) -> str:
    """The name of a country in the page's language."""
    if not code:
        return ""
    locale = Locale.parse(dates.locale_name(current_language()))
    return str(locale.territories.get(code, code))
