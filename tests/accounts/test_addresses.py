import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accounts import addresses, passwords, queries
from eventsapp.accounts.letters import Place
from eventsapp.accounts.models import AddressChange, User
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from tests.factories import make_user
from tests.signing_in import sign_in

PASSWORD, NEW = "correct horse", "new@example.org"
ASKED = {"email": f" {NEW.upper()} ", "present": PASSWORD}


@pytest.fixture
def dana(app) -> User:
    return make_user(email="dana@example.org", password_hash=passwords.make_hash(PASSWORD))


@pytest.fixture
def browser(app, dana):
    return sign_in(app.test_client(), dana)


def letters() -> list[tuple[str, str]]:
    db.session.rollback()
    found = db.session.scalars(select(Message).order_by(Message.id))
    return [(message.recipient, message.subject) for message in found]


def link_of(pattern: str, recipient: str) -> str:
    wanted = select(Message.text).where(Message.recipient == recipient).order_by(Message.id.desc())
    return re.search(pattern, db.session.scalars(wanted).first())[0]


def link() -> str:
    return link_of(r"/account/address/\w+", NEW)


def test_a_new_address_counts_once_confirmed_and_the_old_one_hears_of_it(browser, dana):
    browser.post("/account/address", data=ASKED)
    assert dana.email == "dana@example.org"
    browser.get(link())
    assert dana.email == "dana@example.org"

    answer = browser.post(link())

    assert answer.location == "/account/"
    assert dana.email == NEW
    assert letters() == [
        ("dana@example.org", "Another address was entered for your account"),
        (NEW, "Confirm your new address"),
        ("dana@example.org", "The address of your account was changed"),
    ]
    assert NEW in browser.get("/account/").text


def test_confirming_signs_out_everywhere_else_and_works_once(app, browser, dana):
    elsewhere = sign_in(app.test_client(), dana)
    browser.post("/account/address", data=ASKED)
    mailed = link()

    answer = app.test_client().post(mailed)

    assert answer.location == "/account/sign-in"
    assert elsewhere.get("/account/").status_code == 302
    assert app.test_client().get(mailed).status_code == 410


def test_the_old_address_can_object(app, browser, dana):
    browser.post("/account/address", data=ASKED)
    mailed = link()
    objection = link_of(r"/account/password/\w+", "dana@example.org")

    owner = app.test_client()
    owner.post(objection, data={"password": "bir iki üç dört"})

    assert owner.post(mailed).status_code == 410
    assert queries.find("dana@example.org") == dana


def test_the_present_password_is_asked_for(browser, dana):
    page = browser.post("/account/address", data=ASKED | {"present": "a guess"})

    assert page.status_code == 422
    assert letters() == []


def test_an_address_with_an_account_gets_nothing_and_the_page_says_the_same(browser, dana):
    make_user(email=NEW)

    answer = browser.post("/account/address", data=ASKED)

    assert answer.location == "/account/"
    assert [recipient for recipient, _subject in letters()] == ["dana@example.org"]


def test_an_address_taken_meanwhile_is_not_given_twice(browser, dana):
    browser.post("/account/address", data=ASKED)
    mailed = link()
    make_user(email=NEW)

    page = browser.post(mailed)

    assert page.status_code == 409
    assert "Somebody signs in with this address already." in page.text
    db.session.rollback()
    assert dana.email == "dana@example.org"
    assert browser.get("/account/").status_code == 200


def test_a_second_wish_ends_the_first_link(browser, dana):
    browser.post("/account/address", data=ASKED)
    first = link()
    browser.post("/account/address", data=ASKED | {"email": "newer@example.org"})

    assert browser.get(first).status_code == 410


def test_a_link_is_over_after_an_hour_and_what_was_wished_forgotten(app, dana):
    now = utcnow()
    addresses.ask(dana, NEW, Place("192.0.2.7", "Test"), now=now)
    token = link().rpartition("/")[2]

    assert addresses.find(token, now=now + timedelta(minutes=59))
    assert addresses.find(token, now=now + timedelta(minutes=61)) is None
    assert addresses.forget_ended(now + timedelta(minutes=61)) == 1
    assert db.session.scalars(select(AddressChange)).all() == []
