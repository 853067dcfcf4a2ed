"""QR symbols: entry codes and addresses, as pictures for pages, papers and letters."""

import re
import struct
import zlib
from functools import lru_cache
from math import isqrt
from typing import Any

import zxingcpp
from markupsafe import Markup

BORDER = 2  # modules of white around a picture
_DARK = re.compile(b"\x00+")


@lru_cache(maxsize=256)  # a ticket is looked at again, and its letter shows the same
def modules(text: str) -> tuple[bytes, ...]:
    """The rows of the symbol, a byte a module, dark ones 0; readable when a seventh is dirty."""
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = symbol.to_image(scale=1, add_quiet_zones=False)  # a buffer, untyped
    drawn = bytes(memoryview(picture))
    side = isqrt(len(drawn))
    return tuple(drawn[start : start + side] for start in range(0, side * side, side))


def svg(text: str, *, border: int = 0) -> Markup:
    """The symbol as a drawing, one unit a module: each row's dark stretches are lines."""
    rows = modules(text)
    lines = "".join(
        f"M{dark.start()} {number}h{dark.end() - dark.start()}"
        for number, row in enumerate(rows)
        for dark in _DARK.finditer(row)
    )
    start, side = -border, len(rows) + 2 * border
    return Markup(  # noqa: S704 -- numbers only
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{start} {start - 0.5} {side} {side}">'
        f'<path stroke="#000" d="{lines}"/></svg>'
    )


def png(text: str) -> bytes:
    """The symbol as a picture with eight pixels a module, each one bit: a module is one byte."""
    edge = b"\xff" * BORDER
    rows = [edge + row + edge for row in modules(text)]
    blank = [b"\xff" * len(rows[0])] * BORDER
    lines = b"".join((b"\0" + row) * 8 for row in (*blank, *rows, *blank))
    side = 8 * len(rows[0])
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)  # one bit of grey
    packer = zlib.compressobj(1, wbits=12, memLevel=4)  # less memory to make ready than to fill
    packed = packer.compress(lines) + packer.flush()
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
