"""PDF from the files of `layouts`: tagged (PDF/UA), every letter in the embedded font.

Everything people wrote comes as data, never as source, so nothing in it is a command.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal

LAYOUTS = Path(__file__).parent / "layouts"
_UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')


class LetterMissing(Refusal):
    """A text holds a letter that the font does not have."""

    message = _l("These letters cannot be printed: %(letters)s")
    status = 422

    def __init__(self, letters: str) -> None:
        super().__init__(self.message % {"letters": letters})


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The document of a template. Raises LetterMissing."""
    import fontpkg_noto_sans  # type: ignore[import-untyped]  # noqa: PLC0415 -- with the first document: 80 MB
    import typst  # noqa: PLC0415 -- the same

    sources = {
        "main": (LAYOUTS / f"{template}.typ").read_bytes(),
        "_sheet.typ": (LAYOUTS / "_sheet.typ").read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
    }
    fonts = Path(fontpkg_noto_sans.__file__).parent / "files"
    try:
        made, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]
            sources,  # takes files by name too
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        if missing := _UNPRINTABLE.search(str(error)):
            raise LetterMissing(missing[1]) from error
        raise
    if warnings:
        raise RuntimeError(f"{template}.typ: {warnings[0]}")
    return made
