"""Stored files: outside the web root, under random names, in the folder of STORAGE_URL.

Who may see a file is decided where it is served; a key alone opens nothing.
"""

import re
import secrets
from pathlib import Path

from flask import current_app

from eventsapp.config import ROOT

SCHEME = "file:"
UNFINISHED = ".part"  # a file that is being written
_KEY = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{1,5}")


def store(data: bytes, suffix: str) -> str:
    """Keep the data under a new random key that ends in this suffix (`.png`); give the key."""
    key = secrets.token_hex(16) + suffix
    path = _path(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(UNFINISHED)
    unfinished.write_bytes(data)
    unfinished.replace(path)
    return key


def open(key: str) -> bytes | None:
    """The data under a key; None where there is none, or where it is no key of ours."""
    try:
        return _path(key).read_bytes()
    except (ValueError, FileNotFoundError):
        return None


def delete(key: str) -> None:
    """Forget a file. Safe to repeat."""
    _path(key).unlink(missing_ok=True)


def folder() -> Path:
    """Where the files are. Raises ValueError for a STORAGE_URL of another kind."""
    url = current_app.config["STORAGE_URL"]
    if not url.startswith(SCHEME):
        raise ValueError(f"STORAGE_URL={url!r}: write file: and a folder")
    return ROOT / url.removeprefix(SCHEME)


def _path(key: str) -> Path:
    if not _KEY.fullmatch(key):
        raise ValueError(f"no key of a stored file: {key!r}")
    return folder() / key[:2] / key
