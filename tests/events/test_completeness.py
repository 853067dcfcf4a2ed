"""The rings of the desk: how much of an event exists in each language."""

from eventsapp.core.texts import Texts
from eventsapp.events.completeness import completeness
from tests.factories import make_event, make_venue


def test_completeness_counts_texts_that_exist_in_any_language(app):
    event = make_event(
        original_language="ky",
        titles=Texts(ky="Аталыш", en="Title"),
        summaries=Texts(ky="Кыскача"),
        venue=make_venue(access=Texts(en="From the yard")),
    )

    assert completeness(event) == [
        ("ky", 2, 3),
        ("kk", 0, 3),
        ("ru", 0, 3),
        ("en", 2, 3),
        ("tr", 0, 3),
    ]


def test_completeness_of_nothing_is_nothing(app):
    event = make_event(titles=Texts(), summaries=Texts())

    assert {(filled, total) for _language, filled, total in completeness(event)} == {(0, 0)}
