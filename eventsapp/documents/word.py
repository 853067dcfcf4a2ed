"""DOCX from the files of `layouts`, which can be opened and changed in a word processor."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from eventsapp.documents.drawing import drawings
from eventsapp.documents.house import INK, House
from eventsapp.documents.typesetting import LAYOUTS

# whose spelling a word processor checks it by
LOCALES = {"kk": "kk-KZ", "ky": "ky-KG", "ru": "ru-RU", "en": "en-GB", "tr": "tr-TR"}


def docx(layout: str, sides: Sequence[Mapping[str, Any]], own: House) -> bytes:
    """The document of a layout; one language after the other."""
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # noqa: PLC0415 -- brings lxml

    document = DocxTemplate(LAYOUTS / f"{layout}.docx")
    drawn = drawings(document, sides[0]["organisation"], own.logo, own.accent)
    document.render({"sides": sides} | drawn, autoescape=True)
    about = document.docx.core_properties
    about.title, about.author = sides[0]["title"][:255], sides[0]["author"][:255]
    about.language = LOCALES[sides[0]["language"]]
    _dress(document.docx, about.language, own.accent)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _dress(document: Any, locale: str, accent: str) -> None:
    """Its spelling, and the colour of the organisation in place of the shipped one."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- brings lxml

    styles, ink = document.styles.element, INK.removeprefix("#")
    for spelling in styles.iter(qn("w:lang")):
        spelling.set(qn("w:val"), locale)
    for root in (styles, document.element):
        for colour in root.iter(qn("w:color")):
            if colour.get(qn("w:val")) == ink:
                colour.set(qn("w:val"), accent.removeprefix("#"))


def starting_point(layout: str) -> bytes:
    """A shipped template, to be changed into one's own."""
    return (LAYOUTS / f"{layout}.docx").read_bytes()
