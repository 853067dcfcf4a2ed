"""The page of plots and its files."""

from datetime import datetime

from eventsapp.core.clock import utcnow
from tests.factories import make_event


def this_month() -> datetime:
    return utcnow().replace(day=2, hour=10, minute=0, second=0, microsecond=0, tzinfo=None)


def test_index_counts_the_last_twelve_months(desk):
    make_event(organisation=desk.organisation, starts=this_month())

    page = desk.get("/desk/stats?lang=en").text

    assert "Events by type" in page
    assert '<rect width="100.0" height="1"/>' in page


def test_index_says_when_there_is_nothing(desk):
    assert "No event was held in these days." in desk.get("/desk/stats").text


def test_index_keeps_what_was_typed_wrong(desk):
    for first, last, words in (
        ("2026-12-31", "2026-01-01", "The last day is before the first."),
        ("1999-01-01", "2026-01-01", "Choose five years at most."),
        ("31.11.2026", "2026-12-01", "November"),
        ("2026-01-01", "", "Enter the last day."),
    ):
        answer = desk.get("/desk/stats", query_string={"first": first, "last": last})

        assert answer.status_code == 422
        assert words in answer.text


def test_table_gives_one_plot_as_a_file(desk):
    make_event(organisation=desk.organisation, starts=this_month())

    answer = desk.get("/desk/stats/types.csv")

    assert answer.mimetype == "text/csv"
    assert answer.text.splitlines() == ["\ufeffEvents by type;Events", "Press conference;1"]


def test_table_knows_no_other_plots(desk):
    assert desk.get("/desk/stats/secrets.csv").status_code == 404
