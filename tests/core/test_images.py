import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from eventsapp.core import images


def picture(kind: str = "PNG", size: tuple[int, int] = (200, 100), **options) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", size, "#2A3AC2").save(drawn, kind, **options)
    return drawn.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be so large."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_clean_logo_redraws_every_kind_as_png(app, kind):
    cleaned = Image.open(BytesIO(images.clean_logo(BytesIO(picture(kind)))))

    assert (cleaned.format, cleaned.size) == ("PNG", (200, 100))


def test_clean_logo_keeps_transparency(app):
    drawn = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(drawn, "PNG")

    cleaned = Image.open(BytesIO(images.clean_logo(BytesIO(drawn.getvalue()))))

    assert cleaned.getpixel((5, 5))[3] == 0


def test_clean_logo_fits_large_ones_in(app):
    cleaned = Image.open(BytesIO(images.clean_logo(BytesIO(picture(size=(4000, 1000))))))

    assert cleaned.size == (640, 160)


def test_clean_logo_drops_what_is_hidden_behind_the_picture(app):
    hidden = picture("GIF") + b"<script>alert(1)</script>"

    assert b"<script>" not in images.clean_logo(BytesIO(hidden))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just words",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7 and so on",
        picture()[:60],
        b"GIF89a<script>alert(1)</script>",
    ],
)
def test_clean_logo_refuses_other_files(app, data):
    with pytest.raises(images.NotAPicture):
        images.clean_logo(BytesIO(data))


def test_clean_logo_refuses_too_many_pixels_before_unpacking_them(app):
    with pytest.raises(images.PictureTooLarge):
        images.clean_logo(BytesIO(picture(size=(4001, 10))))


def test_clean_logo_refuses_too_many_bytes(app):
    with pytest.raises(images.PictureTooHeavy):
        images.clean_logo(BytesIO(picture() + bytes(images.MOST_BYTES)))


def test_bombs_are_told_to_have_too_many_pixels(app):
    with pytest.raises(images.PictureTooLarge):
        images.clean_logo(BytesIO(bomb(30_000, 30_000)))
    with pytest.raises(images.PictureTooLarge):
        images.clean_photo(bomb(30_000, 30_000))


def test_clean_photo_takes_what_cameras_take_and_no_more(app):
    large = picture("JPEG", (9504, 6336))

    cleaned = Image.open(BytesIO(images.clean_photo(large)))

    assert cleaned.size == (1600, 1067)
    with pytest.raises(images.PictureTooLarge):
        images.clean_photo(picture("JPEG", (16_000, 4001)))
