"""Real clients: vdirsyncer fetches a feed twice and changes nothing the second time, khal lists it."""

import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events.models import Precision, State
from tests.factories import make_city, make_event
from tests.turning import keep_machine_time

BIN = Path(sys.executable).parent
CONFIG = """
[general]
status_path = "{folder}/status"

[pair events]
a = "site"
b = "disk"
collections = null

[storage site]
type = "http"
url = "{url}/ky/events.ics"

[storage disk]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[events]]
path = {folder}/events
[locale]
local_timezone = Asia/Almaty
default_timezone = Asia/Almaty
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


@pytest.fixture
def url(app):
    with serving(app) as address:
        yield address


@contextmanager
def serving(app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def run(program, *arguments):
    """What a client says; fails with its words."""
    command = [BIN / program, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_vdirsyncer_syncs_twice_without_a_change_and_khal_lists_it(app, url, tmp_path):
    keep_machine_time(app)
    day = (utcnow() + timedelta(days=10)).replace(hour=12, minute=0, second=0)
    starts = day.replace(microsecond=0, tzinfo=None)
    make_event(starts=starts, city=make_city())
    make_event(starts=starts, titles=Texts(ky="Жылдык жыйын"), precision=Precision.DAY)
    make_event(starts=starts, state=State.CANCELLED, titles=Texts(ky="Брифинг"))
    config, khal = tmp_path / "config", tmp_path / "khal.conf"
    config.write_text(CONFIG.format(folder=tmp_path, url=url))
    khal.write_text(KHAL.format(folder=tmp_path))
    (tmp_path / "events").mkdir()

    run("vdirsyncer", "-c", config, "discover")
    first = run("vdirsyncer", "-c", config, "sync")
    before = stored(tmp_path)
    second = run("vdirsyncer", "-c", config, "sync")
    listed = run("khal", "-c", khal, "list", starts.strftime("%Y-%m-%d"), "1d")

    assert first.count("Copying") == len(before) == 3
    assert "Copying" not in second
    assert stored(tmp_path) == before
    assert "11:00-12:30 Коопсуз билим берүү чөйрөсү" in listed  # Almaty is an hour behind Osh
    assert "Жылдык жыйын" in listed
    assert "Брифинг" in listed


def stored(folder):
    return {path.name: path.read_bytes() for path in (folder / "events").iterdir()}
