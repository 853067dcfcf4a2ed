"""What the installation runs: the release, what it stands on, how far its sentences are translated."""

import platform
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from babel.messages import Message
from babel.messages.pofile import read_po

from eventsapp.config import ROOT
from eventsapp.core.texts import LANGUAGES
from eventsapp.extensions import db
from eventsapp.web import health

CATALOGUES = ROOT / "eventsapp" / "translations"


@dataclass(frozen=True)
class Coverage:
    """How many of the product's sentences exist in one language."""

    language: str
    total: int
    missing: Sequence[str]  # in English

    @property
    def percent(self) -> int:
        """Rounded down: 100 means all of them."""
        return 100 * (self.total - len(self.missing)) // self.total


def release() -> dict[str, str]:
    """The release, the language it is written in, the database with its last migration, the zones."""
    dialect = db.engine.dialect
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[dialect.name]
    server = ".".join(map(str, dialect.server_version_info or ()))
    return {
        "version": _version(),
        "python": platform.python_version(),
        "database": f"{name} {server}",
        "migration": health.migration() or "-",
        "zones": version("tzdata"),
    }


@cache
def coverage() -> Sequence[Coverage]:
    """Of every language but the one that sentences are written in; read once a process."""
    found = {path.parts[-3]: path for path in CATALOGUES.glob("*/LC_MESSAGES/messages.po")}
    return [_read(language) for language in LANGUAGES if language in found]


def _read(language: str) -> Coverage:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = [each for each in read_po(file) if each.id]
    missing = [_english(each) for each in messages if not _is_translated(each)]
    return Coverage(language, len(messages), missing)


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_translated(message: Message) -> bool:
    words = [message.string] if isinstance(message.string, str) else message.string or ()
    return bool(words) and all(words) and not message.fuzzy


@cache
def _version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
