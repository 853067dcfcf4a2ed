import pytest
from flask_migrate import upgrade

from eventsapp.backup import archive
from eventsapp.extensions import db
from eventsapp.serving import prepare_database
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
