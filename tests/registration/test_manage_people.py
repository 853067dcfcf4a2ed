"""The organiser's table in the columns of its reader, one person's page, and acts on several."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import load_workbook
from sqlalchemy import select

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Category, Mode
from eventsapp.extensions import db
from eventsapp.questions.asking import Given
from eventsapp.questions.models import Asked, Kind
from eventsapp.registration import filling, moving, retention, services
from eventsapp.registration.entry import line
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.people.models import Note, Tag
from eventsapp.web.guard import Role
from tests.counting import statements
from tests.factories import (
    CREATED,
    make_category,
    make_event,
    make_question,
    make_registration,
    make_user,
)
from tests.signing_in import sign_in
from tests.together import together


@pytest.fixture
def event(desk):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, microsecond=0)
    return make_event(organisation=desk.organisation, starts=starts)


def url(event, *parts):
    return "/".join([f"/desk/e/{event.id}/registrations", *map(str, parts)])


def told(person, question, value):
    filling.note(person, [Given(question.id, question.revision, value)], utcnow())
    db.session.commit()


def sheet(answer):
    return load_workbook(BytesIO(answer.data)).get_sheet_by_index(0).to_python()


def test_columns_are_kept_for_one_reader_alone(desk, event):
    school = make_question(event, label="Which school?")
    person = make_registration(event, organisation_name="Radio Osh")
    told(person, school, "No 5")

    desk.post(url(event, "columns"), data={"column": [f"question-{school.id}", "code"]})
    own = desk.get(url(event)).text
    colleague = sign_in(desk.application.test_client(), make_user(desk.organisation))

    assert "No 5" in own
    assert person.code in own
    assert "Radio Osh" not in own
    assert "Radio Osh" in colleague.get(url(event)).text


def test_viewers_choose_their_columns_too(app, event, desk):
    viewer = make_user(desk.organisation, Role.VIEWER)
    make_registration(event, organisation_name="Radio Osh")
    browser = sign_in(app.test_client(), viewer)

    answer = browser.post(url(event, "columns"), data={"column": ["phone"]})

    assert answer.status_code == 302
    assert "Radio Osh" not in browser.get(url(event)).text


def test_the_table_with_answers_asks_as_often_for_many_rows_as_for_one(desk, event):
    school = make_question(event)
    desk.post(url(event, "columns"), data={"column": [f"question-{school.id}", "tags"]})
    told(make_registration(event), school, "No 1")
    desk.get(url(event))
    with statements() as for_one:
        desk.get(url(event))
    for number in range(9):
        told(make_registration(event), school, f"No {number}")

    with statements() as for_ten:
        page = desk.get(url(event))

    assert "No 8" in page.text
    assert len(for_ten) == len(for_one)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_export_holds_answers_and_tags_and_no_formula(desk, event, form):
    how = make_question(event, kind=Kind.ONE, label="How?", options=[("", Texts(en="=Bus"))])
    person = make_registration(event, name="=cmd()")
    told(person, how, how.wording.keys[0])
    db.session.add(Tag(registration_id=person.id, name="VIP"))
    db.session.commit()

    answer = desk.get(url(event, f"export.{form}"))

    headings, row = sheet(answer)
    assert (headings[0], headings[-2:]) == ("Full name", ["Tags", "How?"])
    assert (row[0], row[-2:]) == ("=cmd()", ["VIP", "=Bus"])
    assert f"-registrations.{form}" in answer.headers["Content-Disposition"]


def test_export_keeps_removed_questions_and_their_answers(desk, event):
    school = make_question(event)
    told(make_registration(event), school, "No 5")
    desk.post(f"/desk/e/{event.id}/registrations/form/{school.id}/removal")

    text = desk.get(url(event, "export.csv")).data.decode()

    assert "School" in text.splitlines()[0]
    assert "No 5" in text


def test_show_tells_everything_about_a_person(desk, event):
    person = make_registration(event, name="Ada King", phone="+996 1", organisation_name="Radio")
    make_registration(event, name="Ben Ak", email=None, party=person)
    services.cancel(person, by_organiser=True, now=utcnow())
    db.session.commit()

    page = desk.get(url(event, person.id)).text

    for words in ("Ada King", "+996 1", "Radio", "Cancelled by the team", "Mails", person.email):
        assert words in page


def test_notes_and_tags_are_kept_found_given_out_and_erased(desk, event, client):
    person, other = make_registration(event), make_registration(event, name="Ben Ak")
    desk.post(url(event, person.id, "notes"), data={"text": "Needs a <b>ramp</b>"})
    desk.post(url(event, "tags/put"), data={"tag": " VIP ", "chosen": [person.id]})
    desk.post(url(event, "tags/put"), data={"tag": "VIP", "chosen": [person.id]})

    page = desk.get(url(event, person.id)).text
    found = desk.get(url(event) + "?tag=VIP").text
    data = json.loads(client.get(f"/r/{person.token}/data.json").text)["registrations"][0]
    assert "Note by Dana Kim" in page
    assert "Needs a &lt;b&gt;ramp&lt;/b&gt;" in page
    assert person.name in found
    assert other.name not in found
    assert (data["notes"], data["tags"]) == (["Needs a <b>ramp</b>"], ["VIP"])

    retention.erase(db.session.get_one(Registration, person.id), now=utcnow())
    db.session.commit()
    assert db.session.scalars(select(Note)).all() == []
    assert db.session.scalars(select(Tag)).all() == []


def test_a_tag_is_taken_off_those_who_are_ticked_alone(desk, event):
    people = [make_registration(event) for _number in range(2)]
    ids = [each.id for each in people]
    desk.post(url(event, "tags/put"), data={"tag": "VIP", "chosen": ids})

    desk.post(url(event, "tags/off"), data={"tag": "VIP", "chosen": ids[:1]})
    empty = desk.post(url(event, "tags/put"), data={"chosen": ids}, follow_redirects=True)

    assert [each.registration_id for each in db.session.scalars(select(Tag))] == ids[1:]
    assert "Tick people and write a tag first." in empty.text


def test_answer_lets_the_team_note_what_the_public_is_never_asked(desk, event):
    seat = make_question(event, label="Seat", asked=Asked.TEAM)
    school = make_question(event, label="School", is_required=True)
    person = make_registration(event)

    page = desk.get(url(event, person.id)).text
    desk.post(url(event, person.id, "answers"), data={f"question_{seat.id}": "Row 1"})

    assert "Seat" in page
    assert filling.values_of(person) == {seat.id: "Row 1"}
    assert school.id not in filling.values_of(person)


def test_move_takes_a_party_along_and_needs_places_for_all_of_it(desk, event):
    room = make_category(event)
    online = make_category(event, mode=Mode.ONLINE, capacity=1, position=1)
    lead = make_registration(event, category=room)
    friend = make_registration(event, category=room, email=None, party=lead)

    full = desk.post(
        url(event, "way"), data={"way": online.id, "chosen": [lead.id]}, follow_redirects=True
    )
    online.capacity = 2
    db.session.commit()
    moved = desk.post(
        url(event, "way"), data={"way": online.id, "chosen": [lead.id]}, follow_redirects=True
    )

    db.session.expire_all()
    assert (
        "Not moved, as no place is free there or others wait for one: Ainura Bekova." in full.text
    )
    assert "people moved" not in full.text
    assert "2 people moved." in moved.text
    assert {lead.category_id, friend.category_id} == {online.id}


def test_a_ticked_companion_stands_for_the_party(desk, event):
    room, online = make_category(event), make_category(event, position=1)
    lead = make_registration(event, category=room)
    friend = make_registration(event, category=room, email=None, party=lead)

    written = desk.post(url(event, "message"), data={"chosen": friend.id})
    collected = desk.post(url(event, "contacts"), data={"chosen": friend.id}, follow_redirects=True)
    moved = desk.post(
        url(event, "way"), data={"way": online.id, "chosen": [friend.id]}, follow_redirects=True
    )

    assert written.location.endswith(f"?chosen={lead.id}")
    assert "Nobody was added: those ticked have no e-mail address." in collected.text
    assert "2 people moved." in moved.text


def test_move_leaves_the_press_to_its_queue(desk, event):
    public, press = make_category(event), make_category(event, for_press=True)
    journalist = make_registration(event, category=press)

    data = {"chosen": journalist.id, "way": public.id}
    answer = desk.post(url(event, "way"), data=data, follow_redirects=True)

    assert "Places of the press are given on the Press tab alone." in answer.text
    assert db.session.get(Registration, journalist.id).category.for_press


def test_move_within_a_full_event_needs_no_more_places(desk, event):
    event.capacity = 1
    room, online = make_category(event, capacity=1), make_category(event, position=1)
    person = make_registration(event, category=room)

    desk.post(url(event, "way"), data={"way": online.id, "chosen": [person.id]})

    db.session.expire_all()
    assert person.category_id == online.id


def test_move_lets_those_go_first_who_registered_first_and_names_the_others(desk, event):
    room = make_category(event)
    online = make_category(event, mode=Mode.ONLINE, capacity=1, position=1)
    late = make_registration(event, category=room, name="Late Bek")
    early = make_registration(
        event, category=room, name="Early Bek", registered_at=late.registered_at - timedelta(days=1)
    )

    page = desk.post(
        url(event, "way"), data={"way": online.id, "chosen": [late.id, early.id]},
        follow_redirects=True,
    ).text  # fmt: skip

    db.session.expire_all()
    assert (early.category_id, late.category_id) == (online.id, room.id)
    assert "1 person moved." in page
    assert "others wait for one: Late Bek." in page


def test_move_takes_no_place_for_which_others_wait(app, event):
    room = make_category(event)
    online = make_category(event, capacity=5, position=1, has_waiting_list=True)
    make_registration(event, category=online, status=Status.WAITLISTED)
    person = make_registration(event, category=room)

    assert moving.move([person], online, now=utcnow()) == ([], [person])


def test_move_lets_who_waits_stand_in_the_other_line_by_the_hour_of_registering(app, event):
    room = make_category(event, capacity=1, has_waiting_list=True)
    online = make_category(event, capacity=1, position=1, has_waiting_list=True)
    make_registration(event, category=online)
    hour = timedelta(hours=1)
    first, mover, last = (
        make_registration(
            event, category=way, status=Status.WAITLISTED, registered_at=CREATED + number * hour
        )
        for number, way in enumerate((online, room, online))
    )

    moving.move([mover], online, now=utcnow())

    assert [line.number_of(each) for each in (first, mover, last)] == [1, 2, 3]


def test_move_leaves_who_waits_where_there_is_neither_line_nor_place(app, event):
    room = make_category(event, capacity=1, has_waiting_list=True)
    online = make_category(event, capacity=1, position=1)
    make_registration(event, category=online)
    person = make_registration(event, category=room, status=Status.WAITLISTED)

    assert moving.move([person], online, now=utcnow()) == ([], [person])


def test_move_ignores_people_and_ways_of_another_event(desk, event):
    online, elsewhere = make_category(event, mode=Mode.ONLINE), make_registration()
    foreign = make_category(make_event())
    own = make_registration(event, category=online)

    desk.post(url(event, "way"), data={"way": online.id, "chosen": [elsewhere.id]})
    desk.post(url(event, "way"), data={"way": foreign.id, "chosen": [own.id]})

    db.session.expire_all()
    assert elsewhere.category_id != online.id
    assert own.category_id == online.id


def test_moves_in_a_race_never_oversell_a_way(app, event):
    room = make_category(event)
    online = make_category(event, capacity=3, position=1)
    people = [make_registration(event, category=room).id for _number in range(8)]
    online_id = online.id

    def work(number):
        person = db.session.get_one(Registration, people[number])
        moved, left = moving.move([person], db.session.get_one(Category, online_id), now=utcnow())
        db.session.commit()
        return "moved" if moved and not left else "left"

    outcomes = together(app, work)

    moved = select(Registration).where(Registration.category_id == online_id)
    assert outcomes == {"moved": 3, "left": 5}
    assert len(db.session.scalars(moved).all()) == 3


def test_show_of_an_erased_person_names_nobody(desk, event):
    person = make_registration(event, name="Ada King", status=Status.CANCELLED)
    retention.erase(person, now=utcnow())
    db.session.commit()

    page = desk.get(url(event, person.id))

    assert "Ada King" not in page.text
    assert "Personal data erased" in page.text


def test_answers_of_one_category_are_kept_with_who_wrote_them(desk, event):
    category = make_category(event)
    school = make_question(event, label="Which school?", categories=[category.id])
    person = make_registration(event, category=category)
    told(person, school, "No 5")

    desk.post(
        url(event, person.id, "answers"),
        data={"category_id": category.id, f"question_{school.id}": "No 7"},
    )
    page = desk.get(url(event, person.id)).text

    kept = filling.answers_of([person])[person.id][school.id]
    assert kept.value == "No 7"
    assert f"Answers noted: {kept.given_by}" in page
