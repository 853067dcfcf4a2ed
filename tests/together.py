"""Work that happens in several threads at the same moment."""

import threading
from collections import Counter
from collections.abc import Callable, Hashable

from flask import Flask
from flask.testing import FlaskClient

from eventsapp.core.errors import Refusal
from eventsapp.extensions import db

THREADS = 8


def together(
    app: Flask, work: Callable[[int], Hashable], count: int = THREADS
) -> Counter[Hashable]:
    """Let `work(number)` run in so many threads at the same moment; count what came out."""
    db.session.remove()  # the test's own transaction would keep them waiting
    barrier, outcomes = threading.Barrier(count), Counter()

    def run(number: int) -> None:
        with app.app_context():
            barrier.wait()
            try:
                outcomes[work(number)] += 1
            except Refusal as refusal:
                db.session.rollback()
                outcomes[type(refusal).__name__] += 1
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def browsers(desk: FlaskClient) -> Callable[[], FlaskClient]:
    """How each thread gets a browser of its own in which the same person is signed in."""
    cookie = desk.get_cookie("dateline")
    secret, app = cookie.value if cookie else "", desk.application

    def another() -> FlaskClient:
        browser = app.test_client()
        browser.set_cookie("dateline", secret)
        return browser

    return another
