"""Runs migrations on a connection whose foreign keys cannot cascade away child rows.

On SQLite a batch migration rebuilds a parent table by dropping it, and the drop would delete
every child. So the check is off while migrations run, and everything is checked at the end.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

extension = current_app.extensions["migrate"]
engine = extension.db.engine


def run(connection: Connection) -> None:
    """Apply the migrations in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=extension.db.metadata,
        transaction_per_migration=False,
        **extension.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            faults = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if faults:
                raise RuntimeError(f"rows without their parent: {faults[:5]}")


with engine.connect() as connection:
    driver = connection.connection.driver_connection
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        driver.execute("PRAGMA foreign_keys=OFF")  # a no-op once a transaction has begun
    try:
        run(connection)
        connection.commit()
    finally:
        if on_sqlite:
            connection.rollback()
            driver.execute("PRAGMA foreign_keys=ON")
