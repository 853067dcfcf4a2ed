"""The venues pages: what an editor sees, enters and gets told."""

import re
from datetime import datetime, timedelta

import pytest

from eventsapp.core.texts import Texts
from eventsapp.events.change_models import Change, ChangeKind
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.messages.models import Notice
from eventsapp.venues.models import City, Room, Venue
from eventsapp.web.guard import Role
from tests.factories import make_city, make_event, make_registration, make_user, make_venue
from tests.signing_in import sign_in
from tests.together import THREADS, together


def answers(**overrides):
    fields = {
        "names-ky": "Пресс-борбор",
        "names-en": "Press Centre",
        "address-en": "Central Street 14",
        "city": str(make_city().id),
        "point": "40.5283, 72.7985",
        "capacity": "200",
        "rooms-0-names-en": "main hall",
        "rooms-0-capacity": "120",
        "shown": "en",
    }
    return {name: value for name, value in (fields | overrides).items() if value is not None}


def test_index_says_what_to_do_while_there_is_no_venue(desk):
    page = desk.get("/desk/venues")

    assert "No venues yet." in page.text


def test_index_lists_name_city_and_rooms(desk):
    make_venue(organisation=desk.organisation)

    page = desk.get("/desk/venues")

    assert "Press Centre" in page.text
    assert "main hall" in page.text
    assert "1 venue" in page.text


def test_index_search_that_finds_nothing_repeats_the_words_escaped(desk):
    make_venue(organisation=desk.organisation)

    page = desk.get("/desk/venues?q=<script>")

    assert "No venue matches “&lt;script&gt;”." in page.text


def test_new_stores_everything_that_was_entered(desk):
    page = desk.post(
        "/desk/venues/new", data=answers(timezone="Asia/Almaty", website="https://example.org")
    )

    venue = db.session.query(Venue).one()
    assert page.status_code == 302
    assert venue.organisation == desk.organisation
    assert venue.names == Texts(ky="Пресс-борбор", en="Press Centre")
    assert (venue.latitude, venue.longitude) == (40.5283, 72.7985)
    assert (venue.zone, venue.capacity, venue.website) == (
        "Asia/Almaty",
        200,
        "https://example.org",
    )
    assert [(room.names["en"], room.capacity) for room in venue.rooms] == [("main hall", 120)]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            {"names-ky": None, "names-en": "  "},
            "Enter the name of the venue in one language at least.",
        ),
        ({"names-en": "x" * 201}, "English: Enter at most 200 characters."),
        ({"city": ""}, "Choose the city."),
        ({"city": "999999"}, "Not a valid choice."),
        ({"city": "x' OR 1=1"}, "Not a valid choice."),
        ({"point": "91, 0"}, "Enter latitude and longitude like 40.5283, 72.7985"),
        ({"point": "0, 181"}, "Enter latitude and longitude like 40.5283, 72.7985"),
        ({"point": "in the yard"}, "Enter latitude and longitude like 40.5283, 72.7985"),
        ({"timezone": "Mars/Olympus"}, "Not a valid choice."),
        ({"capacity": "-1"}, "Number must be between 0 and 1000000."),
        ({"capacity": "many"}, "Not a valid integer value."),
        ({"website": "javascript:alert(1)"}, "Enter a web address that begins with https://."),
        ({"phone": "1" * 61}, "Field cannot be longer than 60 characters."),
    ],
)
def test_new_refuses_what_cannot_be_and_keeps_the_rest(desk, wrong, told):
    page = desk.post("/desk/venues/new", data=answers(**wrong))

    assert page.status_code == 422
    assert told in page.text
    assert "Central Street 14" in page.text
    assert db.session.query(Venue).count() == 0


def test_new_shows_the_language_in_which_something_is_wrong(desk):
    page = desk.post("/desk/venues/new", data=answers(**{"names-tr": "x" * 201}))

    assert 'value="tr" autocomplete="off" checked' in page.text


def test_new_tidies_hostile_text(desk):
    hostile = "<script>alert(1)</script>\r\nBcc: x\x00\u202e"

    desk.post("/desk/venues/new", data=answers(**{"names-en": hostile}))

    assert db.session.query(Venue).one().names["en"] == "<script>alert(1)</script> Bcc: x"
    assert "<script>alert" not in desk.get("/desk/venues").text


def test_new_adds_and_removes_rooms_without_saving(desk):
    more = desk.post("/desk/venues/new", data=answers(rows="add:rooms"))
    assert more.status_code == 200
    assert 'name="rooms-1-names-en"' in more.text
    assert 'value="main hall"' in more.text

    fewer = desk.post("/desk/venues/new", data=answers(rows="remove:rooms-0"))
    assert "main hall" not in fewer.text
    assert db.session.query(Venue).count() == 0


def test_new_asks_for_the_name_of_a_room_with_seats(desk):
    page = desk.post(
        "/desk/venues/new", data=answers(**{"rooms-0-names-en": "", "rooms-0-capacity": "50"})
    )

    assert page.status_code == 422
    assert "Enter the name of the room." in page.text
    assert db.session.query(Venue).count() == 0


def test_new_speaks_of_rooms_in_the_language_of_the_page(desk):
    page = desk.post("/desk/venues/new?lang=ru", data=answers(**{"rooms-0-capacity": "many"}))

    assert page.status_code == 422
    assert "Not a valid integer" not in page.text


def test_edit_shows_what_is_stored_and_changes_it(desk):
    venue = make_venue(
        organisation=desk.organisation, latitude=40.5, longitude=72.8, timezone="Asia/Almaty"
    )
    room = {"rooms-0-id": str(venue.rooms[0].id), "rooms-0-names-en": "great hall"}

    page = desk.get(f"/desk/venues/{venue.id}")
    assert 'value="40.5, 72.8"' in page.text
    assert '<option selected value="Asia/Almaty">' in page.text
    assert "https://2gis.kg/geo/72.800000,40.500000" in page.text

    desk.post(f"/desk/venues/{venue.id}", data=answers(point="", **room))
    db.session.expire_all()
    assert venue.latitude is None
    assert venue.rooms[0].names == Texts(en="great hall")


@pytest.fixture
def venue(desk):
    return make_venue(organisation=desk.organisation, latitude=40.5283, longitude=72.7985)


@pytest.fixture
def event(desk, venue):
    """A press conference in the main hall, for which one person is registered."""
    event = make_event(
        organisation=desk.organisation, city=venue.city, venue=venue, room=venue.rooms[0]
    )
    make_registration(event)
    return event


def stored(venue, **overrides):
    """The form of the venue as it was opened, with these answers in place of others."""
    room = venue.rooms[0]
    fields = {"names-ky": "Пресс-борбор", "address-ky": "Борбордук көчөсү 14", "timezone": ""}
    fields |= {"rooms-0-id": str(room.id), "rooms-0-names-ky": "чоң зал"}
    return answers(**fields | overrides)


def save(desk, venue, **overrides):
    """Save the venue, and answer the question that is asked where its events are elsewhere now."""
    page = desk.post(f"/desk/venues/{venue.id}", data=stored(venue, confirmed="yes", **overrides))
    db.session.expire_all()
    return page


ELSEWHERE = {"address-en": "New Street 1", "address-ky": "Жаңы көчө 1"}


def test_edit_of_the_address_asks_first_and_says_how_many_will_hear_of_it(desk, venue, event):
    page = desk.post(f"/desk/venues/{venue.id}", data=stored(venue, **ELSEWHERE))
    db.session.expire_all()

    assert "1 coming event is elsewhere then" in page.text
    assert "1 person will hear of it" in page.text
    assert "main hall, Press Centre, Central Street 14, Osh" in page.text
    assert "main hall, Press Centre, New Street 1, Osh" in page.text
    assert venue.address["en"] == "Central Street 14"
    assert (event.sequence, db.session.query(Change).count()) == (0, 0)


def test_edit_of_the_address_counts_as_another_place_of_every_coming_event_there(
    desk, venue, event
):
    later = make_event(organisation=desk.organisation, venue=venue, city=venue.city)

    page = save(desk, venue, **ELSEWHERE)

    [told, _of_the_other] = db.session.query(Change).order_by(Change.event_id)
    [notice] = db.session.query(Notice)
    assert page.status_code == 302
    assert (event.sequence, later.sequence) == (1, 1)
    assert (told.event, told.kind, told.made_by_id) == (event, ChangeKind.PLACE, desk.user.id)
    assert told.before["place"] == "main hall, Press Centre, Central Street 14, Osh"
    assert told.after["place"] == "main hall, Press Centre, New Street 1, Osh"
    assert (notice.event, notice.due_at) == (event, told.made_at + timedelta(minutes=10))
    assert "1 person hears of it in ten minutes." in desk.get("/desk/venues").text


def test_edit_of_the_address_in_another_language_tells_the_people_too(desk, venue, event):
    elsewhere = {"address-ky": "Жаңы көчө 1"}
    asked = desk.post(f"/desk/venues/{venue.id}", data=stored(venue, **elsewhere))
    assert "1 coming event is elsewhere then" in asked.text
    assert "чоң зал, Пресс-борбор, Жаңы көчө 1, Ош" in asked.text

    save(desk, venue, **elsewhere)

    [change] = db.session.query(Change)
    assert (event.sequence, change.kind) == (1, ChangeKind.PLACE)
    assert db.session.query(Notice).count() == 1


def test_edit_twice_within_ten_minutes_sends_one_notice(desk, venue, event):
    save(desk, venue, **ELSEWHERE)
    save(desk, venue, **{"address-en": "New Street 2"})

    [notice] = db.session.query(Notice)
    assert event.sequence == 2
    assert notice.before["place"].endswith("Central Street 14, Osh")


@pytest.mark.parametrize(
    "answer",
    [
        {"names-en": "House of Culture"},
        {"rooms-0-names-en": "great hall"},
        {"address-tr": "Merkez Caddesi 14"},
        {"access-en": "From the yard"},
        {"names-en": "House of Culture", "point": ""},
    ],
)
def test_edit_that_leads_nobody_elsewhere_asks_nothing_and_stays_silent(desk, venue, event, answer):
    page = desk.post(f"/desk/venues/{venue.id}", data=stored(venue, **answer))
    db.session.expire_all()

    assert page.status_code == 302
    assert (event.sequence, db.session.query(Change).count()) == (0, 0)


@pytest.mark.parametrize("state", [State.DRAFT, State.CANCELLED])
def test_edit_of_the_address_says_nothing_of_events_nobody_comes_to(desk, venue, event, state):
    event.state = state
    db.session.commit()

    save(desk, venue, **ELSEWHERE)

    assert db.session.query(Change).count() == 0


def test_edit_of_the_address_says_nothing_of_past_events(desk, venue):
    past = make_event(
        organisation=desk.organisation, venue=venue, starts=datetime(2026, 11, 20, 12, 0)
    )
    make_registration(past)

    page = desk.post(f"/desk/venues/{venue.id}", data=stored(venue, **ELSEWHERE))
    db.session.expire_all()

    assert page.status_code == 302
    assert (past.sequence, db.session.query(Change).count()) == (0, 0)


def test_edit_that_removes_a_room_tells_the_people_of_its_events(desk, venue, event):
    other = make_event(organisation=desk.organisation, venue=venue, city=venue.city)

    save(
        desk,
        venue,
        **{
            "rooms-0-id": "",
            "rooms-0-names-en": "",
            "rooms-0-names-ky": "",
            "rooms-0-capacity": "",
        },
    )

    [change] = db.session.query(Change)
    assert db.session.query(Room).count() == 0
    assert (event.sequence, other.sequence) == (1, 0)
    assert change.before["place"] == "main hall, Press Centre, Central Street 14, Osh"
    assert change.after["place"] == "Press Centre, Central Street 14, Osh"


def test_edit_of_the_city_lets_events_follow_with_their_hour_on_the_wall(desk, venue, event):
    aktau = make_city(key="aktau", country="KZ", timezone="Asia/Aqtau", names=Texts(en="Aktau"))

    save(desk, venue, city=str(aktau.id))

    kinds = {change.kind for change in db.session.query(Change)}
    assert kinds == {ChangeKind.MOVED, ChangeKind.PLACE}
    assert (event.city, event.timezone, event.sequence) == (aktau, "Asia/Aqtau", 1)
    assert event.local_starts_at == datetime(2026, 12, 4, 12, 0)
    assert event.starts_at.hour == 7  # 12:00 at UTC+5
    assert db.session.query(Notice).count() == 1


def test_edit_of_the_zone_leaves_an_event_in_the_zone_it_was_given_itself(desk, venue, event):
    event.timezone = "Europe/Istanbul"
    db.session.commit()

    page = desk.post(f"/desk/venues/{venue.id}", data=stored(venue, timezone="Asia/Aqtau"))

    assert page.status_code == 302
    assert db.session.query(Change).count() == 0


def test_edit_of_the_map_point_tells_the_people(desk, venue, event):
    moved = {"point": "40.6000, 72.7985"}
    asked = desk.post(f"/desk/venues/{venue.id}", data=stored(venue, **moved)).text
    assert "40.5283, 72.7985" in asked
    assert "40.6, 72.7985" in asked

    save(desk, venue, **moved)

    [change] = db.session.query(Change)
    assert (event.sequence, change.kind) == (1, ChangeKind.PLACE)
    assert db.session.query(Notice).count() == 1


def test_edit_of_a_misprint_may_be_told_to_nobody(desk, venue, event):
    save(desk, venue, **ELSEWHERE, minor="y")

    assert event.sequence == 0
    assert (db.session.query(Change).count(), db.session.query(Notice).count()) == (0, 0)


def test_edit_that_is_not_confirmed_goes_back_to_the_form_with_what_was_typed(desk, venue, event):
    page = desk.post(
        f"/desk/venues/{venue.id}", data=stored(venue, confirmed="yes", rows="back", **ELSEWHERE)
    )
    db.session.expire_all()

    assert page.status_code == 200
    assert 'value="New Street 1"' in page.text
    assert venue.address["en"] == "Central Street 14"


def opened(desk, venue):
    """What the form says it was filled from."""
    page = desk.get(f"/desk/venues/{venue.id}").text
    return re.search(r'name="opened"[^>]* value="(\w+)"', page)[1]


def test_edit_over_a_colleagues_change_is_refused_and_keeps_what_was_typed(desk, venue):
    form = stored(venue, opened=opened(desk, venue))
    desk.post(f"/desk/venues/{venue.id}", data=form | ELSEWHERE)

    page = desk.post(f"/desk/venues/{venue.id}", data=form | {"names-ru": "Пресс-центр"})
    db.session.expire_all()

    assert page.status_code == 409
    assert 'Address, English: <span lang="en">New Street 1</span>' in page.text
    assert 'value="Пресс-центр"' in page.text
    assert (venue.address["en"], "ru" in venue.names) == ("New Street 1", False)


def test_edit_by_many_at_one_moment_lets_one_of_them_save(app, desk, venue):
    form, where = stored(venue, opened=opened(desk, venue)), f"/desk/venues/{venue.id}"
    browsers = [sign_in(app.test_client(), desk.user) for _each in range(THREADS)]

    def save_one(number):
        typed = form | {"address-en": f"Street {number}"}
        return browsers[number].post(where, data=typed).status_code

    assert together(app, save_one) == {302: 1, 409: THREADS - 1}


def test_edit_sent_again_after_the_refusal_takes_the_place_of_the_colleagues(desk, venue):
    form = stored(venue, opened=opened(desk, venue))
    desk.post(f"/desk/venues/{venue.id}", data=form | {"rooms-0-names-en": "great hall"})
    page = desk.post(f"/desk/venues/{venue.id}", data=form)
    assert "Rooms: чоң зал, great hall, 120" in " ".join(re.sub("<.*?>", "", page.text).split())

    again = desk.post(f"/desk/venues/{venue.id}", data=form | {"opened": opened(desk, venue)})
    db.session.expire_all()

    assert again.status_code == 302
    assert venue.rooms[0].names["en"] == "main hall"


def test_edit_of_the_same_by_two_is_no_conflict(desk, venue):
    form = stored(venue, opened=opened(desk, venue)) | ELSEWHERE

    answers_ = [desk.post(f"/desk/venues/{venue.id}", data=form).status_code for _each in range(2)]

    assert answers_ == [302, 302]


def test_edit_of_another_organisation_is_not_found(desk):
    venue = make_venue()

    assert desk.get(f"/desk/venues/{venue.id}").status_code == 404
    assert desk.post(f"/desk/venues/{venue.id}", data=answers()).status_code == 404
    assert desk.post(f"/desk/venues/{venue.id}/archive").status_code == 404


def test_archive_can_be_undone(desk):
    venue = make_venue(organisation=desk.organisation)

    page = desk.post(f"/desk/venues/{venue.id}/archive", follow_redirects=True)
    assert "Venue archived." in page.text
    assert "No venues yet." in page.text

    desk.post(f"/desk/venues/{venue.id}/restore")
    assert "Press Centre" in desk.get("/desk/venues").text


def test_viewer_reads_but_does_not_change(client, desk):
    venue = make_venue(organisation=desk.organisation)
    sign_in(client, make_user(desk.organisation, Role.VIEWER))

    assert client.get(f"/desk/venues/{venue.id}").status_code == 200
    assert client.post(f"/desk/venues/{venue.id}", data=answers()).status_code == 403


def test_new_city_is_chosen_in_the_venue_that_asked_for_it(desk):
    city = {"names-ru": "Айтматово", "country": "KG", "timezone": "Asia/Bishkek"}

    page = desk.post("/desk/venues/cities/new", data=city, follow_redirects=True)

    stored = db.session.query(City).filter_by(key="aitmatovo").one()
    assert f'<option selected value="{stored.id}">Айтматово</option>' in page.text


def test_new_city_that_stands_already_is_refused_with_the_form(desk):
    make_city()

    page = desk.post(
        "/desk/venues/cities/new",
        data={"names-en": "Osh", "country": "KG", "timezone": "Asia/Bishkek"},
    )

    assert page.status_code == 422
    assert "This city is in the list already." in page.text
    assert 'value="Osh"' in page.text
