"""A real mail server, templates of the tests' own, and messages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader

from eventsapp.extensions import db, mail
from eventsapp.mail.models import Message
from eventsapp.mail.services import enqueue

TEMPLATES = Path(__file__).parent / "templates"


class Postbox:
    """What a mail server received; `answer` may refuse a letter."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.envelopes: list[Any] = []
        self.connections = 0
        self.answer: Callable[[str], str] = lambda _recipient: "250 OK"

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802
        answer = self.answer(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.raw.append(envelope.original_content)
        self.envelopes.append(envelope)
        return "250 OK"

    @property
    def letters(self) -> list[EmailMessage]:
        """The letters as a mail program reads them."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]  # type: ignore[misc]

    @property
    def recipients(self) -> list[str]:
        return [address for envelope in self.envelopes for address in envelope.rcpt_tos]


class AnyPort(Controller):
    """A server on whichever port is free; the library asks for a known one."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@pytest.fixture
def note_templates(app: Flask) -> Iterator[None]:
    """`tests/note`, a message of the tests' own."""
    former = app.jinja_env.loader
    assert former is not None
    app.jinja_env.loader = ChoiceLoader([former, FileSystemLoader(TEMPLATES)])
    yield
    app.jinja_env.loader = former


@pytest.fixture
def queue(note_templates: None, now: datetime) -> Callable[..., Message]:
    """Queue one note and commit."""

    def put(key: str = "note:1", **overrides: Any) -> Message:
        given = {
            "to": "ada@example.org",
            "language": "en",
            "now": now,
            "topic": "event:1",
            "title": "Safe learning",
            "body": "The hall has changed.",
        }
        message = enqueue("tests/note", key=key, **(given | overrides))
        db.session.commit()
        return message

    return put


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    """A mail server on this machine, and the app's settings pointing to it."""
    box = Postbox()
    controller = AnyPort(box, hostname="127.0.0.1", port=0)
    controller.start()
    with mail_settings(app, MAIL_SERVER="127.0.0.1", MAIL_PORT=controller.port):
        yield box
    controller.stop()


@contextmanager
def mail_settings(app: Flask, **settings: Any) -> Iterator[None]:
    """Other mail settings for a while."""
    former = {name: app.config[name] for name in settings}
    app.config.update(settings)
    mail.init_app(app)
    try:
        yield
    finally:
        app.config.update(former)
        mail.init_app(app)
