"""Map links carry the point, or the words to search for."""

from eventsapp.core.texts import Texts
from eventsapp.venues import links
from tests.factories import make_city, make_venue


def test_maps_of_a_point_carry_latitude_and_longitude(app):
    venue = make_venue(latitude=40.528344, longitude=72.7985)

    assert [link.url for link in links.maps(venue)] == [
        "geo:40.528344,72.798500",
        "https://2gis.kg/geo/72.798500,40.528344",
        "https://www.openstreetmap.org/?mlat=40.528344&mlon=72.798500#map=17/40.528344/72.798500",
        "https://yandex.com/maps/?pt=72.798500,40.528344&z=17",
        "https://www.google.com/maps/search/?api=1&query=40.528344,72.798500",
    ]


def test_maps_without_a_point_search_for_the_address_in_the_readers_language(app):
    venue = make_venue(address=Texts(en="A&B Street 1", ky="Борбордук көчөсү 14"))

    urls = {str(link.name): link.url for link in links.maps(venue, ["en"])}

    assert (
        urls["OpenStreetMap"]
        == "https://www.openstreetmap.org/search?query=Osh%2C%20A%26B%20Street%201"
    )
    assert "geo" not in urls


def test_maps_offer_2gis_only_where_it_has_a_map(app):
    ankara = make_city(key="ankara", country="TR", names=Texts(tr="Ankara"))

    names = [
        str(link.name)
        for link in links.maps(make_venue(city=ankara, latitude=39.9, longitude=32.8))
    ]

    assert "2GIS" not in names
