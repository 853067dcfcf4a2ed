"""Lists of names and outlets, as they come in letters and spreadsheets."""

import pytest
from sqlalchemy import select

from eventsapp.accreditation.imports import pasting
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from tests.factories import make_applicant, make_event, make_intake

LIST = "Meerim Asanova; National Agency; meerim@example.org\nТимур Алиев\tChannel 5\tTimur@Example.org\tvideo"


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("Ada King; Radio; ada@example.org", ("Ada King", "Radio", "ada@example.org", "writer")),
        ("Ada King, ada@example.org, Radio", ("Ada King", "Radio", "ada@example.org", "writer")),
        (
            "Ada King\tRadio\tADA@example.org\tPhoto",
            ("Ada King", "Radio", "ada@example.org", "photo"),
        ),
        ("Ada King;ada@example.org", ("Ada King", "", "ada@example.org", "writer")),
    ],
)
def test_read_takes_cells_in_any_order(app, row, read):
    with app.test_request_context():
        (line,) = pasting.read(row)

    assert (line.name, line.outlet, line.email, line.function) == read
    assert line.problem == ""


@pytest.mark.parametrize(
    "row",
    ["Ada King; Radio", "ada@example.org; Radio", "Ada; not@mail", "x" * 201 + "; a@example.org"],
)
def test_read_says_what_is_wrong_with_a_line(app, row):
    with app.test_request_context():
        (line,) = pasting.read(row)

    assert line.problem


def test_paste_shows_first_and_enters_then(desk):
    event = make_intake(make_event(organisation=desk.organisation)).event
    address = f"/desk/e/{event.id}/press/list"

    shown = desk.post(address, data={"text": LIST + "\nNobody"})
    before = db.session.scalars(select(Applicant)).all()
    desk.post(address, data={"text": LIST + "\nNobody", "enter": "1"})

    people = db.session.scalars(select(Applicant).order_by(Applicant.id)).all()
    assert "An e-mail like name@example.org is missing." in shown.text
    assert before == []
    assert [(each.name, each.outlet_name, each.status) for each in people] == [
        ("Meerim Asanova", "National Agency", Status.SUBMITTED),
        ("Тимур Алиев", "Channel 5", Status.SUBMITTED),
    ]
    assert db.session.scalars(select(Message)).all() == []


def test_paste_leaves_those_who_have_applied_alone(desk):
    event = make_intake(make_event(organisation=desk.organisation)).event
    standing = make_applicant(event, email="meerim@example.org", status=Status.ACCEPTED)

    desk.post(f"/desk/e/{event.id}/press/list", data={"text": LIST, "enter": "1"})

    assert standing.status is Status.ACCEPTED
    assert len(db.session.scalars(select(Applicant)).all()) == 2


def test_paste_of_nothing_says_so(desk):
    event = make_intake(make_event(organisation=desk.organisation)).event

    answer = desk.post(f"/desk/e/{event.id}/press/list", data={"text": " \n "})

    assert answer.status_code == 422
    assert "paste at least one line" in answer.text
