from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from eventsapp.accounts import passwords, queries, services
from eventsapp.accounts.services import AlreadySetUp, Founding
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.web.guard import Role
from tests.factories import make_organisation, make_user

FOUNDING = Founding(
    organisation="Билим берүү министрлиги",
    name="Дана Ким",
    email="dana@example.org",
    password="three small words",
    language="ky",
    timezone="Asia/Bishkek",
)


def test_set_up_makes_the_owner_of_the_first_organisation(app, now):
    user = services.set_up(FOUNDING, now=now)

    (membership,) = user.memberships
    assert (membership.role, user.is_admin, user.language) == (Role.OWNER, True, "ky")
    assert membership.organisation.names == {"ky": "Билим берүү министрлиги"}
    assert membership.organisation.timezone == "Asia/Bishkek"
    assert services.authenticate("Dana@Example.org", "three small words") is user


def test_set_up_works_once(app, now):
    services.set_up(FOUNDING, now=now)

    with pytest.raises(AlreadySetUp):
        services.set_up(FOUNDING, now=now)


def test_add_member_twice_changes_the_role(app, now):
    organisation = make_organisation()

    first = services.add_member(
        organisation, "ADA@example.org", Role.EDITOR, language="en", now=now
    )
    second = services.add_member(
        organisation, "ada@example.org", Role.VIEWER, language="en", now=now
    )

    assert first is second
    assert [membership.role for membership in first.memberships] == [Role.VIEWER]


def test_authenticate_renews_an_outdated_hash(app, now):
    weaker = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
    user = make_user(password_hash=weaker.hash("correct horse"))

    assert services.authenticate(user.email, "correct horse") is user

    assert not passwords.is_outdated(user.password_hash)


def test_authenticate_opens_no_account_without_a_password(app, now):
    user = make_user()

    assert services.authenticate(user.email, "") is None


@pytest.mark.parametrize(
    ("base_url", "opens"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", True),
        ("https://agenda.example.org", False),
        ("https://localhost.example.org", False),
    ],
)
def test_demonstration_opens_on_this_machine_only(app, now, monkeypatch, base_url, opens):
    monkeypatch.setitem(app.config, "BASE_URL", base_url)
    monkeypatch.setitem(app.config, "DEMO", True)
    make_user(email=services.DEMO_EMAIL, password_hash=passwords.make_hash(services.DEMO_PASSWORD))

    found = services.authenticate(services.DEMO_EMAIL, services.DEMO_PASSWORD)

    assert bool(found) is opens
    assert services.is_demo() is opens


def test_password_link_ends_with_its_time_and_its_use(app, now):
    user = make_user()
    token = services.password_link(user, lasts=services.RESET_LASTS, now=now).rpartition("/")[2]
    last = now + services.RESET_LASTS - timedelta(seconds=1)

    assert queries.find_by_password_token(token, now=last) is user
    assert queries.find_by_password_token(token, now=now + services.RESET_LASTS) is None

    services.set_password(user, "three small words", now=now)
    assert queries.find_by_password_token(token, now=now) is None


def test_send_reset_mails_each_request_to_the_account(app, now):
    user = make_user(language="en")

    services.send_reset(f" {user.email.upper()} ", now=now)
    services.send_reset(user.email, now=now)

    first, second = db.session.scalars(select(Message).order_by(Message.id))
    assert first.recipient == second.recipient == user.email
    assert first.subject == "Your link for a new password (30 minutes)"
    assert "https://agenda.example.org/account/password/" in first.text
    assert first.expires_at == now + timedelta(minutes=30)


def test_send_reset_mails_nobody_without_an_account(app, now):
    make_user()

    services.send_reset("nobody@example.org", now=now)

    assert db.session.scalars(select(Message)).all() == []
