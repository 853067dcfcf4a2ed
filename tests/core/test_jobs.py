import threading
from datetime import timedelta

from eventsapp.core import jobs
from eventsapp.extensions import db

MINUTE = timedelta(minutes=1)


def test_claim_is_given_once_a_period(app, now):
    assert jobs.claim("erase", MINUTE, now)
    jobs.finish("erase", now)

    assert not jobs.claim("erase", MINUTE, now + MINUTE / 2)
    assert jobs.claim("erase", MINUTE, now + MINUTE)


def test_claim_waits_for_the_one_that_runs(app, now):
    jobs.claim("erase", MINUTE, now)

    assert not jobs.claim("erase", MINUTE, now + 2 * MINUTE)


def test_claim_takes_over_from_a_dead_worker(app, now):
    jobs.claim("erase", MINUTE, now)

    assert jobs.claim("erase", MINUTE, now + jobs.LEASE + MINUTE)


def test_claim_knows_jobs_apart(app, now):
    jobs.claim("erase", MINUTE, now)

    assert jobs.claim("remind", MINUTE, now)


def test_claim_goes_to_one_of_many_workers(app, now):
    start = threading.Barrier(6)
    given = []

    def work():
        with app.app_context():
            start.wait()
            given.append(jobs.claim("erase", MINUTE, now))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == [False] * 5 + [True]


def test_worker_is_alive_while_its_heart_beats(app, now):
    assert not jobs.is_alive(now)

    jobs.beat(now)
    jobs.beat(now + MINUTE)
    db.session.commit()

    assert jobs.last_beat() == now + MINUTE
    assert jobs.is_alive(now + 2 * MINUTE)
    assert not jobs.is_alive(now + MINUTE + jobs.FRESH)
