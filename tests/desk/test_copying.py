"""A copied event: each package brings its own part."""

from eventsapp.desk import copying
from eventsapp.extensions import db
from eventsapp.questions import queries
from tests.factories import STARTS, make_category, make_event, make_question


def test_copy_asks_on_the_form_what_the_original_asks(app, now):
    event = make_event()
    make_category(event)
    make_question(event, label="Which school?")

    made = copying.copy(event, starts=STARTS, parts=["programme"], by=None, now=now)
    db.session.commit()

    assert [each.labels["en"] for each in queries.of_event(made)] == ["Which school?"]
    assert [each.labels["en"] for each in queries.of_event(event)] == ["Which school?"]
