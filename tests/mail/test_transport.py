import socket
import subprocess
import threading
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from smtplib import SMTPDataError
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest
from aiosmtpd.smtp import SMTP

from eventsapp.extensions import db
from eventsapp.mail import transport
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import State
from eventsapp.mail.wire import Letter
from tests.mail.conftest import mail_settings
from tests.postbox import AnyPort, Postbox


def test_without_a_server_each_letter_is_one_file(app, queue, now, tmp_path):
    queue("1", title="Өзгөрдү")
    queue("2")

    with mail_settings(app, MAIL_FOLDER=str(tmp_path / "mail")):
        assert deliver_pending(now) == 2

    files = sorted((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    letter = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert letter["Subject"] == "Note: Өзгөрдү"


def test_letter_sent_twice_is_still_one_file(app, queue, now, tmp_path):
    message = queue()

    with mail_settings(app, MAIL_FOLDER=str(tmp_path)):
        deliver_pending(now)
        message.state = State.QUEUED
        db.session.commit()
        deliver_pending(now)

    assert len(list(tmp_path.iterdir())) == 1


def test_silent_server_is_given_up_after_the_timeout(app, queue, now):
    message = queue()

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with mail_settings(app, MAIL_SERVER="127.0.0.1", MAIL_PORT=port, MAIL_TIMEOUT=0.2):
            assert deliver_pending(now) == 0

    assert message.state is State.RETRYING
    assert "timed out" in message.last_error


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that nobody vouches for."""
    folder = tmp_path_factory.mktemp("tls")
    key, paper = folder / "key.pem", folder / "certificate.pem"
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    subprocess.run(
        [*asked, "-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(paper)],
        check=True,
        capture_output=True,
    )
    return paper, key


def test_server_that_cannot_prove_its_name_gets_no_letter(app, queue, now, certificate):
    message = queue()
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    box = Postbox()
    controller = AnyPort(box, hostname="127.0.0.1", port=0, tls_context=context)
    controller.start()

    with mail_settings(app, MAIL_SERVER="127.0.0.1", MAIL_PORT=controller.port, MAIL_USE_TLS=True):
        deliver_pending(now)
    controller.stop()

    assert box.raw == []
    assert "certificate" in message.last_error
    assert message.due_at > now + timedelta(seconds=30)


def letter(content):
    return Letter(1, "1.eml", "press@example.org", "ada@example.org", content)


def test_line_that_begins_with_a_dot_arrives_as_it_was(app, postbox):
    content = b"Subject: dots\r\n\r\n.\r\n..two\r\nnone.\r\n"

    with app.app_context(), transport.connect() as post:
        post.send(letter(content))

    assert postbox.raw == [content]


class Full(SMTP):
    """Takes no content for now."""

    async def smtp_DATA(self, arg):  # noqa: N802 -- the library's name
        await self.push("452 4.3.1 no room")


@pytest.fixture
def full_server(app):
    class FullServer(AnyPort):
        def factory(self):
            return Full(self.handler, hostname="localhost")

    controller = FullServer(Postbox(), hostname="127.0.0.1", port=0)
    controller.start()
    with mail_settings(app, MAIL_SERVER="127.0.0.1", MAIL_PORT=controller.port):
        yield
    controller.stop()


def test_server_that_takes_no_content_is_heard(app, full_server):
    asked = []

    with (
        app.app_context(),
        transport.connect() as post,
        pytest.raises(SMTPDataError, match="no room"),
    ):
        post.send(letter(b"Subject: none\r\n\r\n"), lambda: asked.append("meanwhile"))

    assert asked == []


def test_every_letter_that_a_server_takes_no_content_of_is_tried_later(queue, full_server, now):
    messages = [queue(str(number), to=f"person{number}@example.org") for number in range(6)]

    deliver_pending(now)

    assert {message.state for message in messages} == {State.RETRYING}
    assert {message.last_error for message in messages} == {"452 4.3.1 no room"}


def test_server_that_considers_a_letter_for_long_is_waited_for(app, postbox, monkeypatch):
    """Longer than any other answer may take; else it would get the letter again and again."""
    monkeypatch.setattr(transport, "ASKED_SECONDS", 0.1)
    asked, answers = [], threading.Event()
    postbox.consider = lambda: answers.wait(60)

    def meanwhile():
        asked.append("meanwhile")
        if len(asked) > 4:
            answers.set()

    with mail_settings(app, MAIL_TIMEOUT=0.2), app.app_context(), transport.connect() as post:
        post.send(letter(b"Subject: slow\r\n\r\n"), meanwhile)

    assert len(asked) >= 5
    assert len(postbox.raw) == 1
