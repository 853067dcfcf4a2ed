"""PDF from the files of `layouts`: tagged (PDF/UA), every letter in the embedded font.

Everything people wrote comes as data, never as source, so nothing in it is a command.
"""

import json
import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal
from eventsapp.documents.house import LOGO, House

LAYOUTS = Path(__file__).parent / "layouts"
UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')


class NotMade(Refusal):
    """A document cannot be made; the message says why."""

    status = 422


class LetterMissing(NotMade):
    """A text holds a letter that the font does not have."""

    message = _l("These letters cannot be printed: %(letters)s")

    def __init__(self, letters: str) -> None:
        super().__init__(self.message % {"letters": letters})


def pdf(template: str, data: Mapping[str, Any], own: House) -> bytes:
    """The document of a shipped template. Raises LetterMissing."""
    import typst  # noqa: PLC0415 -- with the first document: 80 MB

    sources = {
        "main": (LAYOUTS / f"{template}.typ").read_bytes(),
        "_sheet.typ": (LAYOUTS / "_sheet.typ").read_bytes(),
        "data.json": json.dumps(own.furnish(data), ensure_ascii=False).encode(),
    }
    if drawn := own.drawn_logo:
        sources[LOGO] = drawn
    try:
        made, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]
            sources,  # takes files by name too
            font_paths=[fonts()],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        if missing := UNPRINTABLE.search(str(error)):
            raise LetterMissing(missing[1]) from error
        raise
    if warnings:
        raise RuntimeError(f"{template}.typ: {warnings[0]}")
    return made


def fonts() -> str:
    """The folder of the letters that documents are set in."""
    found = find_spec("fontpkg_noto_sans")
    if found is None or found.origin is None:
        raise RuntimeError("fontpkg-noto-sans is not installed")
    return str(Path(found.origin).parent / "files")


def starting_point(template: str) -> bytes:
    """A shipped template as one file that stands alone, to be changed into one's own."""
    sheet = (LAYOUTS / "_sheet.typ").read_text()
    layout = (LAYOUTS / f"{template}.typ").read_text()
    return re.sub(r'#import "_sheet\.typ":.*\n', lambda _match: f"{sheet}\n", layout).encode()
