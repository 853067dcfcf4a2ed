"""Content lines (RFC 5545 §3.1): escaped, quoted, folded between letters."""

from collections.abc import Iterable

LONGEST = 75  # octets, without the end of the line
_QUOTED = str.maketrans({"^": "^^", '"': "^'", "\n": "^n"})  # RFC 6868 §3


def line(name: str, value: str, **parameters: str) -> str:
    """One property, not folded; value and parameters are written as they are given."""
    for key, parameter in parameters.items():
        name += f";{key}={parameter}"
    return f"{name}:{value}"


def text(name: str, value: str, **parameters: str) -> str:
    """One property whose value is text."""
    return line(name, escaped(value), **parameters)


def escaped(value: str) -> str:
    """A text as it stands in a value (§3.3.11)."""
    value = value.replace("\\", r"\\").replace(";", r"\;")
    return value.replace(",", r"\,").replace("\n", r"\n")


def quoted(value: str) -> str:
    """A text as it stands in a parameter (§3.2)."""
    return f'"{value.translate(_QUOTED)}"'


def folded(lines: Iterable[str]) -> str:
    """Lines with their ends, each no longer than a reader takes."""
    return "".join(map(_folded, lines))


def _folded(whole: str) -> str:
    if len(whole) * 4 <= LONGEST:  # no letter takes more octets
        return f"{whole}\r\n"
    octets = whole.encode()
    if len(octets) <= LONGEST:
        return f"{whole}\r\n"
    parts, start, room = [], 0, LONGEST
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        parts.append(octets[start:end].decode())
        start, room = end, LONGEST - 1  # the blank before a further part counts
    return "\r\n ".join(parts) + "\r\n"
