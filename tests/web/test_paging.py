"""One page of a long list, and the way to the next."""

import pytest
from sqlalchemy import select

from eventsapp.venues.models import City
from eventsapp.web.paging import page
from tests.factories import make_city


@pytest.mark.parametrize(
    ("asked", "keys", "number", "neighbours"),
    [
        ("", ["a", "b"], 1, (None, 2)),
        ("2", ["c", "d"], 2, (1, 3)),
        ("3", ["e"], 3, (2, None)),
        ("99", ["e"], 3, (2, None)),
        ("-1", ["a", "b"], 1, (None, 2)),
        ("x", ["a", "b"], 1, (None, 2)),
    ],
)
def test_page_gives_the_rows_and_the_neighbours_with_the_filters(
    app, asked, keys, number, neighbours
):
    for key in "abcde":
        make_city(key=key)

    with app.test_request_context(f"/desk/venues?q=osh&page={asked}"):
        here = page(select(City).order_by(City.key), size=2)
        links = tuple(link and f"/desk/venues?q=osh&page={link}" for link in neighbours)
        assert ([city.key for city in here.items], here.number, here.total) == (keys, number, 5)
        assert (here.previous_url, here.next_url) == links


def test_page_of_an_empty_list_is_the_only_one(app):
    with app.test_request_context("/desk/venues"):
        here = page(select(City))

        assert (here.items, here.number, here.last, here.next_url) == ([], 1, 1, None)


def test_page_stops_counting_where_told(app):
    for key in "abcde":
        make_city(key=key)

    with app.test_request_context("/desk/venues?page=9"):
        here = page(select(City).order_by(City.key), size=2, most=4)
        assert ([city.key for city in here.items], here.number, here.last) == (["c", "d"], 2, 2)
        assert (here.total, here.is_more) == (4, True)
        assert not page(select(City), size=2, most=5).is_more
