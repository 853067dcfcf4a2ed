"""The words of the address book: its fields, and what a contact says about each, line by line."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from eventsapp.contacts.details import ContactDetails
from eventsapp.core import dates
from eventsapp.core.texts import ENDONYMS, Texts
from eventsapp.web.locale import current_language

FIELDS = {
    "names": _l("Full name"),
    "posts": _l("Posts"),
    "phones": _l("Phones"),
    "emails": _l("E-mail addresses"),
    "outlet": _l("Outlet"),
    "beats": _l("Beats"),
    "regions": _l("Regions"),
    "language": _l("Write to them in"),
    "consent": _l("Consent"),
    "last_met_on": _l("Last met on"),
    "note": _l("Note"),
}


def lines(details: ContactDetails, field: str) -> list[str]:
    """What a contact says about a field, as people read it."""
    if field == "consent":
        day = details.consented_on
        found = [
            details.consent_source,
            dates.without_weekday(day, current_language()) if day else "",
        ]
    elif field == "language":
        found = [ENDONYMS[details.language]] if details.language else []
    elif field == "last_met_on":
        met = details.last_met_on
        found = [dates.without_weekday(met, current_language())] if met else []
    else:
        value = getattr(details, field)
        found = _texts(value) if isinstance(value, tuple) else _texts((value,))
    return [each for each in found if each]


def _texts(values: tuple[Texts | str, ...]) -> list[str]:
    """Each text, one in several languages as often."""
    return [
        text
        for value in values
        for text in (value.values() if isinstance(value, Mapping) else (value,))
    ]
