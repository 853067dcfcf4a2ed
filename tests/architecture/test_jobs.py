"""Every job of the timetable survives an empty database, and twice in a row."""

import pytest

from eventsapp.extensions import db
from eventsapp.schedule import ERRANDS, TIMETABLE


@pytest.mark.parametrize("job", TIMETABLE + ERRANDS, ids=lambda job: job.name)
def test_job_does_nothing_on_an_empty_database(app, now, job):
    for _ in range(2):
        assert job.run(now) == 0
        db.session.commit()


def test_jobs_have_names_of_their_own():
    names = [job.name for job in TIMETABLE + ERRANDS]

    assert len(set(names)) == len(names)
