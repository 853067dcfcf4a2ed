"""The catalogues of texts: `messages.mo` is what pages read, made from `messages.po` beside it.

Where it is missing every page and letter is in English, whatever language it says it is in.
"""

from io import BytesIO
from pathlib import Path

import structlog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask

log = structlog.get_logger()

REMEDY = "pybabel compile -d eventsapp/translations"


def init_app(app: Flask) -> None:
    """Say at the start which languages there are no texts in."""
    lacking = [source.parts[-3] for source in sources(app) if not compiled(source).exists()]
    if lacking:
        log.warning("translations_not_compiled", languages=lacking, to_do=REMEDY)


def outdated(app: Flask) -> list[str]:
    """The languages whose texts are not, or not all, as their source has them."""
    return [source.parts[-3] for source in sources(app) if not _is_current(source)]


def sources(app: Flask) -> list[Path]:
    """The source of each language."""
    folders = app.extensions["babel"].translation_directories
    found = [Path(app.root_path, folder).glob("*/LC_MESSAGES/messages.po") for folder in folders]
    return sorted(path for paths in found for path in paths)


def compiled(source: Path) -> Path:
    """What is made from it."""
    return source.with_suffix(".mo")


def _is_current(source: Path) -> bool:
    made = BytesIO()
    with source.open("rb") as file:
        write_mo(made, read_po(file, source.parts[-3]))
    return compiled(source).exists() and compiled(source).read_bytes() == made.getvalue()
