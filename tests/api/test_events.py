import pytest

from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.messages.models import Notice
from eventsapp.outcome import services as outcome
from eventsapp.outcome.kinds import Qualifier
from eventsapp.outcome.models import AdoptedDecision, Figure, Stage
from tests.api.conftest import EVENT
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_contact, make_event, make_organisation, make_venue


def test_create_makes_a_draft_with_everything_given(program):
    answer = program.send("/events", EVENT | {"doors": "2030-12-04T11:30:00"})

    event = answer.json
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/events/{event['id']}"
    assert (event["state"], event["url"], event["slug"]) == ("draft", None, "")
    assert (event["starts"], event["starts_at"]) == (
        "2030-12-04T12:00:00",
        "2030-12-04T06:00:00+00:00",
    )
    assert event["doors"] == "2030-12-04T11:30:00"
    assert event["city"] == "osh"
    assert event["categories"][0]["capacity"] == 2
    assert program.read(f"/events/{event['id']}").json == event


def test_publish_shows_it_to_everyone(program, client):
    number = program.send("/events", EVENT).json["id"]

    published = program.send(f"/events/{number}/publication").json

    assert published["state"] == "published"
    page = client.get(published["url"].removeprefix("https://agenda.example.org"))
    assert "Safe learning environment" in page.text


def test_publish_refuses_an_event_without_a_title(program):
    number = program.send("/events", EVENT | {"titles": {}}).json["id"]

    answer = program.send(f"/events/{number}/publication")

    assert (answer.status_code, answer.json["code"]) == (422, "not_ready")
    assert "needs a title" in answer.json["detail"]


def test_change_wants_the_version_that_was_read(program, event):
    path = f"/events/{event['id']}"
    tag = program.read(path).headers["ETag"]
    titles = {"titles": {"en": "Another title"}}

    assert program.send(path, titles, "PATCH").status_code == 428
    assert program.send(path, titles, "PATCH", If_Match='"1-999"').status_code == 412
    changed = program.send(path, titles, "PATCH", If_Match=tag)
    assert (changed.status_code, changed.json["has_unpublished_changes"]) == (200, True)
    assert program.send(path, titles, "PATCH", If_Match=tag).status_code == 412


def test_change_leaves_what_is_not_named(program, event):
    path = f"/events/{event['id']}"
    tag = program.read(path).headers["ETag"]

    changed = program.send(path, {"capacity": 40}, "PATCH", If_Match=tag).json

    assert changed["capacity"] == 40
    same = ("titles", "starts", "ends", "city", "categories", "precision", "zone")
    assert {name: changed[name] for name in same} == {name: event[name] for name in same}


def test_change_of_a_category_leaves_what_is_not_named(program, event):
    path, (category,) = f"/events/{event['id']}", event["categories"]
    stored = db.session.get(Category, category["id"])
    stored.code, stored.allowed, stored.organisation_limit = "osh-26", ["edu.example.org"], 3
    stored.by_invitation = True
    db.session.commit()
    fewer = {"categories": [{"id": category["id"], "capacity": 1}]}

    tag = program.read(path).headers["ETag"]
    changed = program.send(path, fewer, "PATCH", If_Match=tag).json
    program.send(f"{path}/publication")

    assert changed["categories"] == [category | {"capacity": 1}]
    db.session.refresh(stored)
    assert (stored.capacity, stored.code, stored.by_invitation) == (1, "osh-26", True)
    assert (stored.allowed, stored.organisation_limit) == (["edu.example.org"], 3)


def test_publishing_a_move_tells_those_who_are_registered(program, event):
    guest = {"name": "Ada", "email": "ada@example.org", "category_id": event["categories"][0]["id"]}
    program.send(f"/events/{event['id']}/registrations", guest)
    path = f"/events/{event['id']}"
    tag = program.read(path).headers["ETag"]
    moved = {"starts": "2030-12-04T15:00", "ends": "2030-12-04T16:00"}

    program.send(path, moved, "PATCH", If_Match=tag)
    shown = program.send(f"{path}/publication").json

    assert shown["starts_at"] == "2030-12-04T09:00:00+00:00"
    assert db.session.query(Notice).one().event_id == event["id"]


def test_cancel_says_so_with_its_reasons(program, event):
    path = f"/events/{event['id']}/cancellation"

    answer = program.send(path, {"reasons": {"en": "The hall is flooded."}})
    again = program.send(path)

    assert answer.json["state"] == "cancelled"
    assert db.session.get(Event, event["id"]).reasons["en"] == "The hall is flooded."
    assert (again.status_code, again.json["code"]) == (409, "wrong_state")


def test_postponed_reinstated_and_withdrawn(program, event):
    path = f"/events/{event['id']}"

    postponed = program.send(f"{path}/postponement", {"reasons": {"en": "The minister is ill."}})
    reinstated = program.send(f"{path}/reinstatement")
    withdrawn = program.send(f"{path}/withdrawal")

    states = [answer.json["state"] for answer in (postponed, reinstated, withdrawn)]
    assert states == ["postponed", "published", "withdrawn"]
    assert withdrawn.json["url"] is None
    assert program.send(f"{path}/publication").json["state"] == "published"


def test_withdraw_is_refused_while_somebody_is_registered(program, event):
    guest = {"name": "Ada", "email": "ada@example.org", "category_id": event["categories"][0]["id"]}
    program.send(f"/events/{event['id']}/registrations", guest)

    answer = program.send(f"/events/{event['id']}/withdrawal")

    assert (answer.status_code, answer.json["code"]) == (409, "still_registered")


@pytest.mark.parametrize(
    "deed", ["publication", "postponement", "cancellation", "reinstatement", "withdrawal"]
)
def test_no_state_changes_of_an_event_that_is_no_longer_as_it_was_read(program, event, deed):
    path = f"/events/{event['id']}"
    tag = program.read(path).headers["ETag"]
    program.send(path, {"titles": {"en": "Another title"}}, "PATCH", If_Match=tag)

    answer = program.send(f"{path}/{deed}", If_Match=tag)

    assert (answer.status_code, answer.mimetype) == (412, "application/problem+json")
    shown = program.read(path).json
    assert (shown["state"], shown["has_unpublished_changes"]) == ("published", True)


def test_publish_takes_the_version_that_was_read(program, event):
    path = f"/events/{event['id']}"
    tag = program.read(path).headers["ETag"]
    changed = program.send(path, {"titles": {"en": "Another title"}}, "PATCH", If_Match=tag)

    answer = program.send(f"{path}/publication", If_Match=changed.headers["ETag"])

    assert (answer.status_code, answer.json["has_unpublished_changes"]) == (200, False)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts": "2030-12-04T12:00+06:00"}, "starts"),
        ({"starts": "tomorrow"}, "starts"),
        ({"type": "party"}, "type"),
        ({"titles": {"de": "Sicher"}}, "titles"),
        ({"titles": {"en": "\ud800"}}, "titles"),
        ({"venue_id": 2**40}, "venue_id"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"zone": "Mars/Phobos"}, "zone"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_create_names_the_field_that_is_wrong(program, wrong, field):
    answer = program.send("/events", EVENT | wrong)

    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert list(answer.json["errors"]["json"]) == [field]
    assert db.session.query(Event).count() == 0


def test_create_refuses_what_is_another_organisations(program):
    venue = make_venue()
    refused = [
        {"venue_id": venue.id},
        {"room_id": venue.rooms[0].id},
        {"contacts": [{"contact_id": make_contact().id}]},
        {"bodies": [{"role": "partner", "organisation_id": make_organisation().id}]},
    ]

    answers = [program.send("/events", EVENT | each) for each in refused]

    assert [answer.status_code for answer in answers] == [422] * 4


def test_create_refuses_an_end_before_the_start(program):
    answer = program.send("/events", EVENT | {"ends": "2030-12-04T11:00"})

    assert (answer.status_code, answer.json["code"]) == (422, "end_before_start")


def test_index_goes_from_page_to_page(program):
    made = [program.send("/events", EVENT).json["id"] for _ in range(3)]

    first = program.read("/events?limit=2").json
    second = program.read(f"/events?limit=2&cursor={first['next']}").json

    assert [each["id"] for each in first["items"] + second["items"]] == made
    assert second["next"] is None
    assert program.read("/events?cursor=made-up").status_code == 422


def test_index_filters(program, event):
    program.send(
        "/events", EVENT | {"type": "briefing", "starts": "2031-01-01T10:00", "ends": None}
    )

    def found(query):
        return [each["type"] for each in program.read(f"/events?{query}").json["items"]]

    assert found("state=published") == ["press_conference"]
    assert found("type=briefing") == ["briefing"]
    assert found("starts_from=2031-01-01") == ["briefing"]
    assert found("starts_to=2030-12-04") == ["press_conference"]
    assert found("q=safe") == ["press_conference", "briefing"]


def test_index_asks_no_query_per_event(program):
    venue = make_venue(organisation=program.organisation)
    program.read("/events")

    def number_of_queries() -> int:
        db.session.expire_all()
        with statements() as seen:
            program.read("/events")
        return len(seen)

    make_event(organisation=program.organisation, venue=venue, city=venue.city)
    with_one = number_of_queries()
    for _ in range(2):
        make_event(organisation=program.organisation, venue=venue, city=venue.city)

    assert number_of_queries() == with_one


def test_messages_tell_where_each_letter_stands(program, event):
    guest = {"name": "Ada", "email": "ada@example.org", "category_id": event["categories"][0]["id"]}
    program.send(f"/events/{event['id']}/registrations", guest)

    messages = program.read(f"/events/{event['id']}/messages").json["items"]

    assert [(each["recipient"], each["state"]) for each in messages] == [
        ("ada@example.org", "queued")
    ]
    assert db.session.query(Message).count() == 1


def test_show_outcome_reads_everything_the_event_left_behind(program, event):
    record = db.session.get(Event, event["id"])
    outcome.add(
        record, Figure(number="28", qualifier=Qualifier.OVER, units=Texts(en="schools")), now=NOW
    )
    decision = AdoptedDecision(texts=Texts(en="A strategy"))
    decision.stages = [Stage(horizon=2030, texts=Texts(en="Large steps"))]
    outcome.add(record, decision, now=NOW)
    db.session.commit()

    read = program.read(f"/events/{event['id']}/outcome").json

    assert read["figures"] == [
        {
            "number": "28",
            "qualifier": "over",
            "units": {"en": "schools"},
            "by_year": None,
            "source": "",
        }
    ]
    assert read["decisions"][0]["stages"] == [{"horizon": 2030, "texts": {"en": "Large steps"}}]
    assert (read["quotes"], read["documents"], read["coverage"]) == ([], [], [])


def test_show_outcome_is_for_the_team_of_the_event(program):
    assert program.read(f"/events/{make_event().id}/outcome").status_code == 404
