"""Migrations lead to the models and back, and lose no child row on the way."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from eventsapp import create_app
from eventsapp.events.models import State
from eventsapp.events.room_models import RoomBooking
from eventsapp.extensions import db
from eventsapp.registration.models import Status
from eventsapp.registration.tally_models import Tally
from tests.factories import (
    ENDS,
    STARTS,
    make_applicant,
    make_endpoint,
    make_event,
    make_intake,
    make_registration,
    make_token,
    make_venue,
)

HOUR = timedelta(hours=1)
FORMER_RELEASE = "0007"
TRIGGERS = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT pg_get_triggerdef(oid) || pg_get_functiondef(tgfoid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
}


@pytest.fixture
def empty(settings, tmp_path, request) -> Iterator[Flask]:
    """An app on a database that holds nothing, of the kind the tests run on."""
    if settings["DATABASE_URL"].startswith("postgresql"):
        url = request.getfixturevalue("second_database")
    else:
        url = f"sqlite:///{tmp_path / 'migrated.db'}"
    app = create_app(settings | {"DATABASE_URL": url})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def second_database() -> Iterator[str]:
    from tests.postgres import make_database

    with make_database(f"migrations_{datetime.now(UTC):%H%M%S%f}") as url:
        yield url


def test_migrations_equal_the_models(empty):
    upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, db.metadata)

    assert [each for each in differences if not _is_ours_to_ignore(each)] == []


def test_migrations_make_the_triggers_of_the_models(app, empty):
    upgrade()

    assert _triggers() == _triggers(app) != []


def test_seats_taken_before_the_upgrade_are_counted(empty):
    upgrade()
    event = make_registration().event
    make_registration(event, status=Status.OFFERED)
    make_registration(event, status=Status.CANCELLED)
    db.session.remove()
    downgrade(revision="0014")
    upgrade()

    tallies = db.session.execute(select(Tally.event_id, Tally.confirmed, Tally.held)).all()

    assert [tuple(each) for each in tallies] == [(1, 1, 1)]


def test_migrations_go_up_down_and_up(empty):
    upgrade()
    downgrade(revision="base")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    upgrade()

    assert left == set()
    assert "event" in inspect(db.engine).get_table_names()


def test_rebuilding_a_parent_table_keeps_its_child_rows(empty):
    from alembic.operations import Operations

    upgrade()
    _insert_family()

    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("organisation") as table:
            table.alter_column("slug", existing_nullable=False, server_default="x")
        connection.commit()
        rows = connection.execute(text("SELECT count(*) FROM contact")).scalar()

    assert rows == 1


def test_cities_come_with_the_migrations(empty):
    upgrade()

    names = dict(db.session.execute(text("SELECT key, timezone FROM city")).all())

    assert names["osh"] == "Asia/Bishkek"
    assert names["aktobe"] == "Asia/Aqtobe"
    assert names["istanbul"] == "Europe/Istanbul"


def test_events_that_stand_in_one_room_share_it_after_the_upgrade(empty):
    upgrade()
    room = make_venue().rooms[0]
    first, _cancelled, second, third = [
        make_event(room=room, venue=room.venue, starts=STARTS + start, ends=end, **values).id
        for start, end, values in (
            (HOUR * 0, ENDS, {}),
            (HOUR * 0, ENDS, {"state": State.CANCELLED}),
            (HOUR, None, {}),
            (HOUR * 24, None, {}),
        )
    ]
    db.session.remove()
    downgrade(revision="0006")
    upgrade()

    rows = db.session.execute(select(RoomBooking.event_id, RoomBooking.is_shared)).all()

    assert sorted(tuple(row) for row in rows) == [(first, False), (second, True), (third, False)]
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        with pytest.raises(IntegrityError, match="ex_room_booking_room"):
            db.session.execute(update(RoomBooking).values(is_shared=False))
        db.session.rollback()


def test_upgrade_from_the_former_release_keeps_every_row(empty):
    upgrade()
    event = make_intake().event
    make_applicant(event)
    make_registration(event)
    make_endpoint(event.organisation)
    make_token(event.organisation)
    db.session.remove()
    downgrade(revision=FORMER_RELEASE)
    before = _rows()
    upgrade()

    after = _rows()

    assert {"event", "registration", "press_applicant", "api_token"} <= before.keys()
    for table, rows in before.items():
        kept = [{name: row.get(name) for name in rows[0]} for row in after[table]]
        assert kept == rows, table


def _rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables that have some, as they stand in this release."""
    tables, found = MetaData(), {}
    tables.reflect(db.engine)
    with db.engine.connect() as connection:
        for name in tables.tables.keys() - {"alembic_version"}:
            table = tables.tables[name]
            asked = select(table).order_by(*table.primary_key)
            found[name] = [dict(row) for row in connection.execute(asked).mappings()]
    return {name: rows for name, rows in found.items() if rows}


def _triggers(app: Flask | None = None) -> list[str]:
    """What the database does by itself, as it is written there."""
    if app is None:
        return sorted(db.session.scalars(text(TRIGGERS[db.engine.dialect.name])))
    with app.app_context():
        return _triggers()


def _insert_family() -> None:
    from tests.factories import make_contact

    make_contact()
    db.session.remove()


def _is_ours_to_ignore(difference) -> bool:
    """Indexes by expression are not compared by Alembic on SQLite."""
    return difference[0] in ("add_index", "remove_index") and "search" in str(difference[1].name)
