"""Files of contacts read into rows of text: tables, and vCards."""

from typing import Any

from eventsapp.core import tables
from eventsapp.core.tables import Table, UnreadableFile

_CARD_COLUMNS = ("name", "email", "phone", "outlet", "post", "note")


def read(data: bytes) -> Table:
    """The rows in a file, whatever its name says. Raises UnreadableFile, TooManyRows."""
    if not data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        text = tables.decode(data)
        if "BEGIN:VCARD" in text[:1000].upper():
            return Table(list(_CARD_COLUMNS), tables.limited(_cards(text)))
    return tables.read(data)


def _cards(text: str) -> list[list[str]]:
    import vobject  # noqa: PLC0415 -- slow to load, seldom needed

    try:
        cards = list(vobject.readComponents(text, ignoreUnreadable=True, allowQP=True))
    except (vobject.base.ParseError, ValueError, IndexError, LookupError) as error:
        raise UnreadableFile from error
    return [_card(card.contents) for card in cards if card.name == "VCARD"]


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
        "; ".join(every("title")),
        " ".join(every("note")),
    ]


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if part)
    return str(value)
