"""How the installation is: its worker, mails, room on the disk, backups; one line each."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core import dates, files, jobs
from eventsapp.mail import watch
from eventsapp.web import health
from eventsapp.web.locale import current_language

FULL = 0.85  # of the disk with the files
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
    yield _mails(now)
    yield _disk()
    yield _backup(now, zone)


def _database() -> Line:
    is_well = health.has_current_migrations()
    said = (
        _("The database answers, and all migrations have been applied.")
        if is_well
        else _("Migrations are missing.")
    )
    return Line(_("Database"), is_well, said, _("Run: flask db upgrade"))


def _worker(now: datetime) -> Line:
    is_well = jobs.is_alive(now)
    said = _("Running.") if is_well else _("No worker has run in the last two minutes.")
    return Line(_("Worker"), is_well, said, _("Start python app.py or flask worker."))


def _mails(now: datetime) -> Line:
    late = watch.standstill(now).late
    said = ngettext("%(num)d mail is late.", "%(num)d mails are late.", late)
    remedy = _("Check the mail server: flask doctor says what is wrong.")
    return Line(_("Mails"), not late, said if late else _("No mail is late."), remedy)


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
