from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.core.database import spare_disk
from eventsapp.extensions import db
from eventsapp.mail import pace
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import Message, State


@pytest.fixture(autouse=True)
def rate(app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_HOST_RATE", 2)


@pytest.fixture
def five(queue):
    for number in range(5):
        queue(f"a{number}", to=f"p{number}@a.example.org")
    queue("b", to="p@b.example.org")


def test_host_gets_no_more_than_its_rate_and_others_do_not_wait(five, postbox, now):
    assert deliver_pending(now) == 3

    hosts = Counter(address.partition("@")[2] for address in postbox.recipients)
    assert hosts == {"a.example.org": 2, "b.example.org": 1}


def test_rest_follows_minute_by_minute_without_losing_an_attempt(five, postbox, now):
    sent = [deliver_pending(now + timedelta(minutes=minute)) for minute in range(4)]

    assert sent == [3, 2, 1, 0]
    assert db.session.scalars(select(Message.attempts)).all() == [1] * 6


def test_workers_count_together(five, postbox, now):
    deliver_pending(now)

    assert deliver_pending(now + timedelta(seconds=10)) == 0
    waiting = select(Message.due_at).where(Message.state == State.QUEUED)
    assert set(db.session.scalars(waiting)) == {now + timedelta(minutes=1)}


def test_clocks_that_differ_around_the_minute_count_into_one(app, now):
    late, early = now + timedelta(seconds=59.9), now + timedelta(seconds=60.1)

    with db.engine.connect() as connection:
        spare_disk(connection)  # as a delivery does
        admitted = [pace.admits(connection, "p@a.example.org", at) for at in (late, early) * 3]
        connection.commit()

    assert admitted == [True, True, True, False, False, False]


def test_without_a_rate_all_goes_out_at_once(app, five, postbox, monkeypatch, now):
    monkeypatch.setitem(app.config, "MAIL_HOST_RATE", 0)

    assert deliver_pending(now) == 6
