import pytest

from eventsapp.extensions import db
from eventsapp.registration.models import Registration


@pytest.fixture
def path(event):
    """Where the registrations of the event are; it has two places."""
    return f"/events/{event['id']}/registrations"


@pytest.fixture
def ada(event):
    return {
        "name": "Ada Lovelace",
        "email": "Ada@Example.org",
        "category_id": event["categories"][0]["id"],
        "language": "ky",
        "phone": "0555 123 456",
    }


def test_create_gives_a_place(program, path, ada):
    answer = program.send(path, ada)

    stored = db.session.get(Registration, answer.json["id"])
    assert (answer.status_code, answer.json["status"]) == (201, "confirmed")
    assert answer.json["code"] == stored.code
    assert (stored.email, stored.language) == ("ada@example.org", "ky")
    assert stored.phone_e164 == "+996555123456"


def test_create_counts_those_who_come_along(program, path, ada):
    answer = program.send(path, ada | {"companions": ["Annabella", "Byron"]})

    assert (answer.status_code, answer.json["code"]) == (409, "event_full")


def test_create_the_same_address_twice_is_one_place(program, path, ada):
    assert program.send(path, ada).json["id"] == program.send(path, ada).json["id"]


def test_index_lists_and_filters(program, path, ada):
    first = program.send(path, ada | {"companions": ["Annabella"]}).json

    shown = program.read(path).json["items"]

    assert [(each["name"], each["lead_id"]) for each in shown] == [
        ("Ada Lovelace", None),
        ("Annabella", first["id"]),
    ]
    assert program.read(f"{path}?status=cancelled").json["items"] == []
    assert program.read(f"{path}?status=asleep").status_code == 422


def test_cancel_frees_the_place_and_twice_is_harmless(program, path, ada):
    number = program.send(path, ada).json["id"]

    answers = [program.send(f"/registrations/{number}/cancellation") for _ in range(2)]

    assert [answer.json["status"] for answer in answers] == ["cancelled"] * 2
    assert db.session.get(Registration, number).cancelled_by_organiser
