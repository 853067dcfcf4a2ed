"""How well the invented announcements are read: no field falls below what was reached."""

from pathlib import Path

import pytest

from eventsapp.announcements import scoring

FLOOR = {
    "type": 0.98, "start_date": 0.98, "end_date": 0.95, "start_time": 0.97, "end_time": 0.97,
    "registration_time": 0.97, "accreditation_deadline": 0.96, "city": 0.97, "title": 0.88,
    "venue": 0.96, "address": 0.95, "phones": 0.97, "emails": 0.98, "urls": 0.98, "organisers": 0.93,
}  # fmt: skip


@pytest.fixture(scope="module")
def table():
    return scoring.score(scoring.texts(Path(__file__).parent / "texts"))["all"]


@pytest.mark.parametrize("field", scoring.FIELDS)
def test_read_finds_as_much_as_before(table, field):
    assert table[field].f1 >= FLOOR[field]
