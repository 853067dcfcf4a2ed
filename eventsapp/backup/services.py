"""What is done with backups: taken, and put back."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import upgrade
from sqlalchemy import inspect, text

from eventsapp.backup import archive, engines
from eventsapp.backup.archive import FILES, Manifest
from eventsapp.core import files, publication, storage, tokens
from eventsapp.core.database import begin_reading
from eventsapp.extensions import db
from eventsapp.web import health

DATABASE = "database"  # the member that holds it
OWNERS = ("organisation", "account")  # every other record hangs below these


class Refused(Exception):
    """This backup is not for this installation; the text says why and what to do."""


def save(target: Path, *, now: datetime) -> None:
    """Write database and files to a new archive, while everything goes on.

    Raises Refused when the file exists or the database is empty, engines.Unable when the database cannot be dumped.
    """
    if target.exists():
        raise Refused(f"{target} exists already. Name another file.")
    begin_reading(db.session())
    migration = health.migration()
    db.session.rollback()
    if migration is None:
        raise Refused("The database is empty: there is nothing to keep.")
    with TemporaryDirectory(dir=target.resolve().parent, prefix=".backup-") as folder:
        database = Path(folder) / DATABASE
        manifest = Manifest(
            made_at=now.isoformat(),
            database=db.engine.dialect.name,
            migration=migration,
            key=_fingerprint(),
        )
        engines.dump(database)
        archive.pack(target, manifest, [(DATABASE, database), *_stored()])


def restore(source: Path, *, force: bool) -> Manifest:
    """Put database and files of an archive in the place of ours, and bring them up to date.

    What is in a browser's or a process's memory counts as outdated afterwards. Raises
    archive.Damaged, engines.Unable, and Refused: a database that holds something needs `force`.
    """
    with TemporaryDirectory(prefix="dateline-restore-") as temporary:
        folder = Path(temporary)
        manifest = archive.unpack(source, folder)
        _check(manifest, force=force)
        former = _publications()
        kept = _lay_out(folder / FILES)
        engines.load(folder / DATABASE)
        db.engine.dispose()
        upgrade()
        _outdate(former)
        _sweep(kept)
    return manifest


def holds_records() -> bool:
    """Whether anything would be lost by emptying the database."""
    begin_reading(db.session())
    standing = inspect(db.session.connection())
    try:
        return any(
            db.session.execute(text(f"SELECT 1 FROM {name} LIMIT 1")).first()  # noqa: S608 -- ours
            for name in OWNERS
            if standing.has_table(name)
        )
    finally:
        db.session.rollback()


def is_ours(manifest: Manifest) -> bool:
    """Whether it was made under our SECRET_KEY, with which tickets and links were signed."""
    return manifest.key == _fingerprint()


def _check(manifest: Manifest, *, force: bool) -> None:
    ours = db.engine.dialect.name
    if manifest.database != ours:
        raise Refused(f"The backup is of {manifest.database}, and DATABASE_URL names {ours}.")
    if not _is_known(manifest.migration):
        raise Refused(
            f"The backup is of a newer release (migration {manifest.migration}). "
            "Install that release first."
        )
    if holds_records() and not force:
        raise Refused("The database holds records. --force replaces all of them.")


def _is_known(migration: str) -> bool:
    try:
        return bool(ScriptDirectory.from_config(health.alembic_config()).get_revision(migration))
    except CommandError:
        return False


def _fingerprint() -> str:
    return tokens.derive_code("backup")


def _stored() -> Iterator[tuple[str, Path]]:
    """The stored files; those in a bucket are kept by the versions of the bucket."""
    root = files.folder()
    for path in sorted(root.rglob("*")) if root else ():
        if path.is_file() and path.suffix != storage.UNFINISHED:
            yield f"{FILES}/{path.relative_to(path.parents[1]).as_posix()}", path


def _lay_out(source: Path) -> set[Path]:
    """Copy the stored files to their place, before any record names them."""
    root = files.folder()
    if root is None:
        return set()
    kept = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for path in kept:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, root / path)
    return kept


def _sweep(kept: set[Path]) -> None:
    """Delete the files that no record names any more."""
    root = files.folder()
    for path in list(root.rglob("*")) if root else ():
        if root and path.is_file() and path.relative_to(root) not in kept:
            path.unlink()


def _publications() -> int:
    begin_reading(db.session())
    standing = inspect(db.session.connection()).has_table("publication")
    number = publication.number() if standing else 0
    db.session.rollback()
    return number


def _outdate(former: int) -> None:
    """Let the publication counter pass both its values, so that no kept answer counts as fresh."""
    while publication.number() <= former:
        publication.publish()
    publication.publish()
    db.session.commit()
