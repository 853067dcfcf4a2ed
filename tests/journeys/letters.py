"""What arrives in a mailbox, as a mail program takes it apart."""

from email.message import EmailMessage
from typing import Any

import vobject


def part(letter: EmailMessage, kind: str) -> EmailMessage:
    """The one part of this content type."""
    (found,) = (each for each in letter.walk() if each.get_content_type() == kind)
    return found


def text(letter: EmailMessage, kind: str = "text/plain") -> str:
    """The words of a part on one line."""
    return " ".join(part(letter, kind).get_content().split())


def invitation(letter: EmailMessage) -> tuple[str, Any]:
    """The method and the one entry of the calendar object, read by another library."""
    calendar = part(letter, "text/calendar")
    read = vobject.readOne(calendar.get_content())
    (entry,) = read.vevent_list
    assert read.method.value == calendar.get_param("method")
    return read.method.value, entry
