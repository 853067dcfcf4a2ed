"""When each periodic job last ran, so that any number of workers run it once; and their heartbeat."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.extensions import Model, db

LEASE = timedelta(minutes=5)  # of a job whose worker has died
BEAT_SECONDS = 20
FRESH = timedelta(minutes=2)  # a heartbeat older than this is none
HEARTBEAT = "heartbeat"
BACKUP = "backup"  # made by a command, at an hour of its own


class JobRun(Model):
    """When one job last began, and until when the worker that runs it has it for itself."""

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    started_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]  # the last time; the log says why


def resting(periods: Mapping[str, timedelta], now: datetime) -> set[str]:
    """Which of these jobs are not due, or are in the hands of a worker: one look at the table."""
    rows = db.session.execute(select(JobRun.name, JobRun.started_at, JobRun.lease_until))
    return {
        name
        for name, started, lease in rows
        if name in periods and (started > now - periods[name] or (lease and lease >= now))
    }


def claim(name: str, every: timedelta, now: datetime) -> bool:
    """Whether the job is due and the caller is the one to run it; commits the claim."""
    begun = db.session.execute(
        update(JobRun)
        .where(
            JobRun.name == name,
            JobRun.started_at <= now - every,
            or_(JobRun.lease_until.is_(None), JobRun.lease_until < now),
        )
        .values(started_at=now, lease_until=now + LEASE)
    ).rowcount  # type: ignore[attr-defined]
    is_ours = bool(begun) or _begin_first(name, now)
    db.session.commit()
    return is_ours


def _begin_first(name: str, now: datetime) -> bool:
    if db.session.scalar(select(JobRun.name).where(JobRun.name == name)):
        return False
    try:
        with db.session.begin_nested():
            db.session.add(JobRun(name=name, started_at=now, lease_until=now + LEASE))
    except IntegrityError:  # another worker began it at the same moment
        return False
    return True


def finish(name: str, _now: datetime) -> None:
    """Let the job be claimed again when it is due."""
    db.session.execute(update(JobRun).where(JobRun.name == name).values(lease_until=None))


def fail(name: str, now: datetime) -> None:
    """Write down that a job has failed, whether it has a period or not."""
    failed = update(JobRun).where(JobRun.name == name).values(failed_at=now)
    if not db.session.execute(failed).rowcount:  # type: ignore[attr-defined]
        db.session.merge(JobRun(name=name, started_at=now, failed_at=now))


def runs() -> Sequence[JobRun]:
    """Every job that has ever run, the latest first."""
    return db.session.scalars(select(JobRun).order_by(JobRun.started_at.desc(), JobRun.name)).all()


def failed_since(moment: datetime) -> Sequence[str]:
    """The names of jobs that have failed since then."""
    failed = select(JobRun.name).where(JobRun.failed_at >= moment).order_by(JobRun.name)
    return db.session.scalars(failed).all()


def beat(now: datetime) -> None:
    """Write down that a worker is alive."""
    note(HEARTBEAT, now)


def note(name: str, now: datetime) -> None:
    """Write down that something was done now."""
    db.session.merge(JobRun(name=name, started_at=now, lease_until=None))


def last_beat() -> datetime | None:
    """When a worker last said that it is alive."""
    return last_run(HEARTBEAT)


def last_run(name: str) -> datetime | None:
    """When something was last done."""
    return db.session.scalar(select(JobRun.started_at).where(JobRun.name == name))


def is_alive(now: datetime) -> bool:
    """Whether a worker has been at work within the last two minutes."""
    beaten = last_beat()
    return beaten is not None and now - beaten < FRESH
