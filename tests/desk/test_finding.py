"""The jump box finds what a few letters may mean, within one's own house."""

import pytest

from eventsapp.core.texts import Texts
from tests.counting import statements
from tests.factories import make_contact, make_event, make_registration, make_venue


def labels(page) -> list[str]:
    """The kinds that were found."""
    return [line.split("<")[0] for line in page.text.split("<h2>")[1:]]


def test_find_needs_two_letters(desk):
    make_event(organisation=desk.organisation)

    assert labels(desk.get("/desk/find?q=s")) == []
    assert "Two letters are enough" in desk.get("/desk/find").text


@pytest.mark.parametrize("query", ["bekova", "Бекова", "BEKO"])
def test_find_finds_the_registered_in_any_script(desk, query):
    event = make_event(organisation=desk.organisation, titles=Texts(en="Council"))
    person = make_registration(event, name="Айнура Бекова")
    person.refresh_search_key()

    page = desk.get("/desk/find", query_string={"q": query})

    assert labels(page) == ["Registered"]
    assert "Айнура Бекова" in page.text
    assert "Council" in page.text


def test_find_groups_what_it_finds(desk):
    house = desk.organisation
    make_event(organisation=house, titles=Texts(en="Osh council"), search_key="osh council")
    make_venue(organisation=house, names=Texts(en="Osh hall"))
    make_contact(organisation=house, names=Texts(en="Osh Person"))

    assert labels(desk.get("/desk/find?q=osh")) == ["Events", "Contacts", "Venues"]


def test_find_knows_the_pages_of_the_desk(desk):
    page = desk.get("/desk/find?q=venu")

    assert labels(page) == ["Pages"]
    assert 'href="/desk/venues"' in page.text


def test_find_shows_nothing_of_other_houses(desk):
    event = make_event(search_key="secret", titles=Texts(en="Secret council"))
    make_registration(event, name="Secret Person").refresh_search_key()
    make_contact(names=Texts(en="Secret Contact"))

    page = desk.get("/desk/find?q=secret")

    assert "Nothing found for “secret”." in page.text


def test_find_says_what_was_asked_as_text(desk):
    assert "&lt;b&gt;x" in desk.get("/desk/find", query_string={"q": "<b>x"}).text


def test_find_gives_a_part_to_a_page_that_asks_for_one(desk):
    part = desk.get("/desk/find?q=venu", headers={"HX-Request": "true"})

    assert part.text.lstrip().startswith("<p")
    assert "HX-Request" in part.headers["Vary"]


@pytest.mark.parametrize("rows", [1, 4])
def test_find_costs_no_query_per_row(desk, rows):
    for _ in range(rows):
        event = make_event(organisation=desk.organisation, search_key="osh")
        make_registration(event, name="Osh Person").refresh_search_key()
        make_venue(organisation=desk.organisation, names=Texts(en="Osh hall"))

    with statements() as counted:
        desk.get("/desk/find?q=osh")

    assert len(counted) <= 16
