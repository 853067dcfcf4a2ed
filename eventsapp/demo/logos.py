"""Logos for invented bodies: one plain figure on a ground, drawn and never copied."""

import math
from collections.abc import Callable
from io import BytesIO
from typing import Any

SIDE = 960  # drawn large, kept small: edges come out smooth
KEPT = 160


def draw(figure: str, ground: str, ink: str) -> bytes:
    """The logo as a PNG."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- 15 MB that only pictures need

    picture = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, SIDE - 1, SIDE - 1), radius=200, fill=ground)
    FIGURES[figure](pen, ground, ink)
    result = BytesIO()
    picture.resize((KEPT, KEPT), Image.Resampling.LANCZOS).save(result, "PNG", optimize=True)
    return result.getvalue()


def draw_hall() -> bytes:
    """What a photo from an invented hall shows: a wall, a table, the people behind it."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- as above

    picture = Image.new("RGB", (1200, 800), "#22306B")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((180, 90, 1020, 360), fill="#3B4DA3")
    for middle in (330, 510, 690, 870):
        pen.pieslice((middle - 80, 390, middle + 80, 640), 180, 360, fill="#C9D3E6")
        pen.ellipse((middle - 38, 300, middle + 38, 400), fill="#E9D8C4")
    pen.rectangle((120, 510, 1080, 690), fill="#7A4F2B")
    pen.rectangle((0, 690, 1200, 800), fill="#12193D")
    result = BytesIO()
    picture.save(result, "PNG", optimize=True)
    return result.getvalue()


def draw_card() -> bytes:
    """What a photo of an invented press card shows: a face, a name, a stamp."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- as above

    picture = Image.new("RGB", (856, 540), "#F4F1E8")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 856, 110), fill="#1D3F8F")
    pen.rectangle((60, 160, 300, 470), fill="#C9D3E6")
    pen.ellipse((125, 205, 235, 325), fill="#7B8CAD")
    pen.pieslice((85, 345, 275, 595), 180, 360, fill="#7B8CAD")
    for top, right in ((180, 780), (250, 660), (320, 720)):
        pen.rounded_rectangle((350, top, right, top + 32), radius=8, fill="#9AA3B5")
    pen.ellipse((640, 380, 780, 520), outline="#B3352B", width=8)
    result = BytesIO()
    picture.save(result, "PNG", optimize=True)
    return result.getvalue()


def _book(pen: Any, _ground: str, ink: str) -> None:
    pen.polygon([(150, 290), (455, 380), (455, 720), (150, 630)], fill=ink)
    pen.polygon([(810, 290), (505, 380), (505, 720), (810, 630)], fill=ink)
    pen.polygon([(480, 150), (560, 230), (480, 310), (400, 230)], fill=ink)


def _gear(pen: Any, ground: str, ink: str) -> None:
    for tooth in range(8):
        pen.polygon(_turned([(-75, -360), (75, -360), (105, -200), (-105, -200)], tooth / 8), ink)
    pen.ellipse(_circle(260), fill=ink)
    pen.ellipse(_circle(115), fill=ground)


def _shield(pen: Any, ground: str, ink: str) -> None:
    pen.polygon([(480, 140), (770, 240), (770, 500), (480, 830), (190, 500), (190, 240)], fill=ink)
    pen.polygon([(480, 300), (620, 440), (480, 580), (340, 440)], fill=ground)


def _star(pen: Any, _ground: str, ink: str) -> None:
    for ray in range(8):
        pen.polygon(_turned([(0, -390), (105, -150), (0, -60), (-105, -150)], ray / 8), fill=ink)
    pen.ellipse(_circle(130), fill=ink)


def _pages(pen: Any, ground: str, ink: str) -> None:
    for number, left in enumerate((170, 345, 520)):
        top = 180 + 70 * number
        pen.rounded_rectangle((left, top, left + 270, top + 460), radius=40, fill=ink)
        pen.rounded_rectangle((left, top, left + 270, top + 460), 40, outline=ground, width=26)


def _rings(pen: Any, _ground: str, ink: str) -> None:
    for left, top in ((170, 200), (420, 200), (295, 400)):
        pen.ellipse((left, top, left + 370, top + 370), outline=ink, width=70)


def _circle(radius: int) -> tuple[int, int, int, int]:
    middle = SIDE // 2
    return middle - radius, middle - radius, middle + radius, middle + radius


def _turned(points: list[tuple[int, int]], part: float) -> list[tuple[float, float]]:
    """The points, counted from the middle, turned by a part of the circle."""
    sine, cosine = math.sin(part * math.tau), math.cos(part * math.tau)
    middle = SIDE / 2
    return [(middle + x * cosine - y * sine, middle + x * sine + y * cosine) for x, y in points]


FIGURES: dict[str, Callable[[Any, str, str], None]] = {
    "book": _book,
    "gear": _gear,
    "shield": _shield,
    "star": _star,
    "pages": _pages,
    "rings": _rings,
}
