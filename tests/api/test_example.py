"""The example of the documentation does what it says, against a server that runs."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from eventsapp.checkin import services as door
from eventsapp.checkin.models import Kind
from eventsapp.checkin.services import Deed
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from tests.checkin.doors import make_door
from tests.factories import make_event, make_registration, make_token
from tests.journeys.server import running

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def run(example, site, secret):
    """What an example prints, asking a site with a token."""
    done = subprocess.run(
        [sys.executable, EXAMPLES / example],
        env=os.environ | {"DATELINE": site.url, "DATELINE_TOKEN": secret},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_example_publishes_and_registers(tmp_path):
    with running(tmp_path) as site:
        with site.app.app_context():
            secret = make_token()[1]
            db.session.remove()

        published, ticket, registered = run("publish_event.py", site, secret)

        page = published.removeprefix("Published: ").removeprefix(site.url)
        assert "Коопсуз билим берүү чөйрөсү" in site.read(page).decode()
        assert re.fullmatch(r"Ticket: [2-9A-Z]{8}", ticket)
        assert registered == "Registered: 1"


def test_example_names_who_came_today(tmp_path):
    with running(tmp_path) as site:
        site.turn_clock(datetime.now(UTC))  # as the example's own, which is the machine's
        with site.app.app_context():
            event, now = make_event(), utcnow()
            person = make_registration(event, name="Ainura Bekova")
            deed = Deed(key="1", kind=Kind.ENTRY, moment=now, person_id=person.id)
            door.take(event, deed, door=make_door(event, name="West"), now=now)
            secret = make_token(event.organisation)[1]
            db.session.remove()

        [line] = run("pull_checkins.py", site, secret)

    assert line.endswith(" West Ainura Bekova")
