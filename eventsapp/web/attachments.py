"""Files as answers: under a name that no browser misreads, and kept by nobody on the way."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from flask import Response

_NOT_PLAIN = re.compile(r'[^ -~]|["\\]')  # in a quoted string of ASCII


def attached(
    data: str | bytes | Iterable[str] | Iterable[bytes], name: str, media_type: str
) -> Response:
    """A file to be saved, whole or in pieces that are sent as they come."""
    return _named(data, "attachment", name, media_type)


def shown(data: bytes, name: str, media_type: str) -> Response:
    """A file of somebody else: a picture is shown, everything else only given to be saved."""
    kind = "inline" if media_type.startswith("image/") else "attachment"
    return _named(data, kind, name, media_type)


def _named(
    data: str | bytes | Iterable[str] | Iterable[bytes], kind: str, name: str, media_type: str
) -> Response:
    answer = Response(data, content_type=media_type)
    plain = _NOT_PLAIN.sub("", name).strip() or "file"
    answer.headers["Content-Disposition"] = (
        f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"  # RFC 6266
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
