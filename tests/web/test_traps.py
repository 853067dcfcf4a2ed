"""Machines are told from people on public forms."""

from datetime import timedelta

import pytest

from eventsapp.core import tokens
from eventsapp.core.clock import utcnow
from eventsapp.extensions import limiter
from eventsapp.web import traps


def note(seconds_ago):
    opened = utcnow() - timedelta(seconds=seconds_ago)
    return tokens.make(traps.KIND, int(opened.timestamp() * 1000))


@pytest.mark.parametrize(("seconds", "quick"), [(0.1, True), (1.5, False), (3600, False)])
def test_was_quick_for_less_than_a_second(app, seconds, quick):
    with app.test_request_context(method="POST", data={"opened": note(seconds)}):
        assert traps.was_quick() is quick


@pytest.mark.parametrize("opened", ["", "nonsense", "0"])
def test_was_quick_without_a_true_note(app, opened):
    with app.test_request_context(method="POST", data={"opened": opened}):
        assert traps.was_quick()


@pytest.fixture
def limited(app):
    """Rate limits as in production, forgotten afterwards."""
    limiter.reset()
    limiter.enabled = True
    yield
    limiter.enabled = False
    limiter.reset()


def test_slow_down_machines_refuses_the_31st_quick_form_but_no_slow_one(app, client, limited):
    def send(seconds_ago):
        return client.post("/en/e/none/register", data={"opened": note(seconds_ago)}).status_code

    assert [send(0) for _ in range(31)] == [404] * 30 + [429]
    assert send(5) == 404
