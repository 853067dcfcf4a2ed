"""Calling endpoints: one worker has an endpoint at a time, and tells it what is due in order.

A call is made outside any transaction and written down at once: whatever ends the worker repeats
at most the call in flight, under the same key. A failed delivery comes again later and later, nine
times in four days; an endpoint that has failed for five days is stopped, and its owners are told.
"""

import time
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, exists, or_, select, update

from eventsapp.core.database import begin_reading
from eventsapp.extensions import db
from eventsapp.webhooks import calling, letters
from eventsapp.webhooks.calling import Answer, Call
from eventsapp.webhooks.models import Delivery, Endpoint, Standing, State

LEASE = timedelta(minutes=5)  # of an endpoint whose worker has died
SPELL_SECONDS = 60  # for one endpoint; then others have their turn
DELAYS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
LONGEST_REST = timedelta(minutes=5)  # of an endpoint that has just failed
LONGEST_FAILURE = timedelta(days=5)
KEPT = timedelta(days=30)


def call_due(now: datetime) -> int:
    """Tell every endpoint what is due; return how many deliveries were taken."""
    return Round(now).run()


def forget_old(now: datetime) -> int:
    """Delete what was said, or could not be, more than a month ago; return how many."""
    old = delete(Delivery).where(Delivery.created_at < now - KEPT)
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]


class Round:
    """One worker's round of calls; its clock goes on from `now`."""

    def __init__(self, now: datetime) -> None:
        self.began_at, self.began = now, time.monotonic()

    @property
    def now(self) -> datetime:
        """The present of this round."""
        return self.began_at + timedelta(seconds=time.monotonic() - self.began)

    def run(self) -> int:
        """Take one endpoint after the other, each once."""
        delivered = 0
        while (endpoint_id := self._take()) is not None:
            delivered += self._tell(endpoint_id)
        return delivered

    def _take(self) -> int | None:
        """An endpoint with something due and nobody calling it, for this worker alone."""
        begin_reading(db.session())  # the usual answer is none, and then no writer has waited
        found = db.session.scalar(_next(self.began_at, self.now))
        db.session.rollback()
        if found is None:
            return None
        chosen = _next(self.began_at, self.now).with_for_update(skip_locked=True)
        taken = db.session.scalar(
            update(Endpoint)
            .where(Endpoint.id == chosen.scalar_subquery())
            .values(rests_until=self.now + LEASE, called_at=self.now)
            .returning(Endpoint.id)
        )
        db.session.commit()
        return taken

    def _tell(self, endpoint_id: int) -> int:
        """Tell an endpoint what is due until it fails or its time is over; how much it took."""
        until, delivered = time.monotonic() + SPELL_SECONDS, 0
        while time.monotonic() < until and (due := self._due(endpoint_id)):
            number, call = due
            answer = calling.make(call, now=self.now)
            self._settle(number, answer)
            if not answer.is_good:
                return delivered
            delivered += 1
        self._leave(endpoint_id)
        return delivered

    def _due(self, endpoint_id: int) -> tuple[int, Call] | None:
        """The next call, made up while nothing is locked."""
        begin_reading(db.session())
        delivery = db.session.scalar(
            select(Delivery)
            .where(Delivery.endpoint_id == endpoint_id, *_is_due(self.now))
            .order_by(Delivery.due_at, Delivery.id)
            .limit(1)
        )
        found = None
        if delivery and delivery.endpoint.is_active:
            endpoint = delivery.endpoint
            call = Call(endpoint.url, delivery.key, delivery.body, endpoint.secrets(self.now))
            found = delivery.id, call
        db.session.rollback()
        return found

    def _settle(self, number: int, answer: Answer) -> None:
        """Write down what came of a call, unless its endpoint was removed meanwhile."""
        delivery = db.session.get(Delivery, number, with_for_update={"of": Delivery})
        if delivery is not None:
            settle(delivery, answer, now=self.now)
        db.session.commit()

    def _leave(self, endpoint_id: int) -> None:
        db.session.execute(
            update(Endpoint).where(Endpoint.id == endpoint_id).values(rests_until=None)
        )
        db.session.commit()


def settle(delivery: Delivery, answer: Answer, *, now: datetime) -> None:
    """Note one attempt; a failure is tried again later, one too many stops the endpoint."""
    endpoint = delivery.endpoint
    delivery.attempts += 1
    delivery.answered_at, delivery.status, delivery.problem = now, answer.status, answer.problem
    if answer.is_good:
        delivery.state = State.DELIVERED
        endpoint.failing_since = None
        return
    endpoint.failing_since = endpoint.failing_since or now
    if delivery.attempts > len(DELAYS):
        delivery.state = State.FAILED
    wait = DELAYS[min(delivery.attempts, len(DELAYS)) - 1]
    delivery.due_at = now + wait
    endpoint.rests_until = now + min(wait, LONGEST_REST)
    if answer.status == calling.GONE or now - endpoint.failing_since >= LONGEST_FAILURE:
        endpoint.standing = Standing.STOPPED
        letters.tell_stopped(endpoint, answer, now=now)


def _next(began_at: datetime, now: datetime) -> Select[int]:
    waiting = exists().where(Delivery.endpoint_id == Endpoint.id, *_is_due(now))
    return (
        select(Endpoint.id)
        .where(
            Endpoint.standing == Standing.ACTIVE,
            or_(Endpoint.rests_until.is_(None), Endpoint.rests_until <= now),
            or_(Endpoint.called_at.is_(None), Endpoint.called_at < began_at),  # once a round
            waiting,
        )
        .order_by(Endpoint.called_at.asc().nulls_first(), Endpoint.id)
        .limit(1)
    )


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Delivery.state == State.WAITING, Delivery.due_at <= now
