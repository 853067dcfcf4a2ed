"""The public pages are read at the present of the tests, a Thursday in November 2026."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.conftest import NOW


@pytest.fixture
def set_clock(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Makes it another time."""

    def set_to(moment: datetime) -> None:
        away = int((moment - datetime.now(UTC)).total_seconds())
        monkeypatch.setitem(app.config, "CLOCK_OFFSET_SECONDS", away)

    return set_to


@pytest.fixture(autouse=True)
def _present(set_clock: Callable[[datetime], None]) -> None:
    set_clock(NOW)
