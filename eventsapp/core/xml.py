"""Texts for XML: feeds and spreadsheets."""

import re

_NO_CHAR = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def chars(text: str) -> str:
    """The text without the signs that no document may hold: XML 1.0 §2.2."""
    return _NO_CHAR.sub("", text)
