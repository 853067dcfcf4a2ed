"""Place lines of calendars, and the venues of the directory they name."""

import pytest

from eventsapp.core.texts import Texts
from eventsapp.eventfiles import places
from tests.factories import make_organisation, make_venue


@pytest.fixture
def venue(app):
    return make_venue(organisation=make_organisation())


@pytest.mark.parametrize(
    ("line", "has_room", "rest"),
    [
        ("Press Centre", False, ""),
        ("ПРЕСС-БОРБОР, Борбордук көчөсү 14", False, ""),
        ("Press Centre, main hall, Central Street 14", True, ""),
        ("Press Centre, entrance from the yard", False, "Press Centre, entrance from the yard"),
    ],
)
def test_find_knows_the_venue_in_any_language_and_keeps_what_is_new(venue, line, has_room, rest):
    place = places.find(line, [venue])

    assert (place.venue, place.rest) == (venue, rest)
    assert (place.room is not None) is has_room


@pytest.mark.parametrize("line", ["", "Press Centres", "Hall 2, Astana"])
def test_find_leaves_a_line_that_names_none(venue, line):
    assert places.find(line, [venue]) == places.Place(rest=line)


def test_find_takes_the_longer_name_and_the_nearer_address(venue):
    longer = make_venue(organisation=venue.organisation, names=Texts(en="Press Centre North"))
    namesake = make_venue(organisation=venue.organisation, address=Texts(en="Lake Road 3"))
    directory = [venue, longer, namesake]

    assert places.find("Press Centre North", directory).venue is longer
    assert places.find("Press Centre, Lake Road 3", directory).venue is namesake
