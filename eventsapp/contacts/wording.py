"""The words of the address book: its fields, and what a contact says about each, line by line."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.models import Post
from eventsapp.contacts.outlet_models import OutletKind
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

OUTLETS = {
    OutletKind.AGENCY: _l("News agency"),
    OutletKind.TELEVISION: _l("Television"),
    OutletKind.RADIO: _l("Radio"),
    OutletKind.PRINT: _l("Newspaper or magazine"),
    OutletKind.ONLINE: _l("Online publication"),
    OutletKind.FREELANCE: _l("Freelance"),
    OutletKind.OTHER: _l("Other"),
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
    elif field == "posts":
        found = [_post_line(post) for post in details.posts]
    else:
        value = getattr(details, field)
        found = _texts(value) if isinstance(value, tuple) else _texts((value,))
    return [each for each in found if each]


def held(post: PostDetails | Post) -> str:
    """When a post is or was held, as people read it; empty where no day is known."""
    start, end = (
        dates.short(day, current_language()) if day else ""
        for day in (post.held_from, post.held_until)
    )
    if start and end:
        return f"{start} – {end}"
    if start:
        return _("since %(day)s", day=start)
    return _("until %(day)s", day=end) if end else ""


def _post_line(post: PostDetails) -> str:
    titles = " / ".join(dict.fromkeys(post.titles.values()))
    return ", ".join(filter(None, (titles, post.place, held(post))))


def _texts(values: tuple[Texts | str, ...]) -> list[str]:
    """Each text, one in several languages as often."""
    return [
        text
        for value in values
        for text in (value.values() if isinstance(value, Mapping) else (value,))
    ]
