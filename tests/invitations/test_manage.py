"""The Invitations tab: whom to invite, how it stands, one again, one withdrawn."""

import re
from datetime import datetime

import pytest
from sqlalchemy import func, select

from eventsapp.contacts import lists
from eventsapp.contacts.lists import ListDetails
from eventsapp.contacts.models import Email
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.invitations.models import Guest, Invitee, Round
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import (
    make_category,
    make_contact,
    make_event,
    make_invite,
    make_registration,
    make_user,
)
from tests.signing_in import sign_in


@pytest.fixture
def event(desk):
    far = make_event(organisation=desk.organisation, starts=datetime(2099, 3, 2, 12))
    return make_category(far).event


@pytest.fixture
def guests(event):
    """A list of one whom mail reaches and one without an address."""
    listed = lists.create(event.organisation_id, ListDetails(name="Guests"), now=NOW)
    people = [
        make_contact(organisation=event.organisation, names=Texts(en=name), emails=emails)
        for name, emails in (("Aida", [Email(address="aida@example.org")]), ("Bolot", []))
    ]
    lists.add(listed, [each.id for each in people])
    db.session.commit()
    return listed


def tab(event, path=""):
    return f"/desk/e/{event.id}/invitations{path}"


def filled(event, **more):
    form = {
        "category_id": event.categories[0].id,
        "answer_on": "2099-02-20",
        "answer_at": "18:00",
        "remind_days": "3",
        "companions": "1",
        "act": "send",
    }
    return form | more


def test_tab_is_one_of_the_workspace(desk, event):
    page = desk.get(tab(event))

    assert re.search(r'aria-current="page">Invitations', page.text)
    assert "Nobody is invited yet." in page.text


def test_form_needs_nothing_typed(desk, event):
    page = desk.get(tab(event, "/new")).text

    assert re.search(r'name="answer_on"[^>]* value="2099-02-23"', page)
    assert re.search(r'name="answer_at"[^>]* value="18:00', page)


def test_form_says_whom_it_reaches_and_who_is_left_out(desk, event, guests):
    part = desk.post(tab(event, "/audience"), data=filled(event, lists=guests.id)).text

    assert "<b>1</b> person gets this message." in part
    assert "No e-mail address <b>1</b>" in part


def test_form_finds_contacts_and_keeps_those_picked(desk, event, guests):
    found = desk.post(tab(event, "/contacts"), data={"q": "aid"}).text
    [number] = re.findall(r'name="contacts"[^>]*value="(\d+)"', found)

    part = desk.post(tab(event, "/contacts"), data={"q": "bolo", "contacts": number}).text

    assert re.findall(r"<span>(\w+)</span>", part) == ["Aida", "Bolot"]
    assert part.count("checked") == 1


def test_form_shows_the_letter_in_the_language_that_is_looked_at(desk, event):
    words = {"notes-ru": "Ждём вас.", "shown": "ru"}

    page = desk.post(tab(event, "/preview.html"), data=filled(event) | words)

    assert '<html lang="ru"' in page.text
    assert "Ждём вас." in page.text
    assert "sandbox" in page.headers["Content-Security-Policy"]


def test_sending_invites_and_can_be_undone(desk, event, guests):
    page = desk.post(tab(event, "/new"), data=filled(event, lists=guests.id), follow_redirects=True)

    assert "1 invitation goes out in one minute." in page.text
    one = db.session.scalars(select(Invitee)).one()
    assert (one.name, one.round.companions, one.round.created_by_id) == ("Aida", 1, desk.user.id)
    [undo] = re.findall(r'action="([^"]*/undo)"', page.text)[:1]
    assert "Nobody was invited." in desk.post(undo, follow_redirects=True).text
    assert db.session.scalar(select(func.count(Invitee.id))) == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lists": []}, "Nobody would be invited."),
        ({"answer_on": "2020-01-01"}, "This moment has passed."),
        ({"answer_on": "2099-03-02", "answer_at": "18:00"}, "Registration closes before."),
        ({"answer_on": "soon"}, "Enter a date that exists"),
        ({"companions": "99"}, "Enter a number from 0 to 9."),
        ({"remind_days": "-1"}, "Enter a number of days from 0 to 60."),
        ({"category_id": "0"}, "Not a valid choice"),
    ],
)
def test_wrong_answers_are_said_and_kept(desk, event, guests, change, words):
    given = filled(event, lists=guests.id, **{"notes-en": "Tea is served."}) | change

    page = desk.post(tab(event, "/new"), data=given)

    assert page.status_code == 422
    assert words in page.text
    assert "Tea is served." in page.text
    assert db.session.scalar(select(func.count(Round.id))) == 0


def test_form_explains_why_nobody_can_be_invited(desk):
    page = desk.get(tab(make_event(organisation=desk.organisation), "/new"))

    assert "This event takes no registrations now" in page.text


def test_table_shows_how_far_each_has_come(desk, event):
    make_invite(event, name="Aida")
    make_invite(event, name="Bolot", answer="no", answered_at=NOW)

    everybody = desk.get(tab(event)).text
    some = desk.get(tab(event, "?standing=no")).text
    found = desk.get(tab(event, "?q=aid")).text

    assert "Aida" in everybody
    assert "Bolot" in everybody
    assert "Aida" not in some
    assert "Bolot" in some
    assert "Aida" in found
    assert "Bolot" not in found


@pytest.mark.parametrize("number", [1, 3])
def test_table_asks_the_same_however_long_it_is(desk, event, number):
    for _each in range(number):
        invite = make_invite(event, answer="yes", answered_at=NOW)
        db.session.add(Guest(registration=make_registration(event), invite_id=invite.id))
    db.session.commit()

    with statements() as sent:
        desk.get(tab(event))

    asked = [each for each in sent if "personal_invitation" in each or "registration" in each]
    assert len(asked) <= 9


def test_one_is_sent_again_and_withdrawn(desk, event):
    invite = make_invite(event, name="Aida")

    assert (
        "is on its way" in desk.post(tab(event, f"/{invite.id}/again"), follow_redirects=True).text
    )
    assert invite.due_at is not None
    page = desk.post(tab(event, f"/{invite.id}/withdrawal"), follow_redirects=True).text

    assert "The invitation of Aida is withdrawn." in page
    assert invite.withdrawn_at is not None


def test_another_house_and_viewers_change_nothing(desk, event, app):
    strange = make_invite(make_event())
    viewer = sign_in(app.test_client(), make_user(desk.organisation, role="viewer"))

    assert desk.post(tab(event, f"/{strange.id}/withdrawal")).status_code == 404
    assert desk.get(tab(strange.event)).status_code == 404
    assert viewer.get(tab(event)).status_code == 200
    assert viewer.get(tab(event, "/new")).status_code == 403
    assert strange.withdrawn_at is None
