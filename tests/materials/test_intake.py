"""What is taken in, what is refused, and what becomes of pictures."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from eventsapp.core import files
from eventsapp.core.errors import Refusal
from eventsapp.materials import intake
from eventsapp.materials.kinds import Sort
from tests.core.test_images import bomb
from tests.materials.kits import GPS, PDF, photo


def package(*names: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return written.getvalue()


def keep(data: bytes, name: str) -> intake.Kept:
    return intake.keep(BytesIO(data), name)


def test_keep_stores_a_paper_as_it_came(app):
    kept = keep(PDF, "speech.pdf")

    assert (kept.sort, kept.media_type, kept.size_bytes) == (
        Sort.DOCUMENT,
        "application/pdf",
        len(PDF),
    )
    assert files.open(kept.file_key) == PDF


def test_keep_removes_the_place_of_a_photo_and_leaves_its_maker(app):
    kept = keep(photo(), "minister.jpg")

    with Image.open(BytesIO(files.open(kept.file_key))) as picture:
        exif = picture.getexif()
        assert picture.size == (800, 1200)  # set upright
        assert not exif.get_ifd(GPS)
        assert exif[0x013B] == "Aida Karimova"


def test_keep_draws_three_widths_for_pages(app):
    kept = keep(photo((2400, 1600), "PNG"), "hall.png")

    sizes = {}
    for width, key in kept.widths.items():
        with Image.open(BytesIO(files.open(key))) as picture:
            sizes[width] = picture.size
            assert not picture.getexif()
    assert [min(sizes[width]) <= int(width) for width in sizes] == [True] * 3
    assert list(sizes) == ["320", "960", "1920"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg onload='alert(1)'/>", "logo.svg"),
        (b"<html>", "page.html"),
        (b"MZ\x90", "setup.exe"),
        (b"MZ\x90", "speech.pdf"),
        (PDF, "photo.jpg"),
        (b"\xff\xd8\xff broken", "photo.jpg"),
        (b"\0binary", "list.csv"),
        (b"PK\x03\x04 broken", "speech.docx"),
        (package("word/document.xml", "word/vbaProject.bin"), "speech.docx"),
        (b"", "empty.pdf"),
        (PDF, "no ending"),
    ],
)
def test_keep_refuses_what_can_run_or_is_not_what_it_says(app, data, name):
    with pytest.raises(Refusal):
        keep(data, name)


def test_keep_refuses_a_picture_of_too_many_pixels(app, monkeypatch):
    monkeypatch.setattr(intake, "MOST_PIXELS", 1000)

    with pytest.raises(intake.TooManyPixels):
        keep(photo(), "large.jpg")


def test_keep_refuses_a_bomb_with_the_same_words(app):
    with pytest.raises(intake.TooManyPixels):
        keep(bomb(30_000, 30_000), "bomb.png")


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("C:\\temp\\сөз.pdf", "сөз.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ('a"b\r\nc;d.pdf', "a_b c_d.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_clean_name_is_safe_in_headers_and_folders(given, clean):
    assert intake.clean_name(given) == clean
