"""DOCX from the files of `layouts`, which can be opened and changed in a word processor."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from eventsapp.documents.typesetting import LAYOUTS

# whose spelling a word processor checks it by
LOCALES = {"kk": "kk-KZ", "ky": "ky-KG", "ru": "ru-RU", "en": "en-GB", "tr": "tr-TR"}


def docx(layout: str, sides: Sequence[Mapping[str, Any]]) -> bytes:
    """The document of a layout; one language after the other."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- brings lxml
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # noqa: PLC0415 -- the same

    document = DocxTemplate(LAYOUTS / f"{layout}.docx")
    document.render({"sides": sides}, autoescape=True)
    about = document.docx.core_properties
    about.title, about.author = sides[0]["title"][:255], sides[0]["author"][:255]
    about.language = LOCALES[sides[0]["language"]]
    for spelling in document.docx.styles.element.iter(qn("w:lang")):
        spelling.set(qn("w:val"), about.language)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def starting_point(layout: str) -> bytes:
    """A shipped template, to be changed into one's own."""
    return (LAYOUTS / f"{layout}.docx").read_bytes()
