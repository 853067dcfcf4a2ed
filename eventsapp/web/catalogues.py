"""The catalogues of texts: `messages.mo` is what pages read, made from `messages.po` beside it.

Where it is missing every page and letter is in English, whatever language it says it is in.
"""

from pathlib import Path

import structlog
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
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
    try:
        with compiled(source).open("rb") as file:
            made = read_mo(file)
    except OSError:  # also for one that is no catalogue
        return False
    with source.open("rb") as file:
        return all(_stands(message, made) for message in read_po(file))


def _stands(message: Message, made: Catalog) -> bool:
    if not message.id or not message.string or message.fuzzy:
        return True  # not compiled
    found = made.get(message.id, message.context)
    return found is not None and found.string == message.string
