"""What Word documents draw: the logo, and bars.

Templates of strangers are filled with it too, apart from our packages, hence without them. They
reach every public name of what they are given: so there is none.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

LOGO_MM, BAR_MM, LONGEST_MM = 13, 3, 68  # heights of both, and a whole bar


class Picture:
    """A PNG in a line of text, with the words for those who do not see it."""

    def __init__(self, document: Any, png: bytes, alt: str, **size: Any) -> None:
        self._document, self._png, self._alt, self._size = document, png, alt, size

    def __html__(self) -> str:
        """As Jinja writes it: the run of text ends, the picture stands, another run begins."""
        part = self._document.current_rendering_part
        drawn = part.new_pic_inline(BytesIO(self._png), **self._size)
        drawn.docPr.set("descr", self._alt)
        begins = '<w:r><w:t xml:space="preserve">'
        return f"</w:t></w:r><w:r><w:drawing>{drawn.xml}</w:drawing></w:r>{begins}"


def drawings(document: Any, organisation: str, logo: bytes | None, accent: str) -> dict[str, Any]:
    """What a template calls `logo`, empty where there is none, and `bar(hundredths)`."""
    from docx.shared import Mm  # noqa: PLC0415 -- brings lxml

    return {
        "logo": Picture(document, logo, organisation, height=Mm(LOGO_MM)) if logo else "",
        "bar": _bars(document, accent),
    }


def _bars(document: Any, accent: str) -> Callable[[int], Picture | str]:
    from docx.shared import Mm  # noqa: PLC0415 -- brings lxml
    from PIL import Image  # noqa: PLC0415 -- for reports alone

    written = BytesIO()
    Image.new("RGB", (1, 1), accent).save(written, "PNG")
    dot = written.getvalue()

    def bar(hundredths: int) -> Picture | str:
        if hundredths < 1:
            return ""
        size = {"width": Mm(LONGEST_MM * hundredths / 100), "height": Mm(BAR_MM)}
        return Picture(document, dot, "", **size)

    return bar
