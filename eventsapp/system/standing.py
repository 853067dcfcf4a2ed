"""How the installation is: its worker, mails, room on the disk, backups; one line each."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.accounts import services
from eventsapp.core import dates, files, jobs
from eventsapp.mail import queries as outbox
from eventsapp.mail import watch
from eventsapp.mail.models import WAITING_STATES, State
from eventsapp.web import health
from eventsapp.web.locale import current_language

FULL = 0.85  # of the disk with the files
FEEDS, LATE = "calendars.store_texts", timedelta(minutes=15)  # the job that writes their texts
OLD = timedelta(hours=48)  # of a backup that is made every night


@dataclass(frozen=True)
class Line:
    """One thing that is well or not, and what to do about it."""

    name: str
    is_well: bool
    said: str
    remedy: str = ""


def lines(now: datetime, zone: str) -> Iterator[Line]:
    """Everything that is looked at, in the order of its weight."""
    yield _database()
    yield _worker(now)
    yield _jobs(now)
    yield _mails(now)
    yield _feeds(now, zone)
    yield _disk()
    yield _backup(now, zone)


def _database() -> Line:
    is_well = health.has_current_migrations()
    said = (
        _("The database answers, and all migrations have been applied.")
        if is_well
        else _("Migrations are missing.")
    )
    return Line(_("Database"), is_well, said, _("Run: flask upgrade"))


def _worker(now: datetime) -> Line:
    is_well = jobs.is_alive(now)
    said = _("Running.") if is_well else _("No worker has run in the last two minutes.")
    return Line(_("Worker"), is_well, said, _("Start python app.py or flask worker."))


def _jobs(now: datetime) -> Line:
    failed = jobs.failed_since(now - timedelta(days=1))
    said = (
        _("Failed in the last day: %(names)s.", names=", ".join(failed))
        if failed
        else _("No job has failed in the last day.")
    )
    remedy = _("Look for job_failed in the log of the worker.")
    return Line(_("Jobs"), not failed, said, remedy)


def _mails(now: datetime) -> Line:
    if not current_app.config["MAIL_SERVER"] and not services.on_loopback():
        said = _("No mail server is set: letters become files on the server and reach nobody.")
        return Line(_("Mails"), is_well=False, said=said, remedy=_("Set MAIL_SERVER."))
    if late := watch.standstill(now).late:
        said = ngettext("%(num)d mail is late.", "%(num)d mails are late.", late)
        remedy = _("Check the mail server: flask doctor says what is wrong.")
        return Line(_("Mails"), is_well=False, said=said, remedy=remedy)
    states = outbox.states()
    waiting = sum(states[each] for each in WAITING_STATES)
    said = _(
        "No mail is late. Waiting for their time: %(waiting)s, failed: %(failed)s.",
        waiting=waiting,
        failed=states[State.FAILED],
    )
    return Line(_("Mails"), is_well=True, said=said)


def _feeds(now: datetime, zone: str) -> Line:
    made = jobs.last_run(FEEDS)
    is_well = made is not None and now - made < LATE
    said = (
        _("Last updated: %(when)s.", when=dates.short_moment(made, zone, current_language()))
        if made
        else _("The worker has not made them yet.")
    )
    return Line(_("Calendar feeds"), is_well, said, _("Start python app.py or flask worker."))


def _disk() -> Line:
    folder = files.folder()
    if folder is None:
        return Line(_("Files"), is_well=True, said=_("Stored in a bucket."))
    place = next(each for each in (folder, *folder.parents) if each.exists())
    disk = shutil.disk_usage(place)
    share = disk.used / disk.total
    said = _("%(percent)s %% of the disk is used.", percent=round(share * 100))
    return Line(
        _("Files"), share < FULL, said, _("Free some space, or store the files in a bucket.")
    )


def _backup(now: datetime, zone: str) -> Line:
    made = jobs.last_run(jobs.BACKUP)
    remedy = _("Schedule flask backup for every night.")
    if made is None:
        return Line(_("Backup"), is_well=False, said=_("There is no backup yet."), remedy=remedy)
    said = _("Made %(when)s.", when=dates.short_moment(made, zone, current_language()))
    return Line(_("Backup"), now - made < OLD, said, remedy)
