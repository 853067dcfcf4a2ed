"""The first sheet of a spreadsheet, read in a process of its own.

A file of a few hundred bytes can claim more cells than any machine holds, and the library then
ends the process that reads it. That process is not ours, and gets as much memory and time as an
honest file needs.
"""

import json
import resource
import subprocess
import sys
from io import BytesIO
from itertools import islice

MOST_MEMORY = 1024**3  # bytes
MOST_SECONDS = 20

Cells = list[list[str | float | bool]]


class Unreadable(ValueError):
    """No spreadsheet, a broken one, or one that needs more than it gets."""


def read(data: bytes, *, rows: int, columns: int) -> Cells:
    """The cells from the top left on, no more rows and columns than these; days in ISO 8601.

    Raises Unreadable.
    """
    command = [sys.executable, "-I", __file__, str(rows), str(columns)]
    try:
        ended = subprocess.run(  # noqa: S603 -- a program of ours
            command, input=data, capture_output=True, check=True, timeout=MOST_SECONDS, env={}
        )
    except subprocess.SubprocessError as error:
        raise Unreadable from error
    cells: Cells = json.loads(ended.stdout)
    return cells


def _answer(rows: int, columns: int) -> None:
    """What that process does: the file comes by its input, the cells leave as JSON."""
    import python_calamine  # noqa: PLC0415 -- who calls `read` never needs it

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    book = python_calamine.load_workbook(BytesIO(sys.stdin.buffer.read()))
    found = islice(book.get_sheet_by_index(0).iter_rows(), rows)
    json.dump([row[:columns] for row in found], sys.stdout, default=str)


if __name__ == "__main__":
    _answer(int(sys.argv[1]), int(sys.argv[2]))
