"""Files of contacts read into rows of text: tables, and vCards."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.contacts import cards
from eventsapp.core import tables
from eventsapp.core.tables import Table, UnreadableFile

_CARD_COLUMNS = (
    "name", "email", "phone", "outlet", "post", "language", "beat", "region", "note",
)  # fmt: skip
_AREA, _TOWN = "region", "city"  # parts of an address


class UnreadableContacts(UnreadableFile):
    """Neither a table nor vCards."""

    message = _l("This file cannot be read. Choose a CSV, XLSX or vCard file.")


def read(data: bytes) -> Table:
    """The rows in a file, whatever its name says. Raises UnreadableContacts, TooManyRows."""
    try:
        return _read(data)
    except UnreadableFile as refusal:
        raise UnreadableContacts from refusal


def _read(data: bytes) -> Table:
    if not data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        text = tables.decode(data)
        if tables.holds_cards(text):
            return Table(list(_CARD_COLUMNS), tables.limited(_cards(text)))
    return tables.read(data)


def _cards(text: str) -> list[list[str]]:
    import vobject  # noqa: PLC0415 -- slow to load, seldom needed

    try:
        found = list(vobject.readComponents(text, ignoreUnreadable=True, allowQP=True))
    except (vobject.base.ParseError, ValueError, IndexError, LookupError) as error:
        raise UnreadableFile from error
    return [_card(card.contents) for card in found if card.name == "VCARD"]


def _card(contents: dict[str, list[Any]]) -> list[str]:
    def every(name: str) -> list[str]:
        return [tables.cell(_flat(each.value)) for each in contents.get(name, ())]

    phones = [phone.removeprefix("tel:").partition(";")[0] for phone in every("tel")]
    name = next(iter(every("fn") or every("n")), "")
    outlet = next(iter(every("org")), "")
    return [
        name,
        "; ".join(every("email")),
        "; ".join(phones),
        outlet,
        "; ".join(_posts(contents)),
        next(iter(every("lang")), "").partition("-")[0],
        "; ".join(every("categories")),
        "; ".join(dict.fromkeys(filter(None, map(_region, contents.get("adr", ()))))),
        " ".join(every("note")),
    ]


def _posts(contents: dict[str, list[Any]]) -> list[str]:
    """Titles, one for each post, as a table writes them; with place and days where we wrote them."""
    titles = [*contents.get("title", ()), *contents.get(cards.FORMER_TITLE.lower(), ())]
    named = {each.group or number: each for number, each in reversed(list(enumerate(titles)))}
    return [_post(contents, each) for each in reversed(named.values())]


def _post(contents: dict[str, list[Any]], title: Any) -> str:
    def beside(name: str) -> str:
        lines = contents.get(name.lower(), ()) if title.group else ()
        return next((tables.cell(each.value) for each in lines if each.group == title.group), "")

    place, held = beside(cards.PLACE), beside(cards.HELD).replace("/", " – ")
    words = tables.cell(title.value)
    return f"{words}{f' @ {place}' if place else ''}{f' ({held})' if held else ''}"


def _region(address: Any) -> str:
    """The region of an address, else its town; a bare text stays as it is."""
    parts = [getattr(address.value, name, "") for name in (_AREA, _TOWN)]
    return tables.cell(_flat(next(filter(None, parts), "")))


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if part)
    return str(value)
