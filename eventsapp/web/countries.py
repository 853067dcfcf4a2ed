"""The countries that forms offer, named in the page's language: those near first."""

from functools import cache

from babel import Locale

from eventsapp.core import dates, search
from eventsapp.core.texts import LANGUAGES
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


def code_of(name: str) -> str | None:
    """The code of a country that is written as code or name, in any of our languages."""
    written = name.strip().upper()
    return written if written in COUNTRIES else _codes().get(search.fold(name))


@cache
def _codes() -> dict[str, str]:
    locales = [Locale.parse(dates.locale_name(language)) for language in LANGUAGES]
    return {
        search.fold(str(locale.territories.get(code, code))): code
        for locale in locales
        for code in COUNTRIES
    }
