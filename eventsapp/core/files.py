"""Stored files: outside the web root, under random names, in the storage of STORAGE_URL.

Who may see a file is decided where it is served; a key alone opens nothing.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from eventsapp.core.storage import Bucket, Folder, connect
from eventsapp.extensions import db

_KEY = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{1,5}")
_FORGOTTEN = "dateline.forgotten_files"  # of a session


def store(data: bytes, suffix: str) -> str:
    """Keep the data under a new random key that ends in this suffix (`.png`); give the key."""
    return store_stream(BytesIO(data), suffix)


def store_stream(source: IO[bytes], suffix: str) -> str:
    """The same for what is too large to be held in memory."""
    key = secrets.token_hex(16) + suffix
    _storage().write(key, source)
    return key


def open(key: str) -> bytes | None:
    """The data under a key; None where there is none, or where it is no key of ours."""
    pieces = read(key)
    return None if pieces is None else b"".join(pieces)


def read(key: str) -> Iterator[bytes] | None:
    """The same, piece by piece."""
    return reader()(key)


def reader() -> Callable[[str], Iterator[bytes] | None]:
    """`read` for one who goes on after the request has ended, as a long download does."""
    storage = _storage()
    return lambda key: storage.read(key) if _KEY.fullmatch(key) else None


def forget(key: str) -> None:
    """Delete a file once the transaction that stops naming it has ended; a rollback keeps it."""
    db.session().info.setdefault(_FORGOTTEN, set()).add(key)


def delete(key: str) -> None:
    """Delete a file at once, which no committed row may name. Safe to repeat."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"no key of a stored file: {key!r}")
    _storage().delete(key)


def folder() -> Path | None:
    """Where the files are; None in a bucket. Raises ValueError for a STORAGE_URL of neither kind."""
    storage = _storage()
    return storage.root if isinstance(storage, Folder) else None


@event.listens_for(Session, "after_commit")
def _delete_forgotten(session: Session) -> None:
    if not session.in_nested_transaction():
        for key in session.info.pop(_FORGOTTEN, ()):
            delete(key)


@event.listens_for(Session, "after_rollback")
def _remember(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_FORGOTTEN, None)


def _storage() -> Folder | Bucket:
    url = current_app.config["STORAGE_URL"]
    standing: dict[str, Folder | Bucket] = current_app.extensions.setdefault("dateline_storage", {})
    if url not in standing:
        standing[url] = connect(url)
    return standing[url]
