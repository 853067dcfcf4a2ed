"""Workers as processes: one that is killed loses nothing, two at once send nothing twice."""

import asyncio
import os
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.leases import HANDFUL
from eventsapp.mail.models import Message, State
from eventsapp.messages import reminders
from eventsapp.messages.models import Notice
from tests.factories import make_event, make_registration, save
from tests.postbox import AnyPort, Postbox

ROOT = Path(__file__).resolve().parents[2]
LETTERS = 6
PATIENCE = 120  # seconds until a process must have done its part, however busy the machine


class Gate(Postbox):
    """Answers nobody until letters have come over two connections: two workers are at it."""

    def __init__(self) -> None:
        super().__init__()
        self.senders = set()
        self.is_open = asyncio.Event()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        self.senders.add(session.peer)
        if len(self.senders) > 1:
            self.is_open.set()
        await asyncio.wait_for(self.is_open.wait(), PATIENCE)
        return answer


class Trap(Postbox):
    """Takes the fatal letter and never answers, until it is sprung."""

    def __init__(self) -> None:
        super().__init__()
        self.fatal = 0  # while the server has this letter, and has not said so, the worker dies
        self.has_letter = threading.Event()
        self.is_sprung = False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if len(self.raw) == self.fatal and not self.is_sprung:
            self.has_letter.set()
            await asyncio.Event().wait()  # ends when the connection does
        return answer


@contextmanager
def opened(box):
    """The box behind a mail server on a port of its own."""
    controller = AnyPort(box, hostname="127.0.0.1", port=0)
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


@pytest.fixture
def trap(app):
    with opened(Trap()) as box:
        yield box


@pytest.fixture
def gate(app):
    with opened(Gate()) as box:
        yield box


@pytest.fixture
def start_worker(app, settings):
    """`flask worker` as a process of its own on the database of this test."""
    started = []

    def start(box, *options, ahead=0):
        given = {name: settings[name] for name in ("DATABASE_URL", "SECRET_KEY", "BASE_URL")}
        server = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(box.port)}
        command = [sys.executable, "-m", "flask", "--app", "app", "worker", *options]
        clock = {"CLOCK_OFFSET_SECONDS": str(int(app.config["CLOCK_OFFSET_SECONDS"]) + ahead)}
        environment = os.environ | given | server | clock
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def counted():
    states = select(Message.state, func.count()).group_by(Message.state)
    found = dict(db.session.execute(states).all())
    db.session.rollback()  # on SQLite an open transaction would keep the worker waiting
    return found


@pytest.mark.parametrize(
    "fatal",
    [pytest.param(1, marks=pytest.mark.slow), 4, pytest.param(LETTERS, marks=pytest.mark.slow)],
)
def test_killed_worker_loses_nothing_and_doubles_one_letter_at_most(
    start_worker, queue, trap, fatal
):
    trap.fatal = fatal
    for number in range(LETTERS):
        queue(str(number), to=f"person{number}@example.org", now=utcnow())

    first = start_worker(trap)
    assert trap.has_letter.wait(PATIENCE)
    first.kill()
    first.wait()
    trap.is_sprung = True
    left, in_hand = counted(), min(HANDFUL, LETTERS - fatal + 1)
    assert (left.get(State.SENT, 0), left[State.SENDING]) == (fatal - 1, in_hand)

    in_ten_minutes = 600  # the dead worker's lease has ended
    assert start_worker(trap, "--once", ahead=in_ten_minutes).wait(PATIENCE) == 0

    assert counted() == {State.SENT: LETTERS}
    received = Counter(letter["Message-ID"] for letter in trap.letters)
    assert sorted(received.values()) == [1] * (LETTERS - 1) + [2]
    assert received[trap.letters[fatal - 1]["Message-ID"]] == 2


def test_two_workers_at_once_write_to_each_person_once(start_worker, queue, gate):
    event, now = make_event(), utcnow()
    people = {make_registration(event).email for _ in range(LETTERS)}
    [rule, *_others] = reminders.add_usual_rules(event, now)
    reminders.send_now(rule, now)
    save(Notice(event=event, template="messages/changed", due_at=now, created_at=now))
    for number in range(LETTERS):
        queue(str(number), to=f"person{number}@example.org", now=now)

    both = [start_worker(gate, "--once") for _ in range(2)]

    assert [worker.wait(PATIENCE) for worker in both] == [0, 0]
    assert counted() == {State.SENT: 3 * LETTERS}
    assert len(gate.senders) == 2
    assert len({letter["Message-ID"] for letter in gate.letters}) == len(gate.letters)
    told = {f"person{number}@example.org": 1 for number in range(LETTERS)}
    assert Counter(gate.recipients) == told | dict.fromkeys(people, 2)
