"""Many files as one ZIP, written while it is sent: nothing is held in memory or on a disk."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

from eventsapp.materials.models import MaterialVersion

LIST = "_files.txt"


class _Drain:
    """Takes what the ZIP writes until it is sent on. It cannot be wound back."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep some bytes for the next look."""
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """What has come since the last look."""
        data, self.waiting = b"".join(self.waiting), []
        return data


class Entry(NamedTuple):
    """One file of a ZIP: what it is called there, where it lies, of when it is."""

    name: str
    file_key: str
    at: datetime


def stream(
    entries: Iterable[Entry], about: str, read: Callable[[str], Iterator[bytes] | None]
) -> Iterator[bytes]:
    """The ZIP of these files, with a list of them; pictures and films are not packed again."""
    drain = _Drain()
    with zipfile.ZipFile(drain, "w", zipfile.ZIP_STORED) as package:  # type: ignore[call-overload]
        package.writestr(LIST, about)
        for entry in entries:
            pieces = read(entry.file_key)
            if pieces is None:
                continue  # deleted while others were sent
            own = zipfile.ZipInfo(entry.name, date_time=entry.at.timetuple()[:6])
            with package.open(own, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
                    yield drain.taken()
    yield drain.taken()


def entries(versions: Iterable[MaterialVersion]) -> list[Entry]:
    """Each version under a name of its own."""
    taken, found = {LIST}, []
    for version in versions:
        path, number, name = PurePath(version.file_name), 1, version.file_name
        while name.casefold() in taken:
            number += 1
            name = f"{path.stem} ({number}){path.suffix}"
        taken.add(name.casefold())
        found.append(Entry(name, version.file_key, version.uploaded_at))
    return found
