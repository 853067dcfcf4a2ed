"""The organiser's Registrations tab."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.core.clock import utcnow
from eventsapp.core.sheets import harmless
from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Mode
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as MailState
from eventsapp.questions.models import Asked
from eventsapp.registration import filling, seats
from eventsapp.registration.models import Registration, Status
from eventsapp.web.guard import Role
from tests.counting import statements
from tests.factories import (
    make_category,
    make_event,
    make_organisation,
    make_question,
    make_registration,
    make_user,
)
from tests.signing_in import sign_in


@pytest.fixture
def organisation(app):
    return make_organisation()


@pytest.fixture
def desk(app, organisation):
    return sign_in(app.test_client(), make_user(organisation))


@pytest.fixture
def event(organisation):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, microsecond=0)
    return make_event(organisation=organisation, starts=starts)


def url(event, action="", **filters):
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"/desk/e/{event.id}/registrations{action}" + (f"?{query}" if query else "")


def searchable(event, **fields):
    registration = make_registration(event, **fields)
    registration.refresh_search_key()
    db.session.commit()
    return registration


def test_index_lists_who_came_how(desk, event):
    lead = make_registration(event, name="Ada King", organisation_name="Radio Osh")
    make_registration(event, name="Ben Ak", email=None, party=lead)

    page = desk.get(url(event)).text

    assert "Ada King" in page
    assert "Radio Osh" in page
    assert "comes with Ada King" in page
    assert "2 people" in page


def test_index_names_the_way_of_the_press_too(desk, event):
    press = make_category(event, for_press=True, names=Texts(en="Accredited press"))
    make_registration(event, category=press)

    assert "Accredited press" in desk.get(url(event)).text


def test_index_asks_as_often_for_three_rows_as_for_one(desk, event):
    make_registration(event)
    with statements() as one:
        desk.get(url(event))
    for _ in range(2):
        make_registration(event)

    with statements() as three:
        desk.get(url(event))

    assert len(three) == len(one)


def test_index_narrows_by_status_way_and_folded_name(desk, event):
    room, online = make_category(event), make_category(event, mode=Mode.ONLINE)
    searchable(event, name="Айгүл Осмонова", category=room)
    searchable(event, name="Ada King", category=online)
    searchable(event, name="Ben Ak", category=room, status=Status.CANCELLED)

    def names(**filters):
        page = desk.get(url(event, **filters)).text
        return [name for name in ("Айгүл Осмонова", "Ada King", "Ben Ak") if name in page]

    assert names(q="osmonova") == ["Айгүл Осмонова"]
    assert names(status="cancelled") == ["Ben Ak"]
    assert names(category=online.id) == ["Ada King"]
    assert names(status="nonsense", category="x") == ["Айгүл Осмонова", "Ada King", "Ben Ak"]
    assert "Nobody matches these filters." in desk.get(url(event, q="zzz")).text


def test_index_without_anybody_shows_the_link_to_spread(desk, event):
    make_category(event)

    assert f"https://agenda.example.org/en/e/{event.slug}/register" in desk.get(url(event)).text


def test_index_pages_through_many(desk, event):
    category = make_category(event, capacity=None)
    for number in range(51):
        make_registration(event, category=category, name=f"Person {number}")

    assert "Page 1 of 2" in desk.get(url(event)).text
    assert "Person 0<" in desk.get(url(event, page=2)).text


def test_new_registers_and_writes_in_the_language_asked_for(desk, event):
    category = make_category(event, is_open=False)
    answers = {"name": "Ada King", "email": "ada@example.org", "category_id": category.id}

    desk.post(url(event, "/new"), data=answers | {"language": "kk", "form_key": "one"})

    message = db.session.scalars(select(Message)).one()
    assert (message.recipient, message.language) == ("ada@example.org", "kk")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nonsense"}, "Enter an e-mail like"),
        ({"email": "taken@example.org"}, "This address is registered for the event already."),
        ({"language": "de"}, "choice"),
    ],
)
def test_new_says_why_it_does_not(desk, event, fields, words):
    category = make_category(event)
    make_registration(event, category=category, email="taken@example.org")
    answers = {"name": "Ada", "email": "ada@example.org", "category_id": category.id}

    page = desk.post(
        url(event, "/new"), data=answers | {"language": "en", "form_key": "1"} | fields
    )

    assert page.status_code == 422
    assert words in page.text
    assert seats.places(event).taken == 1


def test_cancel_of_several_can_be_undone_for_ten_minutes(desk, event):
    lead = make_registration(event)
    companion = make_registration(event, email=None, party=lead)
    other = make_registration(event)
    chosen = [lead.id, companion.id, other.id]

    page = desk.post(url(event, "/cancel"), data={"chosen": chosen}, follow_redirects=True)

    assert "3 cancelled." in page.text
    assert "3 people were cancelled in the last ten minutes." in page.text
    assert seats.places(event).taken == 0

    undo = url(event, "/restore") + "?" + "&".join(f"chosen={each}" for each in chosen)
    desk.post(undo)

    assert seats.places(event).taken == 3
    assert set(db.session.scalars(select(Message.state))) == {MailState.WITHDRAWN}


def test_cancel_without_a_choice_says_what_is_missing(desk, event):
    make_registration(event)

    page = desk.post(url(event, "/cancel"), follow_redirects=True)

    assert "Tick the registrations first." in page.text


def test_restore_refuses_when_the_place_has_gone_to_somebody_else(desk, event):
    category = make_category(event, capacity=1)
    gone = make_registration(event, category=category)
    desk.post(url(event, "/cancel"), data={"chosen": gone.id})
    make_registration(event, category=category)

    answer = desk.post(url(event, "/restore"), data={"chosen": gone.id})

    assert answer.status_code == 409
    assert "There are not enough places left." in answer.text
    assert seats.places(event).taken == 1


def test_resend_writes_the_confirmation_again(desk, event):
    registration = make_registration(event, email="ada@example.org")

    desk.post(url(event, f"/{registration.id}/resend"))

    assert db.session.scalars(select(Message.template)).all() == ["registration/confirmed"]


def test_table_holds_every_row_of_the_filters_and_no_formula(desk, event):
    lead = make_registration(event, name="=cmd()", phone="+996 500 000 000")
    make_registration(event, name='Ben "Ak"; Co', email=None, party=lead)
    make_registration(event, name="Gone", status=Status.CANCELLED)

    answer = desk.get(url(event, "/export.csv", status="confirmed"))

    text = answer.data.decode("utf-8")
    lines = text.removeprefix("\ufeff").splitlines()
    assert text.startswith("\ufeff")
    assert lines[0].startswith("Full name;E-mail;Phone;")
    assert len(lines) == 3
    assert '"Ben ""Ak""; Co"' in lines[1]
    assert lines[2].startswith(f"'=cmd();{lead.email};'+996 500 000 000;")
    assert f"{event.slug}-registrations.csv" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_harmless_disarms_whatever_a_spreadsheet_would_run(start):
    assert harmless(f"{start}1") == f"'{start}1"


def test_table_of_a_draft_has_a_name_of_its_own(desk, event):
    draft = make_event(organisation=event.organisation, state=State.DRAFT, slug=None)

    answer = desk.get(url(draft, "/export.csv"))

    assert answer.headers["Content-Disposition"].endswith(f"'{draft.id}-registrations.csv")


def test_index_speaks_of_no_places_where_nobody_can_register(desk, event):
    bare = make_event(organisation=event.organisation)

    assert "registered, of 0" not in desk.get(url(bare)).text


def test_harmless_leaves_words_alone():
    assert harmless("Ada = King") == "Ada = King"


PATHS = ["", "/new", "/export.csv"]
POSTS = ["/new", "/cancel", "/restore", "/1/resend"]


@pytest.mark.parametrize("path", PATHS)
def test_tab_of_another_organisation_is_not_found(desk, path):
    assert desk.get(url(make_event(), path)).status_code == 404


@pytest.mark.parametrize("path", POSTS)
def test_acts_on_another_organisations_event_change_nothing(desk, path):
    foreign = make_registration()

    answer = desk.post(url(foreign.event, path), data={"chosen": foreign.id})

    assert answer.status_code == 404
    assert db.session.get(Registration, foreign.id).is_live


def test_cancel_ignores_rows_of_another_event(desk, event):
    make_category(event)
    foreign = make_registration()

    desk.post(url(event, "/cancel"), data={"chosen": foreign.id})

    assert db.session.get(Registration, foreign.id).is_live


def test_viewer_reads_but_changes_nothing(app, organisation, event):
    viewer = sign_in(app.test_client(), make_user(organisation, Role.VIEWER))
    registration = make_registration(event)

    assert viewer.get(url(event)).status_code == 200
    assert viewer.post(url(event, "/cancel"), data={"chosen": registration.id}).status_code == 403


def test_stranger_is_sent_to_sign_in(client, event):
    assert "/account/sign-in" in client.get(url(event)).location
    assert client.post(url(event, "/cancel")).status_code == 401


def test_new_shows_the_questions_of_the_form_and_insists_on_none(desk, event):
    category = make_category(event)
    school = make_question(event, is_required=True)
    seat = make_question(event, label="Seat", asked=Asked.TEAM)
    told = {"name": "Ada King", "email": "ada@example.org", "language": "en"}

    page = desk.get(url(event, "/new")).text
    silent = desk.post(url(event, "/new"), data=told | {"category_id": category.id})
    other = told | {"email": "ben@example.org", "category_id": category.id}
    desk.post(url(event, "/new"), data=other | {f"question_{school.id}": "School 5"})

    first, second = db.session.scalars(select(Registration).order_by(Registration.id)).all()
    assert "You may leave any of these questions empty" in page
    assert (school.labels["en"] in page, seat.labels["en"] in page) == (True, False)
    assert silent.status_code == 302
    assert filling.values_of(first) == {}
    assert filling.values_of(second) == {school.id: "School 5"}
