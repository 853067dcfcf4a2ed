"""What the camera of the browser sees: an entry code, held still."""

import io
from pathlib import Path

from PIL import Image

from eventsapp.core import qr

ENTRY_KEY = "0123456789abcdef0123456789abcdef"
WIDTH, HEIGHT = 640, 480
GREY = 200


def film(path: Path) -> Path:
    """Write one second of it as YUV4MPEG2."""
    symbol = Image.open(io.BytesIO(qr.png(f"DL1:{ENTRY_KEY}"))).convert("L").resize((280, 280))
    picture = Image.new("L", (WIDTH, HEIGHT), GREY)
    picture.paste(symbol, (180, 100))
    frame = b"FRAME\n" + picture.tobytes() + bytes([128]) * (WIDTH * HEIGHT // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode() + frame * 10)
    return path
