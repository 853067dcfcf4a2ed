"""The import rule of the README, executable: a package imports only from rows above it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.rows import ROWS

PACKAGE = Path(__file__).resolve().parents[2] / "eventsapp"
ROW = {package: number for number, row in enumerate(ROWS) for package in row}
TOP = {"config", "extensions", "features", "logs", "schedule", "serving", "worker"}
ORDER = {name: number for number, name in enumerate(("models", "queries", "services", "forms"))}


def test_imports_point_upwards_only():
    wrong = [
        f"{importer} -> {imported}"
        for importer, _module, imported, _name in _imports()
        if importer != imported and imported not in TOP and ROW[imported] >= max(ROW[importer], 1)
    ]

    assert wrong == []


def test_only_extensions_are_taken_from_the_top():
    wrong = [
        f"{importer}.{module} -> {imported}"
        for importer, module, imported, _name in _imports()
        if imported in TOP - {"extensions", "config"}
    ]

    assert wrong == []


def test_files_of_a_package_import_in_one_direction():
    wrong = [
        f"{importer}.{module} -> {name}"
        for importer, module, imported, name in _imports()
        if importer == imported and ORDER.get(name, -1) > ORDER.get(module, 9)
    ]

    assert wrong == []


def test_no_import_of_ours_hides_in_a_function():
    wrong = [
        f"{path.relative_to(PACKAGE)}:{inner.lineno}"
        for path in PACKAGE.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for inner in ast.walk(function)
        if isinstance(inner, ast.ImportFrom) and (inner.module or "").startswith("eventsapp")
    ]

    assert wrong == []


def _imports() -> Iterator[tuple[str, str, str, str]]:
    """Yield (package, its file, imported package, imported name) for every import of ours."""
    for path in PACKAGE.glob("*/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.ImportFrom):
                continue
            parts = (node.module or "").split(".")
            if parts[0] != "eventsapp":
                continue
            for alias in node.names:
                imported = parts[1] if len(parts) > 1 else alias.name
                name = parts[2] if len(parts) > 2 else alias.name
                yield path.parent.name, path.stem, imported, name
