"""The import rule of the README, executable: a package imports only from rows above it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.rows import ROWS

PACKAGE = Path(__file__).resolve().parents[2] / "eventsapp"
ROW = {package: number for number, row in enumerate(ROWS) for package in row}
TOP = {"config", "extensions", "features", "logs", "schedule", "serving", "worker"}
ORDER = {name: number for number, name in enumerate(("models", "queries", "services", "forms"))}
READING = PACKAGE / "announcements" / "reading"
WEB_AND_DATABASE = ("flask", "sqlalchemy", "werkzeug", "wtforms", "eventsapp.extensions")
MOST_FILES = 40  # in one folder: beyond that it holds several things, each worth a folder


def test_imports_point_upwards_only():
    wrong = [
        f"{path} -> {imported}"
        for path, importer, imported in _between_packages()
        if importer != imported and imported not in TOP and ROW[imported] >= max(ROW[importer], 1)
    ]

    assert wrong == []


def test_only_extensions_are_taken_from_the_top():
    wrong = [
        f"{path} -> {imported}"
        for path, _importer, imported in _between_packages()
        if imported in TOP - {"extensions", "config"}
    ]

    assert wrong == []


def test_files_of_a_folder_import_in_one_direction():
    wrong = [
        f"{path.relative_to(PACKAGE)} -> {name}"
        for path, name in _imports()
        if (file := _file(name)) and file.parent == path.parent
        if ORDER.get(file.stem, -1) > ORDER.get(path.stem, 9)
    ]

    assert wrong == []


def test_reading_a_text_needs_neither_web_nor_database():
    wrong = [
        f"{path.name} -> {name}"
        for path, name in _imports()
        if path.parent == READING and name.startswith(WEB_AND_DATABASE)
    ]

    assert wrong == []


def test_no_folder_holds_more_than_one_keeps_in_mind():
    folders = {path.parent for path in PACKAGE.rglob("*.py")}

    assert [each.name for each in folders if len(list(each.glob("*.py"))) > MOST_FILES] == []


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


def _between_packages() -> Iterator[tuple[Path, str, str]]:
    """Yield (file, its package, imported package or file of the top) for every import of ours."""
    for path, name in _imports():
        file = path.relative_to(PACKAGE)
        if len(file.parts) > 1 and name.startswith("eventsapp."):
            yield file, file.parts[0], name.split(".")[1]


def _imports() -> Iterator[tuple[Path, str]]:
    """Yield (file, dotted name) for all that each file of the package imports."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                yield from ((path, f"{node.module}.{alias.name}") for alias in node.names)
            elif isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)


def _file(name: str) -> Path | None:
    """The file of ours that a dotted name is, or is in; none for a package and for others'."""
    here = PACKAGE.joinpath(*name.split(".")[1:])
    candidates = (here.with_suffix(".py"), here.parent.with_suffix(".py"))
    return next((each for each in candidates if each.is_file()), None)
