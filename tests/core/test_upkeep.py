import pytest
from sqlalchemy import text

from eventsapp.core import upkeep
from eventsapp.extensions import db
from tests.factories import make_category, make_event, make_registration


def test_measure_tables_tells_sqlite_how_many_rows_there_are(app, now):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL measures its tables by itself")
    category = make_category(make_event(), capacity=None)
    for _ in range(30):
        make_registration(category.event, category=category)

    upkeep.measure_tables(now)

    known = text("SELECT stat FROM sqlite_stat1 WHERE idx = 'ix_registration_listed'")
    assert db.session.scalar(known) == "30 30 30 1"
