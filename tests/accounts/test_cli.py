import pytest
from sqlalchemy import select

from eventsapp.accounts.models import User
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.organisations.models import Organisation
from tests.factories import make_organisation


def run(app, *arguments: str):
    return app.test_cli_runner().invoke(args=["accounts", "create", *arguments])


def test_create_prints_a_link_that_sets_the_password(app, client):
    result = run(app, "Ada@Example.org", "--organisation", "Press House", "--role", "owner")

    assert result.exit_code == 0
    link = result.output.splitlines()[-1].removeprefix("https://agenda.example.org")
    assert client.post(link, data={"password": "three small words"}).location == "/desk"
    user = db.session.scalars(select(User)).one()
    assert user.email == "ada@example.org"
    assert [(m.role, m.organisation.slug) for m in user.memberships] == [("owner", "press-house")]


def test_create_finds_the_organisation_in_any_of_its_languages(app):
    make_organisation()

    result = run(app, "ada@example.org", "--organisation", "билим берүү МИНИСТРЛИГИ")

    assert result.exit_code == 0
    assert len(db.session.scalars(select(Organisation)).all()) == 1


def test_create_mails_the_link_when_asked(app):
    run(app, "ada@example.org", "--organisation", "Press House", "--send")

    letter = db.session.scalars(select(Message)).one()
    assert letter.subject == "Your account at Press House"
    assert "/account/password/" in letter.text


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_create_refuses_a_name_no_page_could_show(app, name):
    result = run(app, "ada@example.org", "--organisation", name)

    assert result.exit_code == 2
    assert "--organisation" in result.output
    assert db.session.scalars(select(Organisation)).all() == []


def test_create_refuses_what_is_no_address(app):
    result = run(app, "ada", "--organisation", "Press House")

    assert result.exit_code == 2
    assert db.session.scalars(select(Organisation)).all() == []
