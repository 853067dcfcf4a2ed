import csv
from io import StringIO

import pytest
from sqlalchemy import Enum, delete

from eventsapp.audit.models import Deed, Entry
from eventsapp.audit.watched import WATCHED
from eventsapp.audit.wording import WORDS
from eventsapp.extensions import db
from eventsapp.web.guard import Role
from tests.counting import statements
from tests.factories import CREATED, make_event, make_user, save
from tests.signing_in import sign_in


@pytest.fixture
def owner(app):
    return make_user(role=Role.OWNER, name="Aliya Omarova")


@pytest.fixture
def office(app, owner):
    return sign_in(app.test_client(), owner)


@pytest.fixture
def event(owner):
    made = make_event(organisation=owner.memberships[0].organisation)
    db.session.execute(delete(Entry))
    return made


def make_entry(owner, event, **overrides) -> Entry:
    fields = {
        "organisation_id": event.organisation_id,
        "event_id": event.id,
        "made_at": CREATED,
        "user_id": owner.id,
        "author": owner.name,
        "address": "192.0.2.7",
        "deed": Deed.CHANGED,
        "subject": "event",
        "subject_id": event.id,
        "label": "Safe learning",
        "changes": {"local_starts_at": ["2026-12-04T12:00:00", "2026-12-05T15:00:00"]},
    }
    return save(Entry(**fields | overrides))


def test_who_changed_the_time_of_this_event_takes_two_clicks(office, owner, event):
    make_entry(owner, event)

    assert f"/desk/e/{event.id}/history" in office.get(f"/desk/e/{event.id}/details").text
    page = office.get(f"/desk/e/{event.id}/history").text
    for words in ("Aliya Omarova", "192.0.2.7", "4 Dec 2026, 12:00", "5 Dec 2026, 15:00"):
        assert words in page


def test_states_and_scopes_are_told_in_words(office, owner, event):
    paused = {"standing": ["active", "paused"], "kinds": [["event.published"], ["checkin.left"]]}
    scopes = {"scopes": [None, ["checkins:read", "messages:read"]]}
    make_entry(owner, event, subject="webhook_endpoint", changes=paused)
    make_entry(owner, event, subject="api_token", changes=scopes)

    page = office.get("/desk/audit?lang=en").text

    assert "Active" in page
    assert "Paused" in page
    assert "An event becomes public" in page
    assert "Somebody leaves" in page
    assert "Read who has come in at the door, Read which messages went to whom" in page


def test_every_state_that_is_followed_has_words(app):
    tables = db.metadata.tables
    wordless = {
        (table, column)
        for table, watched in WATCHED.items()
        for column in watched.names
        if isinstance(getattr(tables[table].c.get(column), "type", None), Enum)
        and (table, column) not in WORDS
    }

    assert wordless == set()


def test_instants_are_told_by_the_clock_of_the_organisation(office, owner, event):
    make_entry(owner, event, changes={"trashed_at": [None, "2026-12-04T06:00:00+00:00"]})

    assert "4 Dec 2026, 12:00" in office.get("/desk/audit").text
    assert "4 Dec 2026, 6:00" not in office.get("/desk/audit").text


def test_history_holds_this_event_alone(office, owner, event):
    other = make_event(organisation=event.organisation)
    make_entry(owner, other, author="Dana Kim")

    assert "Dana Kim" not in office.get(f"/desk/e/{event.id}/history").text


def test_index_is_narrowed_by_person_record_and_day(office, owner, event):
    make_entry(owner, event)
    make_entry(owner, event, user_id=77, author="Dana Kim", subject="venue", label="Hall 2")

    assert "Hall 2" not in office.get(f"/desk/audit?who={owner.id}").text
    assert "Hall 2" in office.get("/desk/audit?record=venue").text
    assert "Nothing in the log matches." in office.get("/desk/audit?from=2026-11-02").text
    assert "Hall 2" in office.get("/desk/audit?from=2026-11-01&to=2026-11-01").text
    assert office.get("/desk/audit?who=x&from=never&record=nothing").status_code == 200
    assert office.get("/desk/audit?from=0001-01-01&to=9999-12-31").status_code == 200


def test_index_shows_nothing_of_another_organisation(office, event, owner):
    other = make_event()
    make_entry(owner, other, label="Their secret")

    assert "Their secret" not in office.get("/desk/audit").text
    assert "Their secret" not in office.get("/desk/audit.csv").text


def test_table_has_a_line_for_each_detail_and_no_formulas(office, owner, event):
    make_entry(
        owner,
        event,
        label="=HYPERLINK()",
        changes={"state": ["draft", "published"], "capacity": [1, 2]},
    )

    rows = list(
        csv.reader(StringIO(office.get("/desk/audit.csv").text.lstrip("\ufeff")), delimiter=";")
    )

    assert [row[-3:] for row in rows[1:]] == [["Places", "1", "2"], ["State", "Draft", "Published"]]
    assert rows[1][6] == "'=HYPERLINK()"


def test_index_asks_no_more_for_a_longer_log(office, owner, event):
    make_entry(owner, event)
    owner_id, event_id = owner.id, event.id
    office.get("/desk/audit")
    db.session.remove()
    with statements() as few:
        office.get("/desk/audit")
    owner, event = db.session.get(type(owner), owner_id), db.session.get(type(event), event_id)
    for _number in range(3):
        make_entry(owner, make_event(organisation=event.organisation))
    db.session.remove()
    with statements() as many:
        office.get("/desk/audit")

    assert len(many) == len(few)
