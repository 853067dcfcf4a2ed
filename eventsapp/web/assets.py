"""Styles, scripts, pictures and fonts as browsers fetch them: joined, hashed, compressed.

Every address carries a hash of what it delivers, so a browser may keep it for a year. Scripts
share one hash, that of their tree, so that relative imports stay inside it.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Flask, Response, abort, current_app, request

SHARED_STYLES = (
    "tokens", "fonts", "reset", "base", "layout",
    "components/button", "components/menu", "components/pill", "components/tag",
    "components/dateline", "components/notice", "components/field", "components/choice",
    "components/segmented", "components/chip", "components/avatar", "components/meter",
    "components/empty", "components/paging", "components/programme",
    "components/people", "components/facts", "components/fold", "components/qr",
    "components/header",
)  # fmt: skip
STYLES = {
    "public.css": (
        *SHARED_STYLES,
        "components/calendar", "components/day", "components/event-row", "components/filters",
        "components/event-page", "components/entry-card", "components/error-page",
        "components/public-pages", "components/states",
    ),
    "task.css": (
        *SHARED_STYLES,
        "components/toast", "components/entry-card", "components/ticket", "components/task",
        "components/accredit", "components/questions",
        "components/states",
    ),
    "desk.css": (
        *SHARED_STYLES,
        "components/toast", "components/desk", "components/tabs", "components/table",
        "components/rail", "components/timeline", "components/language-tabs",
        "components/language-choice", "components/dialog", "components/upload", "components/materials",
        "components/workspace", "components/composer", "components/paste", "components/event-form",
        "components/questions", "components/person",
        "components/door", "components/door-cards", "components/queue",
        "components/account", "components/error-page", "components/sheet", "components/today", "components/jump", "components/log", "components/guide",
        "components/plot", "components/states",
    ),
    "door.css": (
        *SHARED_STYLES, "components/toast", "components/task", "components/questions",
        "components/checkin", "components/states",
    ),
    "press.css": ("components/table", "components/press-room"),
    "embed.css": ("components/embed",),
    "print.css": ("print",),
}  # fmt: skip
FOREVER = "public, max-age=31536000, immutable"
OUTDATED = "no-cache"  # an address of another release: what is current, not to be kept
TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


@dataclass(frozen=True)
class Asset:
    """One file as it is delivered, under the version its address carries."""

    content: bytes
    mimetype: str
    version: str

    @cached_property
    def compressed(self) -> bytes | None:
        """The content for browsers that take gzip; fonts and photos would only grow."""
        return gzip.compress(self.content, 9) if self.mimetype.startswith(TEXT) else None


class Assets:
    """All of `static/` in memory, some 1.3 MB, and the style sheets joined from it."""

    def __init__(self, folder: Path) -> None:
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}
        scripts = _digest(*(files[name] for name in sorted(files) if name.startswith("js/")))
        self.files = {
            name: Asset(
                content, _mimetype(name), scripts if name.startswith("js/") else _digest(content)
            )
            for name, content in files.items()
        }
        self.styles = {
            name: self._joined([files[f"css/{part}.css"] for part in parts])
            for name, parts in STYLES.items()
        }

    def address(self, name: str) -> str:
        """Where a file of `static/` is fetched. Raises KeyError for one that is not there."""
        return f"/static/{self.files[name].version}/{name}"

    def _joined(self, parts: list[bytes]) -> Asset:
        text = _without_air(b"\n".join(parts).decode())
        text = re.sub(r'url\("\.\./(.+?)"\)', lambda at: f'url("{self.address(at[1])}")', text)
        content = text.encode()
        return Asset(content, "text/css", _digest(content))


def init_app(app: Flask) -> None:
    """Read the files once (again on each request in debug mode) and offer their addresses."""
    folder = Path(app.root_path).parent / "static"
    app.extensions["dateline_assets"] = Assets(folder)
    if app.debug:
        app.before_request(lambda: app.extensions.update(dateline_assets=Assets(folder)))
    app.jinja_env.globals.update(static_url=static_url, css_url=css_url, script_url=script_url)
    app.add_url_rule("/static/<version>/<path:name>", "static", static)
    app.add_url_rule("/assets/<version>/<name>", "styles", styles)


def static_url(name: str) -> str:
    """The address of a file of `static/`: `static_url("img/icons.svg")`."""
    return _assets().address(name)


def css_url(name: str) -> str:
    """The address of a joined style sheet: `css_url("public")` or `css_url("desk")`."""
    return f"/assets/{_assets().styles[f'{name}.css'].version}/{name}.css"


def script_url(name: str = "app.js") -> str:
    """The address of a script below `static/js/`."""
    return _assets().address(f"js/{name}")


def static(version: str, name: str) -> Response:
    """Deliver a file of `static/`."""
    return _delivered(_assets().files.get(name), version)


def styles(version: str, name: str) -> Response:
    """Deliver a joined style sheet."""
    return _delivered(_assets().styles.get(name), version)


def _delivered(asset: Asset | None, version: str) -> Response:
    if asset is None:
        abort(Response("Not found", 404, mimetype="text/plain"))  # no page around it
    response = Response(asset.content, mimetype=asset.mimetype)
    if asset.compressed:
        response.vary.add("Accept-Encoding")
        if "gzip" in request.accept_encodings:
            response.set_data(asset.compressed)
            response.content_encoding = "gzip"
    response.headers["Cache-Control"] = FOREVER if version == asset.version else OUTDATED
    return response


def _assets() -> Assets:
    found: Assets = current_app.extensions["dateline_assets"]
    return found


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _without_air(styles: str) -> str:
    """The same styles without comments and without the spaces that only people need."""
    styles = re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)
    styles = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", styles))
    return styles.replace(": ", ":").replace(";}", "}").strip()


def _digest(*contents: bytes) -> str:
    return hashlib.sha256(b"\0".join(contents)).hexdigest()[:12]


def _mimetype(name: str) -> str:
    known = {
        ".js": "text/javascript",
        ".woff2": "font/woff2",
        ".webmanifest": "application/manifest+json",
    }
    return (
        known.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    )
