"""A real mail server, templates of the tests' own, and messages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader

from eventsapp.extensions import db, mail
from eventsapp.mail.models import Message
from eventsapp.mail.services import enqueue
from tests.postbox import AnyPort, Postbox

TEMPLATES = Path(__file__).parent / "templates"


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
