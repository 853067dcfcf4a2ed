"""The example of the documentation does what it says, against a server that runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

from eventsapp.extensions import db
from tests.factories import make_token
from tests.journeys.server import running

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/publish_event.py"


def test_example_publishes_and_registers(tmp_path):
    with running(tmp_path) as site:
        with site.app.app_context():
            secret = make_token()[1]
            db.session.remove()
        environment = os.environ | {"DATELINE": site.url, "DATELINE_TOKEN": secret}

        done = subprocess.run(
            [sys.executable, EXAMPLE], env=environment, capture_output=True, text=True, check=False
        )

        assert done.returncode == 0, done.stderr
        published, ticket, registered = done.stdout.splitlines()
        page = published.removeprefix("Published: ").removeprefix(site.url)
        assert "Коопсуз билим берүү чөйрөсү" in site.read(page).decode()
        assert re.fullmatch(r"Ticket: [2-9A-Z]{8}", ticket)
        assert registered == "Registered: 1"
