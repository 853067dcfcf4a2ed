import io
import tarfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text

from eventsapp.backup import archive, engines, services
from eventsapp.core import files, jobs, maintenance, publication
from eventsapp.core.clock import utcnow
from eventsapp.core.database import begin_reading
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from tests.factories import (
    make_contact,
    make_event,
    make_organisation,
    make_participation,
    make_registration,
    make_user,
)

COUNTED = ("publication",)  # rises with the restoring itself


@pytest.fixture
def full(migrated: Flask) -> Flask:
    """An installation with something of everything."""
    event = make_event()
    make_registration(event, name="Айнура Бекова")
    make_participation(event, make_contact(organisation=event.organisation))
    make_user(event.organisation)
    event.organisation.logo_key = files.store(b"a picture", ".png")
    publication.publish()
    db.session.commit()
    return migrated


@pytest.fixture
def saved(full: Flask, tmp_path: Path, request) -> Path:
    """A backup of it."""
    if db.engine.dialect.name == "postgresql":
        request.getfixturevalue("programs")
    path = tmp_path / "backup.tar.gz"
    services.save(path, now=utcnow())
    return path


def run(app: Flask, *arguments: str):
    with app.app_context():  # a command joins the context it finds
        return app.test_cli_runner().invoke(args=list(arguments))


def rows_by_table(app: Flask) -> dict[str, Any]:
    """Everything in the database, by table."""
    with app.app_context():
        begin_reading(db.session())
        return {
            name: sorted(repr(row) for row in db.session.execute(text(f'SELECT * FROM "{name}"')))
            for name in inspect(db.session.connection()).get_table_names()
        }


def repacked(source: Path, target: Path, name: str, data: bytes | None) -> Path:
    """The archive with one member replaced, or left out."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old.getmembers():
            content = old.extractfile(member).read()
            if member.name == name:
                if data is None:
                    continue
                content = data
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return target


def test_restore_gives_back_every_row_of_every_table_and_every_file(full, saved, another):
    key = db.session.scalars(select(Event)).one().organisation.logo_key
    db.session.rollback()
    before = rows_by_table(full)

    result = run(another, "restore", str(saved))

    assert result.exit_code == 0, result.output
    assert "letters that waited then wait again" in result.output
    after = rows_by_table(another)
    assert len(before["registration"]) == 1
    assert {name: rows for name, rows in after.items() if name not in COUNTED} == {
        name: rows for name, rows in before.items() if name not in COUNTED
    }
    with another.app_context():
        assert files.open(key) == b"a picture"


def test_restore_says_that_the_archive_was_made_in_maintenance(full, saved, another):
    during = saved.with_name("during.tar.gz")
    with full.app_context():
        maintenance.begin(utcnow())
        db.session.commit()
        services.save(during, now=utcnow())

    said = [run(another, "restore", "--force", str(file)).output for file in (saved, during)]

    assert ["flask maintenance off" in each for each in said] == [False, True]


def test_restored_records_can_be_added_to(full, saved, another):
    """Numbers go on after the highest."""
    assert run(another, "restore", str(saved)).exit_code == 0

    with another.app_context():
        assert make_event().id > 1


def test_restore_lets_no_kept_answer_count_as_fresh(full, saved, another):
    with full.app_context():
        there = publication.number()

    run(another, "restore", str(saved))

    with another.app_context():
        assert publication.number() > there


def test_save_changes_nothing_and_can_be_done_at_work(full, saved):
    assert make_registration(db.session.scalars(select(Event)).one()).id
    assert not list(saved.parent.glob(".backup-*"))
    assert saved.stat().st_mode & 0o077 == 0  # it holds people's addresses


def test_backup_says_to_keep_the_key_and_overwrites_nothing(full, saved):
    again = run(full, "backup", str(saved))
    fresh = run(full, "backup", str(saved.with_name("second.tar.gz")))

    assert (again.exit_code, "exists already" in again.output) == (1, True)
    assert (fresh.exit_code, "Keep SECRET_KEY" in fresh.output) == (0, True)
    assert jobs.last_run(jobs.BACKUP)  # the administrator's page names its hour


def test_restore_refuses_a_database_that_holds_records_unless_forced(full, saved):
    lost = make_registration(db.session.scalars(select(Event)).one(), name="Came later").id
    orphan = files.store(b"came later", ".png")
    db.session.rollback()

    refused = run(full, "restore", str(saved))
    assert (refused.exit_code, "--force" in refused.output) == (1, True)
    assert db.session.get(Registration, lost)
    db.session.remove()

    assert run(full, "restore", str(saved), "--force").exit_code == 0
    assert db.session.get(Registration, lost) is None
    assert files.open(orphan) is None


def test_restore_refuses_a_damaged_archive_and_changes_nothing(full, saved, another):
    cut = saved.with_name("cut.tar.gz")
    cut.write_bytes(saved.read_bytes()[:-2000])
    changed = repacked(saved, saved.with_name("changed.tar.gz"), "database", b"else")
    poorer = repacked(saved, saved.with_name("poorer.tar.gz"), "database", None)
    nothing = saved.with_name("nothing.tar.gz")
    nothing.write_text("no archive")

    for path in (cut, changed, poorer, nothing):
        result = run(another, "restore", str(path))
        assert (result.exit_code, path.name in result.output) == (1, True), result.output

    with another.app_context():
        assert inspect(db.engine).get_table_names() == []


def test_unpack_writes_nothing_outside_its_folder(tmp_path):
    path = tmp_path / "evil.tar.gz"
    with tarfile.open(path, "w:gz") as evil:
        evil.addfile(tarfile.TarInfo("../escaped"), io.BytesIO())

    with pytest.raises(archive.Damaged):
        archive.unpack(path, tmp_path / "folder")

    assert not (tmp_path / "escaped").exists()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("migration", "9999", "newer release"), ("database", "oracle", "is of oracle")],
)
def test_restore_refuses_what_is_not_for_this_installation(saved, another, old, new, words):
    folder = saved.parent / "laid out"
    manifest = archive.unpack(saved, folder)
    setattr(manifest, old, new)
    manifest.checksums.clear()
    other = saved.with_name("other.tar.gz")
    archive.pack(other, manifest, [("database", folder / "database")])

    result = run(another, "restore", str(other))

    assert (result.exit_code, words in result.output) == (1, True), result.output


def test_restore_warns_of_another_key(full, saved, another):
    another.config["SECRET_KEY"] = "not the one before"

    result = run(another, "restore", str(saved))

    assert "the links in mails already sent open nothing" in result.output


def test_backup_names_the_folder_that_is_missing(app, tmp_path):
    answer = run(app, "backup", str(tmp_path / "backups" / "today.tar.gz"))

    assert answer.exit_code == 2
    assert f"there is no folder {tmp_path / 'backups'}" in answer.output


def test_backup_of_nothing_is_refused(another, tmp_path):
    result = run(another, "backup", str(tmp_path / "nothing.tar.gz"))

    assert (result.exit_code, "empty" in result.output) == (1, True)
    assert not (tmp_path / "nothing.tar.gz").exists()


def test_dump_names_the_program_that_is_missing(migrated, monkeypatch, tmp_path):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite needs no program")
    make_organisation()
    monkeypatch.setenv("PATH", "")

    with pytest.raises(engines.Unable, match="apt-get install postgresql-client"):
        engines.dump(tmp_path / "database")
