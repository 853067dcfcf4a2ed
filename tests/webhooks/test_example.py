"""The receiver of the documentation takes what we sign, and nothing else."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.webhooks import services
from eventsapp.webhooks.delivering import call_due
from eventsapp.webhooks.models import Delivery
from tests.factories import make_endpoint

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/receive_webhooks.py"


def test_example_prints_what_is_genuine_and_refuses_the_rest(app, monkeypatch):
    monkeypatch.setitem(app.config, "WEBHOOK_PRIVATE_HOSTS", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    endpoint, secret = make_endpoint(url=f"http://127.0.0.1:{port}/")
    other, _secret = make_endpoint(url=f"http://127.0.0.1:{port}/")
    for each in (endpoint, other):
        services.try_out(each, now=utcnow())
    db.session.commit()
    heard = subprocess.Popen(
        [sys.executable, EXAMPLE, str(port)],
        env=os.environ | {"WEBHOOK_SECRET": secret},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert heard.stdout.readline() == "listening\n"
        call_due(utcnow())
        assert '"type":"webhook.test"' in heard.stdout.readline()
    finally:
        heard.terminate()
        heard.communicate()

    answers = [each.status for each in db.session.query(Delivery).order_by(Delivery.endpoint_id)]
    assert answers == [204, 401]
