"""Entry codes as QR symbols."""

import segno

MASK = 3  # any reads alike on random text; trying all eight takes four times as long as the rest


def symbol(text: str) -> segno.QRCode:
    """The symbol of a text that is random for the most part, readable when a seventh is dirty."""
    return segno.make_qr(text, error="m", mask=MASK)
