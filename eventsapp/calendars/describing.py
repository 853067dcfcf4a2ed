"""The description of an event in calendars: what a phone shows without scrolling comes first."""

from collections.abc import Iterator

from flask_babel import gettext as _

from eventsapp.calendars import plain
from eventsapp.contacts.models import Contact
from eventsapp.core import dates
from eventsapp.events.models import Event, Precision, State


def description(
    event: Event,
    order: list[str],
    page: str,
    press: list[str],
    *,
    is_private: bool = False,
    own_url: str = "",
    joins: bool = False,
) -> str:
    """What is not as one would expect, the links, the text, who answers the press.

    `own_url` is where a registered person changes or cancels the registration; who `joins` takes
    part by the link.
    """
    lines = [*_news(event, order), _page(event, page, is_private=is_private)]
    if own_url:
        lines.append(_("Change or cancel your registration: %(url)s", url=own_url))
    lines += _online(event, joins=joins)
    if event.local_doors_at:
        lines.append(_("Doors open at %(time)s.", time=dates.clock(event.local_doors_at)))
    contacts = (_("Press contact: %(contact)s", contact=contact) for contact in press)
    for paragraph in (event.summaries.read(order).text, *contacts):
        lines += ["", paragraph] if paragraph else []
    return "\n".join(lines)


def press(event: Event, order: list[str]) -> list[str]:
    """Everyone who answers the press, each in one line."""
    return [_who(each.contact, order) for each in event.contacts]


def _who(contact: Contact, order: list[str]) -> str:
    phones = (phone.written for phone in contact.phones)
    emails = (email.address for email in contact.emails)
    parts = (contact.names.read(order).text, *phones, *emails)
    return ", ".join(part for part in parts if part)


def _news(event: Event, order: list[str]) -> Iterator[str]:
    if event.state is State.POSTPONED:
        yield _("A new date has not been set yet.")
    elif event.precision is Precision.UNCERTAIN:
        yield _("The date is not certain yet.")
    elif event.precision is Precision.DAY:
        yield _("The hour has not been announced yet.")
    if event.state is not State.PUBLISHED and event.reasons:
        yield event.reasons.read(order).text


def _page(event: Event, page: str, *, is_private: bool) -> str:
    if not is_private and event.takes_registrations:
        return _("Details and registration: %(url)s", url=page)
    return _("Details: %(url)s", url=page)


def _online(event: Event, *, joins: bool) -> Iterator[str]:
    if event.online_url and event.online_is_public:
        yield _("Watch online: %(url)s", url=plain.uri(event.online_url))
    elif event.online_url and joins:
        yield _("Join online: %(url)s", url=plain.uri(event.online_url))
