"""`python -m bench`: every measurement, on both databases, in one table; 1 when a target is missed."""

import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

try:
    from tests.postgres import make_database
except ModuleNotFoundError as missing:
    raise SystemExit(
        f"The bench needs PostgreSQL's driver and server ({missing.name} is not installed): "
        "pip install -r requirements-dev.txt"
    ) from missing

from bench import book, door, feed
from bench.measure import HEADING, Result
from bench.run import Run
from bench.servers import Setting


def main() -> int:
    """Measure, print, judge."""
    began = time.monotonic()
    print(HEADING, flush=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dateline-bench-")))
        postgres = stack.enter_context(
            make_database(f"bench_{uuid.uuid4().hex[:12]}", is_durable=True)
        )
        settings = (
            Setting("PostgreSQL", postgres, folder / "postgresql", is_scaled=True),
            Setting(
                "SQLite", f"sqlite:///{folder / 'bench.db'}", folder / "sqlite", is_scaled=False
            ),
        )
        results = [result for setting in settings for result in _printed(Run(setting).results())]
        results += _printed(feed.measure(folder))
        results += _printed(book.measure(folder / "book"))
        results += _printed(door.measure(folder / "door"))
    print(f"{time.monotonic() - began:.0f} seconds")
    return 0 if all(result.is_met for result in results) else 1


def _printed(results: Iterator[Result]) -> Iterator[Result]:
    for result in results:
        print(result, flush=True)
        yield result


if __name__ == "__main__":
    sys.exit(main())
