"""Where letters go: a mail server over one connection, or a folder when there is none."""

import re
import select
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import flask_mail
from flask import current_app

from eventsapp.config import ROOT
from eventsapp.mail.failures import GONE_CODE
from eventsapp.mail.wire import Letter

GO_ON_CODE = 354  # "start mail input": RFC 5321 §4.3.2
CONSIDERS_SECONDS = 600  # a server may take so long over a letter: RFC 5321 §4.5.3.2.6
ASKED_SECONDS = 60  # between two chances to do something else meanwhile
_DOT = re.compile(rb"^\.", re.MULTILINE)
Meanwhile = Callable[[], None]


def nothing() -> None:
    """Wait idly."""


class Post(Protocol):
    """Takes letters, one by one."""

    def send(self, letter: Letter, meanwhile: Meanwhile = nothing) -> None:
        """Hand over one letter; do something at once, and each minute that it is considered.

        Raises OSError, of which smtplib's errors are kinds.
        """


class Host(smtplib.SMTP):
    """A mail server that leaves us time for something else while it considers a letter."""

    meanwhile: Meanwhile = staticmethod(nothing)

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the content of a letter, in bytes: RFC 5321 §4.1.1.4."""
        code, words = self.docmd("data")
        if code != GO_ON_CODE:
            self._leave(code)
            raise smtplib.SMTPDataError(code, words)
        self.send(_DOT.sub(b"..", msg) + b".\r\n")  # §4.5.2
        self._wait_for_answer()
        return self.getreply()

    def _leave(self, code: int) -> None:
        """Forget the letter, so that the next can be sent: the library does so only later on."""
        if code == GONE_CODE:
            self.close()
        else:
            self.rset()

    def _wait_for_answer(self) -> None:
        """Until there is something to read; who gives up too early sends the letter again."""
        answer = select.poll()
        answer.register(self.sock, select.POLLIN)  # type: ignore[arg-type]  # it is connected
        for _again in range(int(CONSIDERS_SECONDS / ASKED_SECONDS)):
            self.meanwhile()
            if answer.poll(ASKED_SECONDS * 1000):
                return


class EncryptedHost(Host, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class Connection(flask_mail.Connection):
    """Flask-Mail's connection, but one that gives up waiting and checks whom it talks to."""

    host: Host

    def configure_host(self) -> Host:
        """Connect, encrypt and sign in as the settings say."""
        timeout, tls = current_app.config["MAIL_TIMEOUT"], ssl.create_default_context()
        host: Host
        if self.mail.use_ssl:
            host = EncryptedHost(self.mail.server, self.mail.port, timeout=timeout, context=tls)
        else:
            host = Host(self.mail.server, self.mail.port, timeout=timeout)
        if self.mail.use_tls:
            host.starttls(context=tls)
        if self.mail.username and self.mail.password:
            host.login(self.mail.username, self.mail.password)
        return host

    def send(self, letter: Letter, meanwhile: Meanwhile = nothing) -> None:  # type: ignore[override]
        """Send one letter as it is."""
        self.host.meanwhile = meanwhile
        self.host.sendmail(letter.sender, [letter.recipient], letter.content)

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):  # a server that hangs up first has its letters
            self.host.quit()


class Folder:
    """Letters as files; one that is sent twice overwrites itself."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, letter: Letter, meanwhile: Meanwhile = nothing) -> None:
        """Write one letter; a file is there entirely or not at all."""
        self.path.mkdir(parents=True, exist_ok=True)
        unfinished = self.path / f".{letter.name}.part"
        unfinished.write_bytes(letter.content)
        unfinished.replace(self.path / letter.name)
        meanwhile()


@dataclass(frozen=True)
class Sorted:
    """Hands letters to a server, but keeps those to some domains as files."""

    server: Post
    folder: Folder
    kept: frozenset[str]

    def send(self, letter: Letter, meanwhile: Meanwhile = nothing) -> None:
        """Hand over one letter, or write it."""
        domain = letter.recipient.rpartition("@")[2].lower()
        (self.folder if domain in self.kept else self.server).send(letter, meanwhile)


@contextmanager
def connect(kept: frozenset[str] = frozenset()) -> Iterator[Post]:
    """A post for a batch of letters; those to the `kept` domains become files.

    Raises OSError when the server cannot be reached.
    """
    folder = Folder(ROOT / current_app.config["MAIL_FOLDER"])
    if not current_app.config["MAIL_SERVER"]:
        yield folder
        return
    with Connection(current_app.extensions["mail"]) as connection:
        yield Sorted(connection, folder, kept)
