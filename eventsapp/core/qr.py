"""Entry codes as QR symbols, and as pictures for letters."""

import struct
import zlib
from functools import lru_cache

import segno

MASK = 3  # any reads alike on random text; trying all eight takes four times as long as the rest
BORDER = 2  # modules of white around a picture
_PIXELS = bytes((0xFF, 0x00)) + bytes(254)  # a light or dark module: eight pixels, one bit each


@lru_cache(maxsize=256)  # a ticket is looked at again, and its letter shows the same
def symbol(text: str) -> segno.QRCode:
    """The symbol of a text that is random for the most part, readable when a seventh is dirty."""
    return segno.make_qr(text, error="m", mask=MASK)


def png(text: str) -> bytes:
    """The symbol of a text as a picture with eight pixels a module.

    A line of a module's row is then one byte a module, which takes a twentieth of segno's time.
    """
    matrix = symbol(text).matrix
    edge = b"\xff" * BORDER
    rows = [edge + bytes(row).translate(_PIXELS) + edge for row in matrix]
    blank = [b"\xff" * len(rows[0])] * BORDER
    lines = b"".join((b"\0" + row) * 8 for row in (*blank, *rows, *blank))
    side = 8 * len(rows[0])
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)  # one bit of grey
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
