import pytest
from flask_migrate import upgrade

from eventsapp.backup import archive
from eventsapp.backup.upgrading import prepare_database
from eventsapp.extensions import db
from eventsapp.web import health


@pytest.fixture
def outdated(another, monkeypatch, tmp_path):
    """An installation whose database is of the first release."""
    monkeypatch.setattr(another, "instance_path", str(tmp_path))
    with another.app_context():
        upgrade(revision="0001")
        db.session.rollback()
        yield another


def test_prepare_database_keeps_everything_before_an_upgrade(outdated, tmp_path):
    prepare_database()

    assert health.has_current_migrations()
    (kept,) = (tmp_path / "backups").iterdir()
    assert archive.unpack(kept, tmp_path / "folder").migration == "0001"


def test_prepare_database_makes_a_new_one_without_more_ado(another, monkeypatch, tmp_path):
    monkeypatch.setattr(another, "instance_path", str(tmp_path))
    with another.app_context():
        prepare_database()

        assert health.has_current_migrations()
    assert not (tmp_path / "backups").exists()


def test_upgrade_changes_nothing_where_no_backup_can_be_made(outdated, tmp_path):
    (tmp_path / "backups").write_text("a file where the folder should be")

    result = outdated.test_cli_runner().invoke(args=["upgrade"])

    assert (result.exit_code, "No backup could be made" in result.output) == (1, True)
    assert health.migration() == "0001"


def test_upgrade_keeps_everything_first_and_may_be_repeated(outdated, tmp_path):
    once, again = [outdated.test_cli_runner().invoke(args=["upgrade"]) for _ in range(2)]

    assert (once.exit_code, again.exit_code) == (0, 0), once.output
    (kept,) = (tmp_path / "backups").iterdir()
    assert kept.name in once.output
    assert again.output == "The database is that of this release.\n"
