"""The measured targets on the annotated texts beside the checkout."""

from pathlib import Path

import pytest

from eventsapp.announcements import scoring

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "announcements"
TARGETS = {
    "start_date": 0.97, "start_time": 0.97, "registration_time": 0.9, "phones": 0.98, "emails": 0.98,
    "city": 0.95, "type": 0.9, "venue": 0.8, "title": 0.75, "organisers": 0.7, "urls": 0.95,
}  # fmt: skip


@pytest.fixture(scope="module")
def measured():
    annotated = list(scoring.texts(FOLDER)) if FOLDER.is_dir() else []
    if not annotated:
        pytest.skip(f"no annotated texts in {FOLDER}")
    return scoring.score(annotated)


@pytest.mark.parametrize("field", TARGETS)
def test_score_reaches_the_target(measured, field):
    assert measured["all"][field].f1 >= TARGETS[field]


def test_compare_counts_right_wrong_and_missed():
    tally = scoring.Tally()

    scoring.compare("phones", {"phones": ["+1", "+2"]}, {"phones": ["+2", "+3"]}, tally)

    assert (tally.right, tally.wrong, tally.missed) == (1, 1, 1)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.5, 0.5)


def test_compare_lets_case_endings_cost_nothing():
    tally = scoring.Tally()

    scoring.compare(
        "venue", {"venue": "Парк мейманканасы"}, {"venue": "«Парк» мейманканасында"}, tally
    )

    assert tally.right == 1


def test_compare_leaves_a_year_that_nobody_wrote_unjudged():
    tally = scoring.Tally()
    truth = {"start_date": "2019-06-14", "year_inferred": True}

    scoring.compare("start_date", {"start_date": "2020-06-14"}, truth, tally)

    assert tally.right == 1
