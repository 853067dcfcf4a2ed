"""The limit of a feed: its lines escaped, folded and joined by hand, from values at hand."""

from collections.abc import Sequence

from icalendar import Calendar

LONGEST = 75

Row = Sequence[tuple[str, str]]  # what stands before the colon, and the text after it


def rows_of(body: bytes) -> list[Row]:
    """The events of a feed as plain values."""
    rows = []
    for event in Calendar.from_ical(body).events:
        lines = event.content_lines()[1:-2]
        parted = (each.partition(":") for each in lines if each)
        rows.append([(name, _plain(text)) for name, _colon, text in parted])
    return rows


def write(rows: Sequence[Row]) -> bytes:
    """The feed again."""
    parts = ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bench//EN\r\n"]
    for row in rows:
        parts.append("BEGIN:VEVENT\r\n")
        for name, text in row:
            parts.append(_folded(f"{name}:{_escaped(text)}"))
        parts.append("END:VEVENT\r\n")
    parts.append("END:VCALENDAR\r\n")
    return "".join(parts).encode()


def _plain(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;")
    return text.replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    if len(line.encode()) <= LONGEST:
        return f"{line}\r\n"
    parts, size = [], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            parts.append("\r\n ")
            size = 1
        parts.append(letter)
        size += octets
    return "".join(parts) + "\r\n"
