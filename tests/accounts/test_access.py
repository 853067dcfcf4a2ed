from flask_login import current_user

from eventsapp.accounts import access
from eventsapp.accounts.models import Membership
from eventsapp.extensions import db
from eventsapp.web.guard import Role
from tests.factories import make_organisation, make_user
from tests.signing_in import sign_in

ANY = "/assets/0/public.css"  # an address that is always there


def test_desk_fixture_is_a_signed_in_editor(desk):
    with desk:
        desk.get(ANY)
        member = access.member()

        assert member is not None
        assert member.user == desk.user
        assert (member.organisation_id, member.role) == (desk.organisation.id, Role.EDITOR)


def test_member_is_none_for_a_stranger(client):
    with client:
        client.get(ANY)

        assert access.member() is None


def test_session_ends_when_the_generation_rises(desk):
    desk.user.generation += 1
    db.session.commit()

    with desk:
        desk.get(ANY)

        assert not current_user.is_authenticated


def test_member_of_several_works_in_the_chosen_organisation(client):
    user, other = make_user(), make_organisation()
    db.session.add(Membership(user=user, organisation=other, role=Role.VIEWER))
    db.session.commit()
    sign_in(client, user, other)

    with client:
        client.get(ANY)
        member = access.member()

        assert member is not None
        assert (member.organisation_id, member.role) == (other.id, Role.VIEWER)


def test_answers_that_ask_nobody_read_no_session(desk):
    assert "Cookie" not in desk.get(ANY).headers.get("Vary", "")
    assert "Cookie" in desk.get("/account/").headers["Vary"]
