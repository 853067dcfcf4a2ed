"""Names of places from Russian sentences, in the nominative."""

import pytest

from eventsapp.announcements.reading.russian_places import nominative


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("актовом зале школы", "актовый зал школы"),
        ("большом конференц-зале", "большой конференц-зал"),
        ("городском выставочном центре «Пример»", "городской выставочный центр «Пример»"),
        ("областной библиотеке", "областная библиотека"),
        ("общей школе", "общая школа"),
        ("синем здании", "синее здание"),
        ("новом министерстве", "новое министерство"),
        ("Доме журналистов", "Дом журналистов"),
        ("этом зале", "этом зал"),
        ("отеле «Плаза»", "отель «Плаза»"),
    ],
)
def test_nominative_takes_adjectives_along(said, name):
    assert nominative(said) == name
