"""Files that come in pieces, so that a broken line costs one piece and not the whole file."""

import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import IO

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update

from eventsapp.core import files
from eventsapp.core.errors import Refusal
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.materials import intake
from eventsapp.materials.models import MaterialUpload

PIECE_BYTES = 4 * 1024 * 1024
PIECE_SUFFIX = ".chunk"
KEPT = timedelta(days=1)


class OutOfStep(Refusal):
    """A piece that does not begin where the last one ended."""

    message = _l("This piece of the file has come already, or one before it is missing.")


def begin(event: Event, file_name: str, size: int, *, by: int, now: datetime) -> MaterialUpload:
    """Take a file in, or go on where the same one was broken off. Raises TooHeavy, NotTaken."""
    if size > intake.MOST_BYTES:
        raise intake.TooHeavy
    name = intake.clean_name(file_name)
    if size < 1 or not any(name.lower().endswith(suffix) for suffix in intake.FORMATS):
        raise intake.NotTaken
    standing = db.session.scalar(
        select(MaterialUpload).where(
            MaterialUpload.event_id == event.id,
            MaterialUpload.started_by_id == by,
            MaterialUpload.file_name == name,
            MaterialUpload.size_bytes == size,
        )
    )
    if standing is None:
        standing = MaterialUpload(
            event_id=event.id, started_by_id=by, file_name=name, size_bytes=size, started_at=now
        )
        db.session.add(standing)
    db.session.flush()
    return standing


def find(event: Event, upload_id: int, *, by: int) -> MaterialUpload | None:
    """An upload by its number, if this person began it for this event."""
    return db.session.scalar(
        select(MaterialUpload).where(
            MaterialUpload.id == upload_id,
            MaterialUpload.event_id == event.id,
            MaterialUpload.started_by_id == by,
        )
    )


def receive(upload: MaterialUpload, offset: int, data: bytes) -> MaterialUpload:
    """Keep the next piece; commits, as the file is written outside any transaction.

    Raises OutOfStep, also where the same piece comes twice at a time.
    """
    number, pieces, received = upload.id, list(upload.pieces), upload.received_bytes
    if offset != received or not data or received + len(data) > upload.size_bytes:
        raise OutOfStep
    db.session.rollback()
    key = files.store(data, PIECE_SUFFIX)
    taken = db.session.execute(
        update(MaterialUpload)
        .where(MaterialUpload.id == number, MaterialUpload.received_bytes == offset)
        .values(received_bytes=offset + len(data), pieces=[*pieces, key])
    )
    db.session.commit()
    if not taken.rowcount:  # type: ignore[attr-defined]
        files.delete(key)
        raise OutOfStep
    return db.session.get_one(MaterialUpload, number)


def joined(pieces: Sequence[str]) -> IO[bytes]:
    """The whole file, once every piece has come."""
    whole = tempfile.TemporaryFile()  # noqa: SIM115 -- the caller reads it
    for key in pieces:
        for piece in files.read(key) or ():
            whole.write(piece)
    return whole


def forget(upload_id: int) -> bool:
    """Forget that a file was coming; its pieces are the caller's to delete. False: it was before."""
    gone = db.session.execute(delete(MaterialUpload).where(MaterialUpload.id == upload_id))
    return bool(gone.rowcount)  # type: ignore[attr-defined]


def forget_unfinished(now: datetime) -> int:
    """Delete what was begun a day ago and never ended; return how many."""
    old = db.session.scalars(
        select(MaterialUpload).where(MaterialUpload.started_at < now - KEPT)
    ).all()
    for each in old:
        for key in each.pieces:
            files.forget(key)
        db.session.delete(each)
    db.session.flush()
    return len(old)
