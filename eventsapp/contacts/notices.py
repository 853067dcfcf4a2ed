"""What the desk is told after people were put into the address book."""

from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.contacts.collecting import Collected


def collected(made: Collected) -> tuple[str, str]:
    """How many are new, as a notice and its tone."""
    if not made.added and not made.known:
        return _("Tick the people first."), "error"
    if not made.added:
        return _("The address book knew all of them."), "success"
    words = ngettext("%(num)d contact added.", "%(num)d contacts added.", made.added)
    return words, "success"
