"""The Programme tab: what an editor sees, enters and gets told."""

import re
from datetime import datetime

import pytest
from sqlalchemy import event as hooks

from eventsapp.core.texts import Texts
from eventsapp.events.models import Event, Precision, State
from eventsapp.extensions import db
from eventsapp.programme import queries
from eventsapp.programme.models import ItemSpeaker, Openness
from eventsapp.web.guard import Role
from tests.factories import make_event, make_item, make_participation, make_user, save
from tests.signing_in import sign_in
from tests.together import THREADS, browsers, together


def address(event, tail="") -> str:
    return f"/desk/e/{event.id}/programme/{tail}".rstrip("/")


def answers(**overrides):
    fields = {
        "titles-en": "Statements",
        "titles-ky": "Билдирүүлөр",
        "hour": "12:05",
        "minutes": "25",
        "openness": "open",
        "shown": "en",
    }
    return {name: value for name, value in (fields | overrides).items() if value is not None}


def own_event(desk, **overrides):
    return make_event(organisation=desk.organisation, **overrides)


def test_index_offers_the_usual_programme_while_there_is_none(desk):
    event = own_event(desk)

    page = desk.get(address(event))

    assert "No programme yet." in page.text
    assert "Opening, Statements, Questions from the press" in page.text


def test_use_usual_fills_the_empty_programme(desk):
    event = own_event(desk)

    page = desk.post(address(event, "usual"), follow_redirects=True)

    assert "<time>12:30</time> <small>30 minutes</small>" in page.text
    assert "3 items" in page.text
    assert desk.post(address(event, "usual")).status_code == 409


def test_items_entered_at_the_same_moment_are_all_kept(app, desk):
    event, browser = own_event(desk), browsers(desk)
    where = address(event, "new")

    def enter(number: int) -> int:
        return browser().post(where, data=answers(**{"titles-en": f"Item {number}"})).status_code

    assert together(app, enter) == {302: THREADS}
    assert len(queries.programme(event)) == THREADS


def test_new_stores_the_item_with_its_speakers(desk):
    event = own_event(desk)
    person = make_participation(event)
    more = {"notes-en": "In two languages", "speakers": [str(person.id)], "openness": "photo"}

    page = desk.post(address(event, "new"), data=answers(**more), follow_redirects=True)

    (item,) = queries.programme(event)
    assert item.titles == Texts(en="Statements", ky="Билдирүүлөр")
    assert (item.local_starts_at, item.minutes) == (datetime(2026, 12, 4, 12, 5), 25)
    assert item.openness is Openness.PHOTO
    assert [speaker.participation for speaker in item.speakers] == [person]
    assert "<time>12:05</time> <small>25 minutes</small>" in page.text
    assert "Marat Bekov" in page.text


def test_new_takes_a_point_of_the_agenda_without_an_hour(desk):
    event = own_event(desk, precision=Precision.DAY, starts=datetime(2026, 12, 4))

    page = desk.post(
        address(event, "new"), data=answers(hour="", minutes=""), follow_redirects=True
    )

    assert queries.programme(event)[0].local_starts_at is None
    assert '<span class="rows-time">1.</span>' in page.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"titles-en": "", "titles-ky": " "}, "Enter a title in one language at least."),
        ({"titles-en": "x" * 301}, "English: Enter at most 300 characters."),
        ({"hour": "25:00"}, "Enter an hour like 09:30 or 14:00."),
        ({"hour": "noon"}, "Enter an hour like 09:30 or 14:00."),
        ({"minutes": "0"}, "Enter a length from 1 to 1440 minutes"),
        ({"minutes": "-5"}, "Enter a length from 1 to 1440 minutes"),
        ({"minutes": "100000"}, "Enter a length from 1 to 1440 minutes"),
        ({"minutes": "long"}, "Not a valid integer value."),
        ({"openness": "secret"}, "Not a valid choice."),
        ({"speakers": ["999"]}, "is not a valid choice for this field."),
        ({"day": "2026-12-09"}, "Enter a day of the event: 4 December 2026."),
        ({"day": "2026-11-31"}, "November"),
    ],
)
def test_new_refuses_what_cannot_be_and_keeps_the_rest(desk, wrong, told):
    event = own_event(desk)

    page = desk.post(address(event, "new"), data=answers(**wrong))

    assert page.status_code == 422
    assert told in page.text
    if "titles-ky" not in wrong:
        assert 'value="Билдирүүлөр"' in page.text
    assert queries.programme(event) == []


def test_new_refuses_an_hour_that_the_clocks_jump_over(desk):
    event = own_event(
        desk,
        timezone="Europe/Berlin",
        starts=datetime(2027, 3, 28, 1, 0),
        ends=datetime(2027, 3, 28, 9, 0),
    )

    page = desk.post(address(event, "new"), data=answers(hour="02:30"))

    assert page.status_code == 422
    assert "This hour does not exist in the zone Europe/Berlin" in page.text


def test_new_does_not_take_the_speaker_of_another_event(desk):
    event, other = own_event(desk), own_event(desk)
    foreign = make_participation(other)

    page = desk.post(address(event, "new"), data=answers(speakers=[str(foreign.id)]))

    assert page.status_code == 422


def test_new_asks_for_the_day_when_there_are_several(desk):
    event = own_event(desk, ends=datetime(2026, 12, 5, 18, 0))

    assert 'type="date"' in desk.get(address(event, "new")).text
    page = desk.post(address(event, "new"), data=answers(day="2026-12-05"), follow_redirects=True)

    assert queries.programme(event)[0].local_starts_at == datetime(2026, 12, 5, 12, 5)
    assert "Sat 5 December" in page.text


def test_edit_shows_the_item_and_moves_the_later_ones(desk):
    event = own_event(desk)
    desk.post(address(event, "usual"))
    opening, statements, _questions = queries.programme(event)

    page = desk.get(address(event, str(opening.id)))
    assert 'value="Opening"' in page.text
    assert 'value="12:00"' in page.text

    longer = answers(**{"titles-en": "Opening", "hour": "12:00", "minutes": "15"})
    desk.post(address(event, str(opening.id)), data=longer)
    db.session.expire_all()
    assert statements.local_starts_at == datetime(2026, 12, 4, 12, 15)

    desk.post(address(event, str(opening.id)), data=longer | {"minutes": "5", "keep_later": "y"})
    db.session.expire_all()
    assert statements.local_starts_at == datetime(2026, 12, 4, 12, 15)


def test_move_and_remove(desk):
    event = own_event(desk)
    desk.post(address(event, "usual"))
    opening, statements, questions = queries.programme(event)

    desk.post(address(event, f"{statements.id}/up"))
    assert [item.id for item in queries.programme(event)] == [
        statements.id,
        opening.id,
        questions.id,
    ]

    assert "Remove this item?" in desk.get(address(event, f"{opening.id}/removal")).text
    desk.post(address(event, f"{opening.id}/removal"))
    assert [item.id for item in queries.programme(event)] == [statements.id, questions.id]


def test_new_visit_makes_a_draft_and_shows_the_way_to_it(desk):
    event = own_event(desk)
    visit = {"titles-ky": "Мектепке баруу", "hour": "14:00", "minutes": "90", "capacity": "15"}

    page = desk.post(address(event, "visit"), data=visit, follow_redirects=True)

    side = db.session.query(Event).filter_by(parent_id=event.id).one()
    assert (side.state, side.categories[0].capacity) == (State.DRAFT, 15)
    assert f'href="/desk/e/{side.id}/details"' in page.text
    assert "not public yet" in page.text


def test_edit_leaves_a_visit_at_its_own_hour(desk):
    event = own_event(desk)
    visit = {"titles-ky": "Мектепке баруу", "hour": "14:00", "minutes": "90"}
    desk.post(address(event, "visit"), data=visit)
    (item,) = queries.programme(event)

    page = desk.get(address(event, str(item.id)))
    changed = {"titles-ky": "Лицейге баруу", "openness": "open"}
    desk.post(address(event, str(item.id)), data=changed)

    assert 'name="hour"' not in page.text
    (item,) = queries.programme(event)
    assert item.titles == {"ky": "Лицейге баруу"}
    assert (f"{item.local_starts_at:%H:%M}", item.minutes) == ("14:00", 90)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"hour": ""}, "Enter the hour at which the visit starts."),
        ({"capacity": "0"}, "Enter how many people can come."),
        ({"titles-ky": ""}, "Enter a title in one language at least."),
    ],
)
def test_new_visit_refuses_what_cannot_be(desk, wrong, told):
    event = own_event(desk)
    visit = {"titles-ky": "Мектепке баруу", "hour": "14:00", "capacity": "15"} | wrong

    page = desk.post(address(event, "visit"), data=visit)

    assert page.status_code == 422
    assert told in page.text
    assert db.session.query(Event).count() == 1


def test_index_warns_of_a_speaker_in_two_items_at_once(desk):
    event = own_event(desk)
    person = make_participation(event)
    for _number in range(2):
        save(make_item(event, minutes=30, speakers=[ItemSpeaker(participation=person)]))

    assert "Marat Bekov speaks in another item at this hour." in desk.get(address(event)).text


def test_index_escapes_hostile_titles(desk):
    event = own_event(desk)
    make_item(event, titles=Texts(en="<script>alert(1)</script>"))

    assert "<script>alert(1)" not in desk.get(address(event)).text


@pytest.mark.parametrize("tail", ["", "new", "visit", "usual"])
def test_pages_of_another_organisation_are_not_found(desk, tail):
    event = make_event()

    assert desk.get(address(event, tail)).status_code in (404, 405)
    assert desk.post(address(event, tail)).status_code in (404, 405)


def test_items_of_another_event_are_not_found(desk):
    event, other = own_event(desk), own_event(desk)
    item = make_item(other)

    for tail in (f"{item.id}", f"{item.id}/removal", f"{item.id}/up"):
        assert desk.post(address(event, tail), data=answers()).status_code == 404


def test_viewer_reads_and_changes_nothing(client, desk):
    event = own_event(desk)
    sign_in(client, make_user(desk.organisation, Role.VIEWER))

    assert client.get(address(event)).status_code == 200
    assert client.post(address(event, "new"), data=answers()).status_code == 403
    assert client.get(address(event, "new")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_programme_needs_as_many_queries_however_many_items(app, rows):
    event = make_event()
    for _number in range(rows):
        person = make_participation(event)
        save(make_item(event, speakers=[ItemSpeaker(participation=person)]))
    number = event.id
    db.session.expunge_all()
    event = db.session.get(Event, number)
    statements = []
    hooks.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    for item in queries.programme(event):
        assert item.local_starts_at
        assert item.speakers[0].participation.contact.names
        assert item.speakers[0].participation.posts == []

    assert len(statements) == 3


def test_edit_by_many_at_one_moment_lets_one_of_them_save(app, desk):
    event = own_event(desk)
    where = address(event, str(make_item(event).id))
    digest = re.search(r'name="opened"[^>]* value="(\w+)"', desk.get(where).text)[1]
    browser = browsers(desk)

    def save_one(number):
        typed = answers(**{"titles-en": f"Words {number}", "opened": digest})
        return browser().post(where, data=typed).status_code

    assert together(app, save_one) == {302: 1, 409: THREADS - 1}


def test_edit_of_what_a_colleague_has_removed_keeps_what_was_typed_and_adds_it_anew(desk):
    event = own_event(desk)
    where = address(event, str(make_item(event).id))
    digest = re.search(r'name="opened"[^>]* value="(\w+)"', desk.get(where).text)[1]
    desk.post(f"{where}/removal")

    page = desk.post(where, data=answers(opened=digest))
    assert page.status_code == 404
    assert "Somebody else has removed this" in page.text
    assert 'value="Билдирүүлөр"' in page.text
    assert f'action="{address(event, "new")}"' in page.text

    desk.post(address(event, "new"), data=answers(opened=digest))
    assert [item.titles["ky"] for item in queries.programme(event)] == ["Билдирүүлөр"]


def test_remove_of_what_a_colleague_has_removed_says_so(desk):
    event = own_event(desk)
    where = address(event, f"{make_item(event).id}/removal")
    desk.post(where)

    page = desk.post(where)

    assert page.status_code == 404
    assert "It is not there any more" in page.text


def test_edit_over_a_colleagues_change_is_refused_and_keeps_what_was_typed(desk):
    event = own_event(desk)
    item = make_item(event)
    where = address(event, str(item.id))
    digest = re.search(r'name="opened"[^>]* value="(\w+)"', desk.get(where).text)[1]
    desk.post(where, data=answers(**{"titles-en": "Welcome", "opened": digest}))

    page = desk.post(where, data=answers(**{"titles-ru": "Открытие", "opened": digest}))
    db.session.expire_all()

    assert page.status_code == 409
    assert 'Title, English: <span lang="en">Welcome</span>' in page.text
    assert 'value="Открытие"' in page.text
    assert (item.titles["en"], "ru" in item.titles) == ("Welcome", False)
