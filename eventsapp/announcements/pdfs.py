"""The words of a PDF, read in a process of its own.

A PDF of a few kilobytes can hold pages that take minutes to read. That process is not ours, and
gets as much memory and time as an honest file needs.
"""

import json
import resource
import signal
import subprocess
import sys
import time
from io import BytesIO

MOST_PAGES = 30
MOST_MEMORY = 1024**3  # bytes
MOST_SECONDS = 1.5  # of the processor; then a signal ends it
ENOUGH_SECONDS = 0.8  # of the clock, after which no further page is begun
PATIENCE = 1.7  # seconds of the clock, so that even a busy machine answers within two


class Unreadable(ValueError):
    """No PDF, a broken one, or one that needs more than it gets."""


class Locked(Unreadable):
    """It asks for a password."""


def read(data: bytes) -> str:
    """The words of its first pages. Raises Unreadable."""
    try:
        ended = subprocess.run(  # noqa: S603 -- a program of ours
            [sys.executable, "-I", __file__],
            input=data,
            capture_output=True,
            check=True,
            timeout=PATIENCE,
            env={},
        )
    except subprocess.SubprocessError as error:
        raise Unreadable from error
    words: str | None = json.loads(ended.stdout)
    if words is None:
        raise Locked
    return words


def _answer() -> None:
    """What that process does: the file comes by its input, its words leave as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(_words(sys.stdin.buffer.read()), sys.stdout)


def _words(data: bytes) -> str | None:
    from pypdf import PdfReader  # noqa: PLC0415 -- who calls `read` never needs it
    from pypdf.errors import DependencyError  # noqa: PLC0415 -- the same

    begun = time.monotonic()
    reader, found = PdfReader(BytesIO(data)), list[str]()
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        for page in reader.pages[:MOST_PAGES]:
            if time.monotonic() - begun < ENOUGH_SECONDS:
                found.append(page.extract_text())
    except (NotImplementedError, DependencyError):  # an encryption that needs more than we have
        return None
    return "\n".join(found)


if __name__ == "__main__":
    _answer()
