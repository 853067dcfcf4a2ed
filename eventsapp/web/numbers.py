"""Numbers of records in addresses and forms: whole, and no larger than the database can hold."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1  # what an Integer column holds on PostgreSQL


class NumberConverter(IntegerConverter):
    """`<int:…>` in an address; a larger number names nothing, so the page does not exist."""

    regex = r"\d{1,10}"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST)


def init_app(app: Flask) -> None:
    """Read numbers in addresses with these limits."""
    app.url_map.converters["int"] = NumberConverter


def hidden_number(text: str | None) -> int | None:
    """The number that a hidden field brings back; None for what no page has put there."""
    digits = text or ""
    is_whole = digits.isascii() and digits.isdecimal() and len(digits) <= len(str(LARGEST))
    return int(digits) if is_whole and int(digits) <= LARGEST else None


def record_number(text: str) -> int:
    """The number, for `request.args.get(…, type=record_number)`.

    Raises ValueError for what can be the number of no record.
    """
    number = int(text)
    if not 0 < number <= LARGEST:
        raise ValueError(text)
    return number
