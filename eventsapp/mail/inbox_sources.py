"""Where incoming mail lies: a folder of an IMAP account, a Maildir, a folder of .eml files.

A letter that was handled is marked as read, one that could not be is flagged besides; nothing
is ever deleted.
"""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from eventsapp.config import ROOT

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

MOST_BYTES = 256 * 1024  # of a letter; of a larger one only so many and one more are read
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Source(Protocol):
    """Unread letters by key."""

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Each letter's key and first bytes. Raises OSError when the place is out of reach."""

    def settle(self, key: str, *, aside: bool) -> None:
        """Mark a letter as read; `aside`: for a person to look at."""


class Folder:
    """`.eml` files; handled ones move into `done/` or `aside/` beside them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """The files, by name."""
        for file in sorted(self.path.glob("*.eml")):
            yield file.name, _beginning(file)

    def settle(self, key: str, *, aside: bool) -> None:
        """Move a file out of the way."""
        target = self.path / ("aside" if aside else "done")
        target.mkdir(exist_ok=True)
        (self.path / key).replace(target / key)


class Maildir:
    """A Maildir; the letters in `new/`, and those in `cur/` that nobody has seen."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name in ("tmp", "new", "cur"):
            (path / name).mkdir(parents=True, exist_ok=True)

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """The letters, oldest name first."""
        for file in sorted([*self.path.glob("new/*"), *self.path.glob("cur/*")]):
            if "S" not in _flags(file.name) and not file.name.startswith("."):
                yield f"{file.parent.name}/{file.name}", _beginning(file)

    def settle(self, key: str, *, aside: bool) -> None:
        """Give a letter the flags of one that was seen."""
        file = self.path / key
        flags = "".join(sorted({*_flags(file.name), "S", *("F" if aside else "")}))
        file.replace(self.path / "cur" / f"{file.name.partition(':')[0]}:2,{flags}")


class Imap:
    """One folder of an IMAP account, signed in to."""

    def __init__(self, box: "BaseMailBox") -> None:
        self.box = box

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """The unseen letters; looking at them leaves them unseen."""
        for uid in self.box.uids("UNSEEN"):
            answer = self.box.client.uid("fetch", uid, f"(BODY.PEEK[]<0.{MOST_BYTES + 1}>)")
            for part in answer[1]:
                if isinstance(part, tuple):
                    yield uid, bytes(part[1])

    def settle(self, key: str, *, aside: bool) -> None:
        """Mark a letter as seen."""
        self.box.flag(key, ["\\Seen", "\\Flagged"] if aside else ["\\Seen"], True)


@contextmanager
def connect(url: str) -> Iterator[Source]:
    """The place a setting like `imaps://user:password@host/folder` names.

    Raises OSError when it is out of reach, ValueError when it is written wrongly.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        yield Folder(ROOT / parts.path)
    elif parts.scheme == "maildir":
        yield Maildir(ROOT / parts.path)
    elif parts.scheme in ("imap", "imaps") and parts.hostname and parts.username:
        with _signed_in(parts) as box:
            yield Imap(box)
    else:
        raise ValueError("write it like imaps://user:password@host/folder or maildir:/path")


@contextmanager
def _signed_in(parts: SplitResult) -> "Iterator[BaseMailBox]":
    """The account, by a connection that is encrypted and checked unless it is on this machine."""
    import imap_tools  # noqa: PLC0415 -- only where there is an account: it loads slowly

    host, timeout = parts.hostname or "", current_app.config["MAIL_TIMEOUT"]
    tls = ssl.create_default_context()
    account: BaseMailBox
    try:
        if parts.scheme == "imaps":
            account = imap_tools.MailBox(host, parts.port or 993, timeout, ssl_context=tls)
        elif host in LOOPBACK:
            account = imap_tools.MailBoxUnencrypted(host, parts.port or 143, timeout)
        else:
            account = imap_tools.MailBoxStartTls(host, parts.port or 143, timeout, ssl_context=tls)
        name, password = unquote(parts.username or ""), unquote(parts.password or "")
        with _hanging_up(account), account.login(name, password, initial_folder=None):
            account.folder.set(unquote(parts.path.strip("/")) or "INBOX")
            yield account
    except (imaplib.IMAP4.error, imap_tools.ImapToolsError) as error:
        raise OSError(f"{host}: {error}") from error


@contextmanager
def _hanging_up(account: "BaseMailBox") -> Iterator[None]:
    """Close the connection in the end, also where signing in or out has failed."""
    try:
        yield
    finally:
        with suppress(OSError):
            account.client.shutdown()


def _beginning(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _flags(name: str) -> str:
    return name.partition(":2,")[2]
