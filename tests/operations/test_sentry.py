"""Failures told to a server that takes Sentry's envelopes, here one of a few lines."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest

from eventsapp import create_app, logs
from eventsapp.config import BadSetting
from eventsapp.extensions import db
from tests.factories import make_registration

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
WRITTEN = "zero by zara@example.org"  # what somebody has sent
BROWSER = {"Cookie": "theme=dark-as-night", "User-Agent": "a browser of somebody's own"}


@pytest.fixture
def sentry():
    """Its address, and the envelopes it was sent."""
    envelopes = []

    class Taker(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            envelopes.append(UNPACK[self.headers["Content-Encoding"]](body).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_line):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Taker) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://key@127.0.0.1:{server.server_port}/1", envelopes
        server.shutdown()
        thread.join()


@pytest.fixture
def watched(app, settings, sentry):
    """An installation that reports to it."""
    address, _envelopes = sentry
    made = create_app(settings | {"SENTRY_DSN": address, "PROPAGATE_EXCEPTIONS": False})
    yield made
    made.extensions["dateline_sentry"].client.close()
    with made.app_context():
        db.session.remove()
        db.engine.dispose()
    logs.configure(app)


def test_a_failure_is_reported_with_its_place_and_nothing_of_people(watched, sentry, monkeypatch):
    registration = make_registration(name="Ainura Bekova", email="ainura@example.org")
    db.session.commit()
    monkeypatch.setitem(watched.view_functions, "registration.show", broken)

    answer = watched.test_client().get(
        f"/r/{registration.token}?q=typed",
        headers=BROWSER,
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )
    watched.extensions["dateline_sentry"].client.flush()

    (envelope,) = sentry[1]
    assert "ZeroDivisionError" in envelope
    assert "/r/<token>" in envelope
    assert answer.headers["X-Request-ID"] in envelope
    private = (
        registration.token,
        "Ainura",
        "ainura@",
        "typed",
        "night",
        "zara@",
        "somebody",
        "192.0.2.7",
    )
    assert not [word for word in private if word in envelope]


def test_what_goes_well_is_not_reported(watched, sentry):
    watched.test_client().get("/en/nowhere")
    watched.extensions["dateline_sentry"].client.flush()

    assert sentry[1] == []


def test_an_address_that_cannot_be_used_is_named(settings):
    with pytest.raises(BadSetting, match="SENTRY_DSN"):
        create_app(settings | {"SENTRY_DSN": "nonsense"})


def broken(**_given):
    """A view that fails, far from the words above: Sentry is sent the lines around."""
    raise ZeroDivisionError(WRITTEN)
