"""The server of the journeys itself: its end must never fail a test that passed."""

import socket

from tests.journeys.server import WebServer


def test_server_ends_though_its_thread_was_quicker(app, monkeypatch):
    web = WebServer(app, socket.create_server(("127.0.0.1", 0)))
    wake = web.server.pull_trigger

    def wake_too_late():
        wake()
        web.thread.join()  # as if another answer had woken it in the same moment
        wake()

    monkeypatch.setattr(web.server, "pull_trigger", wake_too_late)

    web.stop()

    assert web.sockets == {}
