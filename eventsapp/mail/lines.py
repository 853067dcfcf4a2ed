"""One-line texts: what may become a header of a letter."""

import re
import unicodedata

_BIDI = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))


def one_line(text: str) -> str:
    """The text on a single line, without control signs and marks that reverse the reading.

    Whatever a person typed, it can then neither end a header nor begin another one.
    """
    text = re.sub(r"\s+", " ", text).translate(_BIDI)
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cc").strip()
