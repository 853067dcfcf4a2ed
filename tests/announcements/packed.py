"""Word files made by hand, of as little as one needs."""

import io
import zipfile
from xml.sax.saxutils import escape

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraphs(text: str) -> str:
    """The XML of a document, a paragraph for each line."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f'<w:document xmlns:w="{_SPACE}"><w:body>{lines}</w:body></w:document>'


def docx(xml: str | bytes, name: str = "word/document.xml", **others: bytes) -> bytes:
    """A file of this part, and of others by their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in {name: xml, **others}.items():
            archive.writestr(part, data)
    return packed.getvalue()
