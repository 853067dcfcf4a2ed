"""Venues are kept with their rooms; cities are added once."""

import pytest

from eventsapp.core import publication
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.venues import queries, services
from eventsapp.venues.gazetteer import CITIES
from eventsapp.venues.models import City, Room
from eventsapp.venues.services import RoomDetails, VenueDetails
from tests.factories import make_city, make_event, make_organisation, make_venue


def details(**overrides) -> VenueDetails:
    fields = {"city": make_city(), "names": Texts(ky="Пресс-борбор")}
    return VenueDetails(**fields | overrides)


def test_create_keeps_rooms_in_their_order(app, now):
    rooms = (
        RoomDetails(names=Texts(en="Hall"), capacity=120),
        RoomDetails(names=Texts(en="Foyer")),
    )

    venue = services.create(make_organisation(), details(rooms=rooms), now=now)

    assert [(room.position, room.names["en"], room.capacity) for room in venue.rooms] == [
        (0, "Hall", 120),
        (1, "Foyer", None),
    ]


def test_change_keeps_a_room_that_an_event_has(app, now):
    venue = make_venue()
    event = make_event(organisation=venue.organisation, venue=venue, room=venue.rooms[0])
    standing = RoomDetails(id=venue.rooms[0].id, names=Texts(en="great hall"), capacity=130)

    services.change(venue, details(rooms=(RoomDetails(names=Texts(en="Foyer")), standing)), now=now)
    db.session.commit()
    db.session.refresh(event)

    assert event.room.names == Texts(en="great hall")
    assert [room.names["en"] for room in venue.rooms] == ["Foyer", "great hall"]


def test_change_does_not_take_the_room_of_another_venue(app, now):
    other = make_venue(rooms=[Room(names=Texts(en="their hall"))])
    venue = make_venue()
    foreign = RoomDetails(id=other.rooms[0].id, names=Texts(en="mine"))

    services.change(venue, details(rooms=(foreign,)), now=now)
    db.session.commit()
    db.session.expire_all()

    assert [room.names["en"] for room in other.rooms] == ["their hall"]


def test_change_stores_a_zone_only_where_it_differs(app, now):
    city = make_city(key="aktau", country="KZ", timezone="Asia/Aqtau", names=Texts(en="Aktau"))
    venue = make_venue()

    services.change(venue, details(city=city, timezone="Asia/Aqtau"), now=now)
    assert (venue.timezone, venue.zone) == (None, "Asia/Aqtau")

    services.change(venue, details(city=city, timezone="Asia/Almaty"), now=now)
    assert (venue.timezone, venue.zone) == ("Asia/Almaty", "Asia/Almaty")


def test_change_is_seen_by_readers(app, now):
    before = publication.number()

    services.create(make_organisation(), details(), now=now)

    assert publication.number() == before + 1


def test_archived_venue_is_offered_no_longer(app, now):
    venue = make_venue()

    services.archive(venue, now=now)
    db.session.commit()

    assert queries.choices(venue.organisation_id) == []
    assert queries.listed(venue.organisation_id, archived=True) == [venue]


def test_add_city_makes_a_key_that_is_free(app):
    make_city(key="aral", country="KZ", names=Texts(en="Aral"))

    city = services.add_city("UZ", "Asia/Tashkent", Texts(en="Aral", ru="Арал"))

    assert city.key == "aral-2"


@pytest.mark.parametrize("name", ["Osh", "ОШ", "osh "])
def test_add_city_refuses_one_that_stands_in_another_script(app, name):
    make_city()

    with pytest.raises(services.CityExists):
        services.add_city("KG", "Asia/Bishkek", Texts(en=name))


def test_seed_cities_adds_what_is_missing_once(app):
    make_city()  # Osh stands already

    assert services.seed_cities() == len(CITIES) - 1
    assert services.seed_cities() == 0
    assert queries.find_city("aktobe").names["kk"] == "Ақтөбе"
    assert db.session.query(City).filter_by(key="osh").count() == 1
