"""docs/calendars.md: every test that the page names is there."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "calendars.md"


def defined():
    """The names of all test functions."""
    return {
        node.name
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def test_every_rule_of_the_page_has_its_tests():
    rows = re.findall(r"^\| (?!rule |---)(.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    without = [row for row in rows if "`test_" not in row.rpartition(" | ")[2]]

    assert len(rows) > 80
    assert without == []


def test_every_test_named_on_the_page_exists():
    named = set(re.findall(r"`(test_\w+)`", PAGE.read_text(encoding="utf-8")))

    assert named - defined() == set()
