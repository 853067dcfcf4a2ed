"""A disk that takes its time, the same for two servers that are compared.

What a COMMIT costs differs between machines by a factor of ten, and with it what a bare
application can do that hardly does anything else: with these commits some 260 registrations
a second, on a quick disk more than twice as many.
"""

import os
import time

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

COMMIT_MS = 2.5  # besides what the machine's own disk takes
ENV = "BENCH_COMMIT_MS"


def take_time() -> None:
    """Let every COMMIT of this process that has written take as long as the environment says."""
    seconds = float(os.environ.get(ENV) or 0) / 1000
    if not seconds:
        return

    @event.listens_for(Engine, "before_cursor_execute")
    def _wait_sqlite(_connection: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        if sql == "COMMIT":  # said in so many words by those who write, while others have to wait
            time.sleep(seconds)

    @event.listens_for(Engine, "commit")
    def _wait_postgresql(connection: Connection) -> None:
        is_reading = connection.get_execution_options().get("readonly")
        if connection.dialect.name == "postgresql" and not is_reading:
            time.sleep(seconds)
