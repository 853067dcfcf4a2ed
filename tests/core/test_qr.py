"""QR symbols are read back by a reader, from the pictures as people get them."""

import io
import re

import zxingcpp
from PIL import Image, ImageDraw

from eventsapp.core import qr

CODE = "DL1:0123456789abcdef0123456789abcdef"


def read(picture):
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def test_png_is_read_back():
    picture = Image.open(io.BytesIO(qr.png(CODE)))

    assert picture.size == (264, 264)
    assert read(picture.convert("L")) == CODE


def test_png_is_read_back_with_a_stain():
    picture = Image.open(io.BytesIO(qr.png(CODE))).convert("L")
    ImageDraw.Draw(picture).rectangle((120, 120, 170, 150), fill=255)

    assert read(picture) == CODE


def test_svg_draws_the_same_modules():
    drawn = qr.svg("webcal://example.org/ky/events.ics?city=ош", border=2)
    side = int(re.search(r'viewBox="-2 -2.5 (\d+) \1"', drawn)[1])
    picture = Image.new("L", (side, side), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", drawn):
        for step in range(int(length)):
            picture.putpixel((2 + int(x) + step, 2 + int(y)), 0)

    assert read(picture.resize((8 * side, 8 * side), 0)) == (
        "webcal://example.org/ky/events.ics?city=ош"
    )
