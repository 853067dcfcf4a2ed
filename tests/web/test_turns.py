"""Requests of one process take turns, and nobody waits long for a slow one."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from eventsapp.web import turns
from eventsapp.web.turns import Turns

ENOUGH_SECONDS = 30  # far longer than anything here takes


class Inner:
    """An application that notes how many it answers at once; `/slow` waits until it is let go."""

    def __init__(self):
        self.inside, self.most = 0, 0
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, environ, _start_response):
        self.inside += 1
        self.most = max(self.most, self.inside)
        if environ["PATH_INFO"] == "/slow":
            self.has_begun.set()
            assert self.may_end.wait(ENOUGH_SECONDS)
        self.inside -= 1
        return [b""]


def ask(application, path="/"):
    return application({"PATH_INFO": path}, None)


def test_one_goes_on_when_the_other_has_ended(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", ENOUGH_SECONDS)
    inner = Inner()
    application = Turns(inner)

    with ThreadPoolExecutor() as pool:
        slow = pool.submit(ask, application, "/slow")
        assert inner.has_begun.wait(ENOUGH_SECONDS)
        others = [pool.submit(ask, application) for _each in range(3)]
        assert not any(each.done() for each in others)
        inner.may_end.set()
        assert [each.result(ENOUGH_SECONDS) for each in (slow, *others)] == [[b""]] * 4

    assert inner.most == 1


def test_nobody_waits_for_something_slow():
    inner = Inner()
    application = Turns(inner)

    with ThreadPoolExecutor() as pool:
        slow = pool.submit(ask, application, "/slow")
        assert inner.has_begun.wait(ENOUGH_SECONDS)
        assert ask(application) == [b""]
        assert not slow.done()
        inner.may_end.set()

    assert inner.most == 2


def test_a_fault_ends_the_turn(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", ENOUGH_SECONDS)

    def fail(_environ, _start_response):
        raise ValueError("a fault")

    application = Turns(fail)

    for _each in range(2):
        with pytest.raises(ValueError, match="a fault"):
            ask(application)

    assert application.turn.acquire(blocking=False)
