import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accounts import passwords, queries, team
from eventsapp.accounts.models import Invite, Membership, User
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.organisations.models import Organisation
from eventsapp.web.guard import Role
from tests.counting import statements
from tests.factories import make_organisation, make_user, save
from tests.signing_in import sign_in
from tests.together import together

INVITATIONS = "/desk/team/invitations"


@pytest.fixture
def owner(app) -> User:
    return make_user(role=Role.OWNER, name="Aliya Omarova")


@pytest.fixture
def office(app, owner):
    return sign_in(app.test_client(), owner)


def letter() -> Message:
    db.session.rollback()
    return db.session.scalars(select(Message).order_by(Message.id.desc())).first()


def link_in(message: Message) -> str:
    return re.search(r"/account/join/\w+", message.text)[0]


def invited(office, email="ada@example.org", role="press") -> str:
    office.post(INVITATIONS, data={"email": email, "role": role})
    return link_in(letter())


def test_invite_mails_who_asks_the_role_and_what_it_may_do(office, owner):
    office.post(INVITATIONS, data={"email": " Ada@Example.org", "role": "press"})

    message = letter()
    assert message.recipient == "ada@example.org"
    assert message.subject == "Aliya Omarova invites you to Ministry of Education"
    assert "Press desk" in message.text
    assert "Decide about accreditation" in message.text


def test_join_makes_an_account_with_that_role_and_signs_in(app, office):
    guest = app.test_client()
    link = invited(office)

    assert "Press desk" in guest.get(link).text
    answer = guest.post(
        link, data={"name": "Ада Ким", "language": "ky", "password": "бир эки үч төрт"}
    )

    assert answer.location == "/desk"
    user = queries.find("ada@example.org")
    assert (user.name, user.language, user.memberships[0].role) == ("Ада Ким", "ky", Role.PRESS)
    assert guest.get("/desk/press").status_code == 200
    assert db.session.scalars(select(Invite)).all() == []


def test_join_works_once(app, office):
    link = invited(office)
    data = {"name": "Ada", "language": "en", "password": "four words in a row"}
    app.test_client().post(link, data=data)

    assert app.test_client().get(link).status_code == 410


@pytest.mark.parametrize("end", ["again", "withdrawal"])
def test_a_link_ends_when_the_invitation_is_sent_again_or_withdrawn(app, office, end):
    link = invited(office)
    invite = db.session.scalars(select(Invite)).one()

    office.post(f"{INVITATIONS}/{invite.id}/{end}")

    assert app.test_client().get(link).status_code == 410
    assert (end == "again") is (link_in(letter()) != link)


def test_the_link_of_a_withdrawn_invitation_does_not_open_the_next_one(app, office):
    link = invited(office)
    invite = db.session.scalars(select(Invite)).one()
    office.post(f"{INVITATIONS}/{invite.id}/withdrawal")

    invited(office, email="other@example.org")

    assert app.test_client().get(link).status_code == 410


def test_an_invitation_is_over_after_seven_days(app, office, owner):
    link = invited(office)
    token = link.rpartition("/")[2]

    assert queries.find_invite_by_token(token, now=utcnow() + timedelta(days=6, hours=23))
    assert queries.find_invite_by_token(token, now=utcnow() + timedelta(days=7, hours=1)) is None


def test_join_with_an_account_adds_the_organisation_and_keeps_the_password(app, office):
    known = make_user(email="ada@example.org", password_hash=passwords.make_hash("old password"))
    link = invited(office)

    answer = app.test_client().post(link, data={"password": "taken over by mail"})

    assert answer.location == "/account/sign-in"
    assert len(known.memberships) == 2
    assert passwords.matches("old password", known.password_hash)


def test_invite_refuses_a_member(office, owner):
    answer = office.post(INVITATIONS, data={"email": owner.email, "role": "viewer"})

    assert answer.status_code == 422
    assert "is a member already" in answer.text
    assert owner.memberships[0].role is Role.OWNER


def test_change_role_takes_effect_at_once(app, office, owner):
    editor = make_user(owner.memberships[0].organisation)
    theirs = sign_in(app.test_client(), editor)
    assert theirs.get("/desk/events/new").status_code == 200

    office.post(f"/desk/team/members/{editor.memberships[0].id}/role", data={"role": "viewer"})

    assert theirs.get("/desk/events/new").status_code == 403


@pytest.mark.parametrize("path", ["members/{}/role", "members/{}/removal", "leaving"])
def test_the_last_owner_stays(office, owner, path):
    answer = office.post(
        f"/desk/team/{path.format(owner.memberships[0].id)}", data={"role": "viewer"}
    )

    assert answer.status_code == 409
    assert "needs an owner" in answer.text
    db.session.expire_all()
    assert owner.memberships[0].role is Role.OWNER


def test_remove_ends_the_work_and_keeps_the_account(app, office, owner):
    editor = make_user(owner.memberships[0].organisation)
    theirs = sign_in(app.test_client(), editor)
    address = f"/desk/team/members/{editor.memberships[0].id}/removal"
    assert "What they entered stays" in office.get(address).text

    office.post(address)

    assert theirs.get("/desk/events").status_code == 302  # to the sign-in page
    assert db.session.get(User, editor.id)


def test_two_owners_who_leave_at_once_do_not_both_succeed(app, owner):
    second = make_user(owner.memberships[0].organisation, role=Role.OWNER)
    numbers = [owner.memberships[0].id, second.memberships[0].id]

    def leave(number: int) -> None:
        team.remove(db.session.get_one(Membership, number))
        db.session.commit()

    outcomes = together(app, lambda number: leave(numbers[number]), 2)

    assert outcomes["LastOwner"] == 1
    left = db.session.scalars(select(Membership.role)).all()
    assert left == [Role.OWNER]


def test_the_page_shows_the_team_to_viewers_without_levers(app, owner):
    viewer = make_user(owner.memberships[0].organisation, role=Role.VIEWER)

    page = sign_in(app.test_client(), viewer).get("/desk/team").text

    assert "Aliya Omarova" in page
    assert "What each role may do" in page
    assert "Send invitation" not in page


def test_the_page_asks_no_more_for_a_larger_team(office, owner):
    organisation_id = owner.memberships[0].organisation_id
    db.session.remove()
    with statements() as few:
        office.get("/desk/team")
    organisation = db.session.get_one(Organisation, organisation_id)
    for number in range(3):
        make_user(organisation)
        save(
            Invite(
                organisation=organisation,
                email=f"ada{number}@example.org",
                role=Role.VIEWER,
                created_at=utcnow(),
                expires_at=utcnow(),
            )
        )

    db.session.remove()
    with statements() as many:
        office.get("/desk/team")

    assert len(many) == len(few)


def test_door_staff_start_at_the_list_of_events_and_reach_the_doors_only(app):
    organisation = make_organisation()
    make_user(
        organisation,
        role=Role.DOOR,
        email="door@example.org",
        password_hash=passwords.make_hash("four words in a row"),
    )
    browser = app.test_client()

    answer = browser.post(
        "/account/sign-in", data={"email": "door@example.org", "password": "four words in a row"}
    )

    assert answer.location == "/desk/events"
    page = browser.get("/desk/events").text
    assert "New event" not in page
    assert browser.get("/desk/contacts").status_code == 403
