"""How Python types become columns, and how SQLite and PostgreSQL are made to keep our promises."""

import enum
import select
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    PoolProxiedConnection,
    TypeDecorator,
    event,
)
from sqlalchemy.exc import DBAPIError, InvalidatePoolError, InvalidRequestError
from sqlalchemy.orm import Session, registry


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant, stored as UTC. A naive value is a bug, so it raises."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive value, store UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: pass an aware instant")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware UTC instant on every database."""
        if value is not None and value.tzinfo is None:  # SQLite forgets the zone
            return value.replace(tzinfo=UTC)
        return value and value.astimezone(UTC)


class WallTime(TypeDecorator[datetime]):
    """A date and hour as a clock on the wall shows them: naive on purpose, zone kept beside it."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse an aware value: an instant belongs into UTCDateTime."""
        if value is not None and value.tzinfo is not None:
            raise ValueError(f"aware datetime {value!r}: a wall time has no zone")
        return value


# Flask-SQLAlchemy 3.1 copies the base class, so these go through ``registry``:
# a plain ``type_annotation_map`` attribute raises InvalidRequestError.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
COLUMN_TYPES: dict[Any, Any] = {
    datetime: UTCDateTime(),
    dict: JSON(),
    list: JSON(),
    enum.StrEnum: Enum(
        enum.StrEnum,
        native_enum=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    ),
}
REGISTRY = registry(metadata=METADATA, type_annotation_map=COLUMN_TYPES)


PATIENCE_SECONDS = 15  # for somebody else's write transaction on SQLite
_TURN = "turn to write"
_turns: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout={PATIENCE_SECONDS * 1000}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once, so that what was read stays true until the commit.

    SQLite lets who finds it taken sleep and look again; the threads of one process queue up
    instead, so that the next goes on as soon as the one before has ended.
    """
    if connection.dialect.name != "sqlite":
        return
    if connection.get_execution_options().get("readonly"):
        connection.exec_driver_sql("BEGIN")
        return
    turn = _turns.setdefault(connection.engine, Lock())
    if turn.acquire(timeout=PATIENCE_SECONDS):
        connection.info[_TURN] = turn
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except DBAPIError:  # another process is writing
        _end_turn(connection)
        raise


@event.listens_for(Engine, "commit")
def _commit_sqlite(connection: Connection) -> None:
    """Commit now, rather than just after the next thread has been let in."""
    if _TURN in connection.info:
        connection.exec_driver_sql("COMMIT")
        _end_turn(connection)


@event.listens_for(Engine, "checkout")
def _let_go_of_the_dead(driver: Any, _record: object, _lent: object) -> None:
    """Replace connections whose server has gone: then there is something to read on them.

    A look that asks nothing of the server, where the library's own ping would be a question and
    an answer for each use.
    """
    if isinstance(driver, sqlite3.Connection):
        return
    unread = select.poll()
    unread.register(driver.fileno(), select.POLLIN)
    if unread.poll(0):
        raise InvalidatePoolError


@event.listens_for(Engine, "begin")
def _begin_postgresql(connection: Connection) -> None:
    """Let the database itself refuse to write in what only reads."""
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.dbapi_connection  # also when it is detached
        driver.read_only = bool(connection.get_execution_options().get("readonly"))


@event.listens_for(Engine, "rollback")
def _end_reading(connection: Connection) -> None:
    """End what has only read by a COMMIT: after a ROLLBACK psycopg prepares every statement anew."""
    is_reading = connection.get_execution_options().get("readonly")
    if not is_reading or connection.dialect.name != "postgresql" or connection.invalidated:
        return
    with suppress(connection.dialect.loaded_dbapi.Error):  # the rollback meets the same fault
        connection.connection.commit()


@event.listens_for(Engine, "rollback")
def _roll_back_sqlite(connection: Connection) -> None:
    """The same for what is given up; SQLite may have done so already."""
    if _TURN in connection.info:
        connection.connection.rollback()
        _end_turn(connection)


def _end_turn(connection: Connection) -> None:
    if turn := connection.info.pop(_TURN, None):
        turn.release()


@event.listens_for(Engine, "before_execute")
def _refuse_to_write(connection: Connection, statement: Any, *_values: object) -> None:
    if getattr(statement, "is_dml", False) and connection.get_execution_options().get("readonly"):
        raise InvalidRequestError("this transaction is read-only: it has begun with begin_reading")


def begin_reading(session: Session, *, by_statement: bool = False) -> None:
    """Mark the coming transaction as read-only: on SQLite it then keeps no writer waiting.

    With `by_statement` PostgreSQL is told of no transaction, which saves two ways to and fro; as
    each statement sees what was committed before it in either case, only server-side cursors
    need one. Has no effect once the transaction has begun.
    """
    if session.in_transaction():
        return
    options: dict[str, Any] = {"readonly": True}
    if by_statement and session.get_bind().dialect.name == "postgresql":
        options["isolation_level"] = "AUTOCOMMIT"
    session.connection(execution_options=options)


def is_reading(session: Session) -> bool:
    """Whether a transaction has begun in which nothing is written."""
    if not session.in_transaction():
        return False
    return bool(session.connection().get_execution_options().get("readonly"))


def lock(session: Session, record: object) -> None:
    """Read a record anew; whoever locks it next waits until this transaction ends.

    Its own row alone: PostgreSQL refuses to lock what an outer join brings along.
    """
    session.refresh(record, with_for_update={"of": type(record)})


@contextmanager
def glance(engine: Engine) -> Iterator[Any]:
    """A cursor of the driver alone, for one quick read outside of any transaction.

    Raises DBAPIError, as a session would.
    """
    driver = engine.dialect.loaded_dbapi
    try:
        with closing(engine.raw_connection()) as connection, _by_statement(connection, engine):
            yield connection.cursor()
    except driver.Error as error:
        raise DBAPIError.instance(
            None, None, error, driver.Error, dialect=engine.dialect
        ) from error


@contextmanager
def _by_statement(connection: PoolProxiedConnection, engine: Engine) -> Iterator[None]:
    """Let PostgreSQL begin no transaction; SQLite's driver begins none by itself."""
    if engine.dialect.name != "postgresql":
        yield
        return
    driver: Any = connection.dbapi_connection
    driver.autocommit = True
    try:
        yield
    finally:
        if not driver.closed:
            driver.autocommit = False


def spare_disk(connection: Connection) -> None:
    """Let no commit of this connection wait for the disk: for what can be done again without harm.

    It is safe when a process dies; when the machine does, the last second may be lost, as on
    SQLite in WAL mode. On PostgreSQL each statement is then committed by itself, which saves the
    way to and fro for BEGIN and COMMIT. The connection is not lent to anybody else afterwards.
    """
    if connection.dialect.name == "postgresql":
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        connection.exec_driver_sql("SET synchronous_commit TO off")
        connection.commit()
