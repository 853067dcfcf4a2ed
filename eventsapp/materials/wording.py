"""How materials are spoken of: sizes, the hour an embargo ends, the sentence that is agreed to."""

from collections.abc import Sequence
from datetime import datetime

from babel.numbers import format_decimal
from flask_babel import gettext as _

from eventsapp.core import dates
from eventsapp.events.models import Event
from eventsapp.materials.kinds import LICENCES
from eventsapp.materials.models import Material
from eventsapp.web.locale import current_language, read

KILO, MEGA, GIGA = 1024, 1024**2, 1024**3


def size(number: int) -> str:
    """Bytes in the unit that reads well: "1.4 MB"."""
    if number < MEGA:
        return _("%(number)s KB", number=_rounded(max(number / KILO, 1), 0))
    if number < GIGA:
        return _("%(number)s MB", number=_rounded(number / MEGA, 1))
    return _("%(number)s GB", number=_rounded(number / GIGA, 1))


def total_size(materials: Sequence[Material]) -> str:
    """The same of all their files."""
    return size(sum(each.current.size_bytes for each in materials))


def embargo(material: Material, event: Event) -> str:
    """Day, hour and offset at which it opens."""
    return until(material.embargo_at, material.embargo_zone or event.timezone)


def until(instant: datetime | None, zone: str) -> str:
    """An instant in full, with the offset of its zone."""
    if instant is None:
        return ""
    return f"{dates.moment(instant, zone, current_language())}, {dates.offset(instant, zone)}"


def promise(material: Material, event: Event) -> str:
    """What a journalist agrees to."""
    return _("I will hold this until %(moment)s.", moment=embargo(material, event))


def contents(materials: Sequence[Material], event: Event, taker: str) -> str:
    """The list that lies in a ZIP: who took it, what it is, on what terms."""
    lines = [read(event.titles, event.original_language), ""]
    if taker:
        lines += [_("Handed to %(name)s.", name=taker), ""]
    for each in materials:
        lines.append(f"{each.current.file_name}: {read(each.titles, event.original_language)}")
        lines.append(f"    {LICENCES[each.licence]}" + (f". {each.credit}" if each.credit else ""))
        if each.embargo_at:
            lines.append(
                "    " + _("Not to be published before %(moment)s.", moment=embargo(each, event))
            )
    return "\r\n".join(lines) + "\r\n"


def _rounded(number: float, places: int) -> str:
    return str(format_decimal(round(number, places), locale=current_language()))
