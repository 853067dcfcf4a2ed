"""docs/security.md names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "security.md").read_text()


def test_every_line_of_the_table_names_a_test_that_exists():
    rows = [line for line in TABLE.splitlines() if re.match(r"\| \d", line)]
    named = [re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", row.split("|")[-2]) for row in rows]

    missing = [
        row
        for row, found in zip(rows, named, strict=True)
        if not found or not all(_exists(path, name) for path, name in found)
    ]

    assert rows
    assert missing == []


def _exists(path: str, name: str) -> bool:
    file = ROOT / "tests" / path
    return file.exists() and (not name or f"def {name}(" in file.read_text())
