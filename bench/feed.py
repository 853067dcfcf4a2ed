"""A feed of 10,000 events in a cold process, against lines written by hand from values at hand.

`python -m bench.feed` is that process: it prints the seconds of each as JSON.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask

from bench import content, hand
from bench.measure import Result
from eventsapp import create_app
from eventsapp.calendars import texts
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.venues.services import seed_cities

EVENTS = 10_000
NOTHING, STORED = 1 / 12, 1 / 3  # of the hand's speed
FOLDER = "BENCH_FEED"  # environment: where the database lies


def measure(folder: Path) -> Iterator[Result]:
    """From nothing, then with the texts stored, each in a process of its own."""
    with _app(folder).app_context():
        db.create_all()
        seed_cities()
        content.fill(utcnow(), events=EVENTS, registrations=0)
        db.session.commit()
    yield _result("feed of 10,000, nothing stored", _cold(folder), NOTHING)
    with _app(folder).app_context():
        while texts.store_missing(utcnow()):  # as the worker does, minute after minute
            pass
    yield _result("feed of 10,000, texts stored", _cold(folder), STORED)


def _result(what: str, seconds: dict[str, float], target: float) -> Result:
    by_hand, product = 1 / seconds["hand"], 1 / seconds["product"]
    return Result(f"SQLite     {what}", by_hand, product, product / by_hand, target)


def _cold(folder: Path) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", "bench.feed"],
        env=os.environ | {FOLDER: str(folder)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return dict(json.loads(run.stdout))


def _app(folder: Path) -> Flask:
    database = f"sqlite:///{folder / 'feed.db'}"
    return create_app({"DATABASE_URL": database, "SECRET_KEY": "only for the bench"})


def _once(app: Flask) -> dict[str, float]:
    """The first request of this process, then the hand."""
    client, answers = app.test_client(), []
    seconds = {"product": _timed(lambda: answers.append(client.get("/en/events.ics").data))}
    rows = hand.rows_of(answers[0])
    return seconds | {"hand": _timed(lambda: hand.write(rows))}


def _timed(step: Callable[[], object]) -> float:
    """Seconds of the processor, so that others at work on the machine do not count."""
    began = time.process_time()
    step()
    return time.process_time() - began


if __name__ == "__main__":
    application = _app(Path(os.environ[FOLDER]))
    gc.freeze()  # as app.py does
    print(json.dumps(_once(application)))
