"""What a database needs from time to time, where it does not see to it by itself."""

from datetime import datetime

from sqlalchemy import text

from eventsapp.extensions import db

ROWS_LOOKED_AT = 1000  # of each index: the writer who waits meanwhile waits milliseconds


def measure_tables(_now: datetime) -> int:
    """Job: let SQLite note how its tables have grown, by which it chooses among indexes.

    PostgreSQL does so by itself. There is nothing to count: 0.
    """
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}"))
        db.session.execute(text("ANALYZE"))
    return 0
