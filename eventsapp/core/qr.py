"""Entry codes as QR symbols."""

from functools import lru_cache

import segno

MASK = 3  # any reads alike on random text; trying all eight takes four times as long as the rest


@lru_cache(maxsize=256)  # a ticket is looked at again, and its letter shows the same
def symbol(text: str) -> segno.QRCode:
    """The symbol of a text that is random for the most part, readable when a seventh is dirty."""
    return segno.make_qr(text, error="m", mask=MASK)
