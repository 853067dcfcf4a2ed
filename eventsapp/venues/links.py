"""Links from a venue to the map services its visitors use. No map is drawn or embedded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask_babel import lazy_gettext as _l

from eventsapp.venues.models import Venue

_2GIS = {"KZ": "https://2gis.kz", "KG": "https://2gis.kg", "UZ": "https://2gis.uz"}


@dataclass(frozen=True)
class MapLink:
    """One way to see a venue on a map."""

    name: Any
    url: str


def maps(venue: Venue, languages: Sequence[str] = ()) -> list[MapLink]:
    """The map services for a venue: its point where it is known, else a search for its address."""
    if venue.latitude is None or venue.longitude is None:
        return _searches(venue, languages)
    return _points(f"{venue.latitude:.6f}", f"{venue.longitude:.6f}", venue.city.country)


def _points(latitude: str, longitude: str, country: str) -> list[MapLink]:
    links = [
        MapLink(_l("Open in a map app"), f"geo:{latitude},{longitude}"),  # RFC 5870 §3.3
        MapLink(
            "OpenStreetMap",
            f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}",
        ),
        MapLink("Yandex Maps", f"https://yandex.com/maps/?pt={longitude},{latitude}&z=17"),
        MapLink(
            "Google Maps",
            f"https://www.google.com/maps/search/?api=1&query={latitude},{longitude}",
        ),
    ]
    if country in _2GIS:
        links.insert(1, MapLink("2GIS", f"{_2GIS[country]}/geo/{longitude},{latitude}"))
    return links


def _searches(venue: Venue, languages: Sequence[str]) -> list[MapLink]:
    order = [*languages, venue.original_language]
    where = [venue.city.names.read(order), venue.address.read(order) or venue.names.read(order)]
    words = quote(", ".join(str(part) for part in where if part), safe="")
    links = [
        MapLink("OpenStreetMap", f"https://www.openstreetmap.org/search?query={words}"),
        MapLink("Yandex Maps", f"https://yandex.com/maps/?text={words}"),
        MapLink("Google Maps", f"https://www.google.com/maps/search/?api=1&query={words}"),
    ]
    if venue.city.country in _2GIS:
        links.insert(0, MapLink("2GIS", f"{_2GIS[venue.city.country]}/search/{words}"))
    return links
