import pytest

from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.programme.models import Item, ItemSpeaker
from tests.api.conftest import EVENT
from tests.factories import make_participation


@pytest.fixture
def path(event):
    """Where the programme of the event is."""
    return f"/events/{event['id']}/programme"


@pytest.fixture
def items(program, path):
    """Two items, entered in the other order."""
    questions = {"titles": {"en": "Questions"}, "starts": "2030-12-04T12:30", "minutes": 30}
    opening = {"titles": {"en": "Opening"}, "starts": "2030-12-04T12:00", "minutes": 30}
    later, earlier = (program.send(path, each) for each in (questions, opening))
    assert (earlier.status_code, later.status_code) == (201, 201)
    return earlier.json, later.json


def read(program, path):
    return [(each["titles"]["en"], each["starts"]) for each in program.read(path).json]


def test_add_shows_items_in_order(program, path, items):
    assert read(program, path) == [
        ("Opening", "2030-12-04T12:00:00"),
        ("Questions", "2030-12-04T12:30:00"),
    ]


def test_change_leaves_what_is_not_named_and_the_other_items(program, event, path, items):
    opening, _questions = items
    own = db.session.get(Event, event["id"])
    person = make_participation(own)
    item = db.session.get(Item, opening["id"])
    item.speakers = [ItemSpeaker(participation=person)]
    db.session.commit()

    changed = program.send(f"{path}/{opening['id']}", {"minutes": 45}, "PATCH")

    assert changed.json == opening | {"minutes": 45}
    assert read(program, path)[1] == ("Questions", "2030-12-04T12:30:00")
    db.session.expire_all()
    assert [each.participation_id for each in item.speakers] == [person.id]


def test_change_puts_an_item_where_its_new_hour_belongs(program, path, items):
    opening, _questions = items

    program.send(f"{path}/{opening['id']}", {"starts": "2030-12-04T13:00"}, "PATCH")

    assert [title for title, _starts in read(program, path)] == ["Questions", "Opening"]


def test_change_refuses_an_item_without_a_title(program, path, items):
    answer = program.send(f"{path}/{items[0]['id']}", {"titles": {}}, "PATCH")

    assert (answer.status_code, list(answer.json["errors"]["json"])) == (422, ["titles"])


def test_remove_takes_it_out_once(program, path, items):
    address = f"{path}/{items[0]['id']}"

    first, again = (program.send(address, method="DELETE", Idempotency_Key="k") for _ in range(2))

    assert (first.status_code, first.data, again.status_code) == (204, b"", 204)
    assert program.send(address, method="DELETE").status_code == 404
    assert [title for title, _starts in read(program, path)] == ["Questions"]


def test_an_item_of_another_event_is_not_found(program, path, items):
    other = program.send("/events", EVENT).json["id"]

    answer = program.send(f"/events/{other}/programme/{items[0]['id']}", {}, "PATCH")

    assert answer.status_code == 404
