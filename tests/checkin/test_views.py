import hashlib
import json
import uuid
from datetime import timedelta

import pytest

from eventsapp.checkin import queries, services
from eventsapp.checkin.models import Door
from eventsapp.extensions import db
from eventsapp.registration import retention
from eventsapp.registration.models import Registration
from tests.checkin.doors import make_door, opened
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_category, make_event, make_registration
from tests.turning import turn_clock


@pytest.fixture
def door(app):
    return make_door()


@pytest.fixture
def telephone(app, door):
    return opened(app, door)


def sent(telephone, door, *acts, device=None):
    body = {"device": device or str(uuid.uuid4()), "acts": list(acts)}
    return telephone.post(f"/door/{door.code}/acts", json=body)


def entry(person, **more):
    act = {"id": str(uuid.uuid4()), "kind": "entry", "at": NOW.isoformat(), "person": person.id}
    return act | more


def test_pin_opens_the_door_on_this_device_only(app, door):
    telephone = opened(app, door)

    assert telephone.get(f"/door/{door.code}/scan").status_code == 200
    assert app.test_client().get(f"/door/{door.code}/scan").status_code == 401


def test_pin_that_is_wrong_is_said_and_counted(app, door):
    answer = app.test_client().post(f"/door/{door.code}", data={"pin": "1111"})

    assert answer.status_code == 422
    assert "This is not the PIN of this door." in answer.text
    assert db.session.get(Door, door.id).failures == 1


def test_pin_is_asked_by_a_process_that_has_not_seen_the_door(app, door):
    code, pin = door.code, door.pin
    db.session.remove()  # what is loaded with the door is loaded anew

    assert app.test_client().post(f"/door/{code}", data={"pin": "1111"}).status_code == 422
    db.session.remove()
    assert app.test_client().post(f"/door/{code}", data={"pin": pin}).status_code == 302


def test_pin_locks_after_five_wrong_ones(app, door):
    stranger = app.test_client()
    for _ in range(5):
        stranger.post(f"/door/{door.code}", data={"pin": "1111"})

    answer = stranger.post(f"/door/{door.code}", data={"pin": "2468"})

    assert answer.status_code == 423
    assert "Ask the organiser for a new one" in answer.text


def test_unknown_door_is_not_found(app):
    assert app.test_client().get("/door/nosuchdoor00").status_code == 404


def test_new_pin_sends_every_device_away(app, door, telephone):
    door.renew()
    db.session.commit()

    assert telephone.get(f"/door/{door.code}/list.json").status_code == 401


def test_closed_door_says_so(app, door, telephone):
    door.closed_at = NOW
    db.session.commit()

    answer = telephone.get(f"/door/{door.code}/scan")

    assert answer.status_code == 410
    assert "This door is closed" in answer.text


def test_closed_door_still_takes_what_was_done_before_without_a_network(door, telephone):
    early, late = make_registration(door.event), make_registration(door.event)
    door.closed_at = NOW
    db.session.commit()
    before = (NOW - timedelta(minutes=5)).isoformat()

    answer = sent(telephone, door, entry(early, at=before), entry(late))

    assert [each["verdict"] for each in answer.json["acts"]] == ["admitted", "refused"]
    assert telephone.get(f"/door/{door.code}/list.json").status_code == 410


def test_door_that_has_ended_takes_nothing_more(door, telephone):
    person = make_registration(door.event)
    turn_clock(telephone.application, door.ends_at)

    assert sent(telephone, door, entry(person)).status_code == 410


def test_list_holds_digests_and_no_addresses(door, telephone):
    person = make_registration(door.event, name="Айнура Бекова", email="ada@example.org")

    answer = telephone.get(f"/door/{door.code}/list.json")

    (line,) = answer.json["people"]
    assert line["name"] == "Айнура Бекова"
    assert line["codes"][0] == hashlib.sha256(person.qr_text.encode()).hexdigest()
    assert person.code not in answer.text
    assert person.entry_key not in answer.text
    assert "ada@example.org" not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_list_costs_the_same_for_many_people(door, telephone):
    make_registration(door.event)
    with statements() as one:
        telephone.get(f"/door/{door.code}/list.json")
    for _ in range(4):
        make_registration(door.event)
    with statements() as five:
        telephone.get(f"/door/{door.code}/list.json")

    assert len(one) == len(five)


def test_acts_are_taken_in_order_and_answered_by_id(door, telephone):
    person = make_registration(door.event)
    come = entry(person)
    undo = entry(person, kind="undo", undoes=come["id"])

    answer = sent(telephone, door, come, undo, entry(person))

    assert [act["verdict"] for act in answer.json["acts"]] == ["admitted", "undone", "admitted"]
    assert answer.json["counts"][0]["came"] == 1


def test_acts_sent_again_do_no_harm(door, telephone):
    person, device = make_registration(door.event), str(uuid.uuid4())
    come = entry(person)

    first = sent(telephone, door, come, device=device)
    second = sent(telephone, door, come, device=device)

    assert first.json == second.json


@pytest.mark.parametrize("code", ["DL1:" + "0" * 32, "\0' OR 1=1 --", "\ud800", "9" * 5000, "محمد"])
def test_acts_with_forged_codes_let_nobody_in(door, telephone, code):
    make_registration(door.event)
    forged = {"id": str(uuid.uuid4()), "kind": "entry", "at": "2026-12-04T12:00+06:00"}

    answer = sent(telephone, door, forged | {"code": code})

    assert [act["verdict"] for act in answer.json["acts"]] == ["unknown"]
    assert answer.json["counts"][0]["came"] == 0


def test_code_read_again_from_a_copied_ticket_admits_nobody(app, door, telephone):
    person = make_registration(door.event)
    copied = {"kind": "entry", "at": "2026-12-04T12:00+06:00", "code": person.code}
    first, second = ({"id": str(uuid.uuid4())} | copied for _ in range(2))

    sent(telephone, door, first)
    answer = sent(opened(app, door), door, second)

    assert [act["verdict"] for act in answer.json["acts"]] == ["already_in"]
    assert answer.json["counts"][0]["came"] == 1


def test_acts_tell_the_loser_where_the_person_came_in(app, door):
    person = make_registration(door.event)
    side = make_door(door.event, name="Side entrance")
    sent(opened(app, side), side, entry(person))

    (act,) = sent(opened(app, door), door, entry(person)).json["acts"]

    assert (act["verdict"], act["door"]) == ("already_in", "Side entrance")


ONE = "28470b8c-c372-47e0-bc7a-035e5b9e7d02"
GOOD_ACT = {"id": ONE, "kind": "entry", "at": "2026-12-04T12:00+06:00", "person": 1}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"device": "x", "acts": []}',
        '{"device": 5, "acts": 5}',
        json.dumps({"device": ONE, "acts": [{}]}),
        json.dumps({"device": ONE, "acts": [GOOD_ACT | {"kind": "x"}]}),
        json.dumps({"device": ONE, "acts": [GOOD_ACT | {"at": "2026-12-04T12:00"}]}),
        json.dumps({"device": ONE, "acts": [GOOD_ACT | {"person": 10**20}]}),
        json.dumps({"device": ONE, "acts": [GOOD_ACT] * 101}),
        json.dumps({"device": ONE, "acts": [5]}),
        json.dumps({"device": ONE, "acts": [GOOD_ACT | {"shown": 5}]}),
    ],
    ids=[
        "empty",
        "list",
        "bare",
        "device",
        "numbers",
        "nothing",
        "kind",
        "no zone",
        "huge",
        "many",
        "a number",
        "no questions",
    ],
)
def test_acts_that_cannot_be_read_are_refused_whole(door, telephone, body):
    answer = telephone.post(f"/door/{door.code}/acts", data=body, content_type="application/json")

    assert answer.status_code == 422
    assert queries.latest(door.event) == []


def test_acts_go_on_after_a_walk_in_for_whom_there_is_no_way(door, telephone):
    nobody = {"id": str(uuid.uuid4()), "kind": "walk_in", "at": NOW.isoformat(), "category": None}
    person = make_registration(door.event)

    answer = sent(telephone, door, nobody | {"name": "Zamira" * 50}, entry(person))

    assert [each["verdict"] for each in answer.json["acts"]] == ["refused", "admitted"]


def test_acts_are_refused_without_the_pin(app, door):
    answer = sent(app.test_client(), door, entry(make_registration(door.event)))

    assert answer.status_code == 401


def test_acts_of_another_event_touch_nobody(door, telephone):
    stranger = make_registration(make_event())

    (act,) = sent(telephone, door, entry(stranger)).json["acts"]

    assert act == {"id": act["id"], "verdict": "unknown", "words": "Not on the list"}


def test_find_without_scripts_lets_in_by_name_in_any_script(door, telephone):
    person = make_registration(door.event, name="Нурлан Осмонов", search_key="nurlan osmonov")

    page = telephone.get(f"/door/{door.code}/find?q=osm").text
    done = telephone.post(
        f"/door/{door.code}/people/{person.id}/entry", data={"key": str(uuid.uuid4())}
    )

    assert "Нурлан Осмонов" in page
    assert "Checked in" in done.text
    assert "Undo check-in" in done.text


def test_find_takes_a_few_letters_for_the_beginning_of_a_name(door, telephone):
    for name in ("Асқар Әбенов", "Мирас Мұқанов"):
        make_registration(door.event, name=name).refresh_search_key()
    db.session.commit()

    page = telephone.get(f"/door/{door.code}/find?q=as").text

    assert "Асқар Әбенов" in page
    assert "Мирас Мұқанов" not in page


def test_person_who_waits_is_to_be_checked_in_before_the_next_one(door, telephone):
    person = make_registration(door.event)
    address = f"/door/{door.code}/people/{person.id}"

    waits = telephone.get(address).text
    inside = telephone.post(f"{address}/entry", data={"key": str(uuid.uuid4())}).text

    assert waits.index("Check in</button>") < waits.index("Next person")
    assert "Check in</button>" not in inside


def test_find_by_one_letter_asks_for_more(door, telephone):
    page = telephone.get(f"/door/{door.code}/find?q=o").text

    assert "Enter at least two letters." in page
    assert "Nobody on the list has this name." not in page


def test_code_typed_without_scripts_shows_person_and_note(door, telephone):
    person = make_registration(door.event, name="Ada Bekova")
    services.write_note(person, "Check the press card")
    db.session.commit()

    page = telephone.post(
        f"/door/{door.code}/enter", data={"key": str(uuid.uuid4()), "code": person.code}
    ).text

    assert "Ada Bekova" in page
    assert "Check the press card" in page


def test_code_that_is_forged_is_not_on_the_list(door, telephone):
    page = telephone.post(
        f"/door/{door.code}/enter", data={"key": str(uuid.uuid4()), "code": "DL1:" + "0" * 32}
    ).text

    assert "Not on the list" in page


def test_walk_in_over_the_capacity_asks_first(door, telephone):
    category = make_category(door.event, capacity=0)
    answers = {"name": "Ada Bekova", "category_id": category.id, "key": str(uuid.uuid4())}

    full = telephone.post(f"/door/{door.code}/walkin", data=answers)
    let_in = telephone.post(f"/door/{door.code}/walkin", data=answers | {"beyond": "y"})

    assert full.status_code == 409
    assert "Every place is taken" in full.text
    assert "Checked in" in let_in.text


def test_walk_in_without_a_name_keeps_the_rest(door, telephone):
    category = make_category(door.event)

    answer = telephone.post(
        f"/door/{door.code}/walkin",
        data={"name": " ", "organisation_name": "Osh TV", "category_id": category.id},
    )

    assert answer.status_code == 422
    assert "Enter the full name." in answer.text
    assert "Osh TV" in answer.text


@pytest.mark.parametrize("page", ["scan", "counter", "find", "walkin", "people/1/badge"])
def test_pages_of_a_door_open(door, telephone, page):
    person = make_registration(door.event)
    path = page.replace("people/1", f"people/{person.id}")

    assert telephone.get(f"/door/{door.code}/{path}").status_code == 200


def test_forget_asks_for_the_pin_again(door, telephone):
    telephone.post(f"/door/{door.code}/forget")

    assert telephone.get(f"/door/{door.code}/scan").status_code == 401


def test_list_and_answers_come_in_the_language_of_the_page(app):
    door = make_door()
    telephone = opened(app, door)

    page = telephone.get(f"/door/{door.code}/scan?lang=kk").text

    assert f'data-list="/door/{door.code}/list.json?lang=kk"' in page
    assert f'data-acts="/door/{door.code}/acts?lang=kk"' in page


def test_acts_go_on_after_one_about_somebody_who_was_erased_meanwhile(telephone, door):
    gone, other = make_registration(door.event), make_registration(door.event, name="Bolot Asanov")
    before, late = entry(gone), entry(gone)
    sent(telephone, door, before)
    retention.erase(db.session.get(Registration, gone.id), now=NOW)
    db.session.commit()

    answer = sent(telephone, door, before, late, entry(other))

    assert [each["verdict"] for each in answer.json["acts"]] == ["admitted", "unknown", "admitted"]
    assert [each.get("person", {}).get("name") for each in answer.json["acts"]] == [
        None,
        None,
        "Bolot Asanov",
    ]


def test_enter_knows_nobody_by_the_code_of_one_who_was_erased(telephone, door):
    gone = make_registration(door.event)
    retention.erase(gone, now=NOW)
    db.session.commit()

    answer = telephone.post(f"/door/{door.code}/enter", data={"code": gone.code})

    assert answer.status_code == 200
    assert "Not on the list" in answer.text
