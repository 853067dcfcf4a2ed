"""The archive: a .tar.gz whose last member lists the checksum of every other."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
FILES = "files"  # the folder of stored files in the archive
PRIVATE = 0o600  # an archive holds people's addresses


class Damaged(Exception):
    """This is no archive of ours, or not the one that was written."""


@dataclass
class Manifest:
    """What an archive says about itself."""

    made_at: str
    database: str  # the kind: sqlite, postgresql
    migration: str
    key: str  # tells whether the SECRET_KEY is the same, and nothing about it
    checksums: dict[str, str] = field(default_factory=dict)  # SHA-256 by member


def pack(target: Path, manifest: Manifest, members: Iterable[tuple[str, Path]]) -> None:
    """Write an archive; under its name it appears only when it is whole."""
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.touch(PRIVATE)
    try:
        with tarfile.open(unfinished, "w:gz") as archive:
            for name, path in members:
                manifest.checksums[name] = _checksum(path)
                archive.add(path, name, recursive=False)
            _add_text(archive, MANIFEST, json.dumps(asdict(manifest), indent=1))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Manifest:
    """Lay the members out in an empty folder. Raises Damaged unless each is as it was packed."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")  # nothing outside the folder
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError) as error:
        raise Damaged(f"{source} is no whole backup of Dateline ({error}).") from error
    found = {
        path.relative_to(folder).as_posix(): _checksum(path)
        for path in folder.rglob("*")
        if path.is_file() and path != folder / MANIFEST
    }
    if found != manifest.checksums:
        wrong = sorted(name for name, _ in found.items() ^ manifest.checksums.items())
        raise Damaged(f"{source} is damaged: {', '.join(dict.fromkeys(wrong))}.")
    return manifest


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    member: Any = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
