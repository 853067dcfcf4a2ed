"""The README tells the truth about settings, commands and the map of the code."""

import re
from importlib import metadata
from pathlib import Path

import pytest

from eventsapp.config import DEFAULTS
from tests.architecture.rows import ROWS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("name", DEFAULTS)
def test_every_setting_is_in_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("package", [package for row in ROWS for package in row])
def test_every_package_is_on_the_map(package):
    assert f"`{package}`" in README


def test_every_package_of_the_code_has_a_row():
    folders = {path.parent.name for path in (ROOT / "eventsapp").glob("*/__init__.py")}

    assert folders == {package for row in ROWS for package in row}


@pytest.mark.parametrize("target", ["run", "test", "test-all", "check", "bench", "help"])
def test_every_make_target_exists_and_is_named(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert f"make {target}" in README


def test_every_requirement_is_pinned_and_says_what_it_is_for():
    wrong = [line for line in requirements() if not re.match(r"[\w.\[\]-]+==[\w.]+ +# \S", line)]

    assert wrong == []


def test_every_requirement_is_what_these_tests_run_with():
    named = [re.match(r"([\w.-]+)(?:\[\w+\])?==(\S+)", line).groups() for line in requirements()]

    assert [(name, metadata.version(name)) for name, _version in named] == named


def requirements():
    return [
        line
        for name in ("requirements.txt", "requirements-scale.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text().splitlines()
        if line and not line.startswith(("#", "-r "))
    ]
