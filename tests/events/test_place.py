"""The place as one line: what is known, in the reader's language, nothing twice."""

from eventsapp.core.texts import Texts
from eventsapp.events.place import place_line, short_place
from tests.factories import make_city, make_event, make_venue


def test_place_line_goes_from_the_room_to_the_city(app):
    venue = make_venue()
    event = make_event(venue=venue, room=venue.rooms[0], city=venue.city)

    assert place_line(event, ["en"]) == "main hall, Press Centre, Central Street 14, Osh"
    assert place_line(event, ["ky"]) == "чоң зал, Пресс-борбор, Борбордук көчөсү 14, Ош"
    assert short_place(event, ["en"]) == "Osh, Press Centre"


def test_place_line_without_a_venue_has_the_note(app):
    event = make_event(city=make_city(), place_notes=Texts(en="Nauryzbay district"))

    assert place_line(event, ["en"]) == "Nauryzbay district, Osh"
    assert short_place(event, ["en"]) == "Osh, Nauryzbay district"


def test_place_line_of_an_online_event_says_so(app):
    event = make_event(online_url="https://stream.example.org")

    assert place_line(event, ["en"]) == short_place(event, ["en"]) == "Online"


def test_place_line_is_empty_where_nothing_is_stated(app):
    event = make_event()

    assert place_line(event, ["en"]) == short_place(event, ["en"]) == ""


def test_place_line_reads_the_original_before_any_other_language(app):
    venue = make_venue(names=Texts(kk="Орталық", ky="Борбор"), rooms=[], address=Texts())
    event = make_event(venue=venue, city=venue.city, original_language="ky")

    assert short_place(event, ["tr"]) == "Oş, Борбор"


def test_place_line_says_nothing_twice(app):
    venue = make_venue(names=Texts(en="Osh"), rooms=[], address=Texts())
    event = make_event(venue=venue, city=venue.city)

    assert short_place(event, ["en"]) == "Osh"
