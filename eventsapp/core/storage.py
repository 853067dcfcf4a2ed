"""Where files lie: a folder of this machine, or a bucket that speaks S3. Both hold keys and bytes."""

import shutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import urlsplit

from eventsapp.config import ROOT

UNFINISHED = ".part"  # a file that is being written
PIECE_BYTES = 256 * 1024


class Storage(Protocol):
    """What every place for files can do."""

    def write(self, key: str, source: IO[bytes]) -> None:
        """Keep what the source gives under a key: wholly or not at all."""

    def read(self, key: str) -> Iterator[bytes] | None:
        """The bytes under a key, piece by piece; None where there are none."""

    def delete(self, key: str) -> None:
        """Forget a key. Safe to repeat."""


class Folder:
    """Files in a folder, spread over folders below it by their first two letters."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, key: str, source: IO[bytes]) -> None:
        """Write beside its place first, so that nobody reads half a file."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(UNFINISHED)
        with unfinished.open("wb") as file:
            shutil.copyfileobj(source, file, PIECE_BYTES)
        unfinished.replace(path)

    def read(self, key: str) -> Iterator[bytes] | None:
        """Opened at once, so that a file deleted meanwhile is still read to its end."""
        try:
            file = self._path(key).open("rb")
        except FileNotFoundError:
            return None
        return _pieces(file)

    def delete(self, key: str) -> None:
        """Remove the file."""
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.root / key[:2] / key


class Bucket:
    """Files in a bucket; address and credentials are those of the AWS environment variables."""

    def __init__(self, name: str, prefix: str) -> None:
        self.name, self.prefix = name, prefix

    def write(self, key: str, source: IO[bytes]) -> None:
        """Large files go up in parts, and appear when the last has come."""
        self._client.upload_fileobj(source, self.name, self.prefix + key)

    def read(self, key: str) -> Iterator[bytes] | None:
        """As the service sends it."""
        try:
            found = self._client.get_object(Bucket=self.name, Key=self.prefix + key)
        except self._client.exceptions.NoSuchKey:
            return None
        pieces: Iterator[bytes] = found["Body"].iter_chunks(PIECE_BYTES)
        return pieces

    def delete(self, key: str) -> None:
        """Remove the object."""
        self._client.delete_object(Bucket=self.name, Key=self.prefix + key)

    @cached_property
    def _client(self) -> Any:
        import boto3  # type: ignore[import-untyped]  # noqa: PLC0415 -- of requirements-scale.txt

        return boto3.client("s3")


def connect(url: str) -> Folder | Bucket:
    """The storage that a STORAGE_URL names. Raises ValueError for one of another kind."""
    parts = urlsplit(url)
    if parts.scheme == "s3" and parts.netloc:
        prefix = parts.path.strip("/")
        return Bucket(parts.netloc, f"{prefix}/" if prefix else "")
    if not url.startswith("file:"):
        raise ValueError(f"STORAGE_URL={url!r}: write file: and a folder, or s3://bucket/prefix")
    return Folder(ROOT / url.removeprefix("file:"))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE_BYTES):
            yield piece
