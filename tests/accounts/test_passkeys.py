import html
import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accounts import passkeys, passwords, second_step
from eventsapp.accounts.factor_models import Passkey, RecoveryCode
from eventsapp.accounts.models import User
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.web.guard import Role
from tests.accounts.device import Device
from tests.factories import make_user
from tests.signing_in import sign_in
from tests.turning import turn_clock

PASSWORD = "correct horse"
SIGN_IN = {"email": "dana@example.org", "password": PASSWORD}


@pytest.fixture
def dana(app) -> User:
    return make_user(
        email="dana@example.org", password_hash=passwords.make_hash(PASSWORD), role=Role.OWNER
    )


def asked(page):
    """What the page asks a passkey."""
    return json.loads(html.unescape(re.search(r'data-asked="([^"]+)"', page.text)[1]))


def add(browser, device, name="Telephone"):
    """Make a passkey on a device, by the page."""
    question = asked(browser.get("/account/passkeys/new"))
    answer = device.create(question)
    return browser.post("/account/passkeys/new", data={"name": name, "credential": answer})


def enter(browser, device, page="/account/sign-in", **more):
    """Sign in by a device."""
    answer = device.get(asked(browser.get(page)))
    return browser.post("/account/passkeys/sign-in", data={"credential": answer} | more)


@pytest.fixture
def device(app, dana):
    """Dana's telephone, which keeps a passkey."""
    made = Device()
    add(sign_in(app.test_client(), dana), made)
    return made


def letters() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Message.subject).order_by(Message.id)))


def test_the_first_passkey_brings_codes_for_paper_and_a_mail(app, dana):
    browser = sign_in(app.test_client(), dana)

    first = add(browser, Device())
    second = add(browser, Device(), "Key ring")

    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", first.text)) == 10
    assert second.location == "/account/security"
    page = browser.get("/account/security").text
    assert "Telephone" in page
    assert "Key ring" in page
    assert letters() == ["A passkey was added to your account"] * 2


def test_a_passkey_signs_in_without_a_password_and_is_both_steps(app, dana, device):
    dana.memberships[0].organisation.requires_second_factor = True
    db.session.commit()
    browser = app.test_client()

    answer = enter(browser, device, "/account/sign-in?next=/desk/team")

    assert answer.location == "/desk"
    assert browser.get("/desk/team").status_code == 200
    assert db.session.query(Passkey).one().used_at


def test_the_password_alone_opens_nothing_when_there_is_a_passkey(app, device):
    browser = app.test_client()

    answer = browser.post("/account/sign-in", data=SIGN_IN)

    assert answer.location.startswith("/account/second-step")
    assert browser.get("/desk").status_code == 302
    assert enter(browser, device, "/account/second-step").location == "/desk"
    assert browser.get("/desk").status_code == 200


def test_a_code_on_paper_takes_the_place_of_a_lost_passkey(app, dana):
    page = add(sign_in(app.test_client(), dana), Device())
    code = re.search(r"<code>(\w{5}-\w{5})</code>", page.text)[1]
    browser = app.test_client()
    browser.post("/account/sign-in", data=SIGN_IN)

    assert browser.post("/account/second-step", data={"code": code}).location == "/desk"


def test_an_answer_signs_in_once(app, device):
    browser, other = app.test_client(), app.test_client()
    answer = device.get(asked(browser.get("/account/sign-in")))
    data = {"credential": answer}

    other.get("/account/sign-in")
    assert other.post("/account/passkeys/sign-in", data=data).location == "/account/sign-in"
    assert browser.post("/account/passkeys/sign-in", data=data).location == "/desk"
    browser.post("/account/sign-out")
    assert browser.post("/account/passkeys/sign-in", data=data).location == "/account/sign-in"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda device: setattr(device, "origin", "https://evil.example.net"),
        lambda device: setattr(device, "flags", 0x01),
        lambda device: setattr(device, "key", Device().key),
        lambda device: setattr(device, "name", b"unknown to us...")
    ],
    ids=["another site", "nobody verified", "another key", "unknown"],
)  # fmt: skip
def test_what_is_not_right_signs_nobody_in(app, device, spoil):
    spoil(device)
    browser = app.test_client()

    answer = enter(browser, device)

    assert answer.location == "/account/sign-in"
    assert "This passkey did not work." in browser.get("/account/sign-in").text
    assert browser.get("/desk").status_code == 302


def test_a_copied_key_is_noticed_by_its_count(app, device):
    enter(app.test_client(), device)
    device.count = 0

    assert enter(app.test_client(), device).location == "/account/sign-in"


def test_what_was_asked_too_long_ago_is_not_answered(app, device):
    browser = app.test_client()
    answer = device.get(asked(browser.get("/account/sign-in")))
    turn_clock(app, utcnow() + timedelta(minutes=11))

    sent = browser.post("/account/passkeys/sign-in", data={"credential": answer})

    assert sent.location == "/account/sign-in"


@pytest.mark.parametrize("answer", ["", "{}", "[]", "no json", '{"id": 1}', "x" * 20_001])
def test_rubbish_is_refused_and_the_name_kept(app, dana, answer):
    browser = sign_in(app.test_client(), dana)
    browser.get("/account/passkeys/new")

    page = browser.post("/account/passkeys/new", data={"name": "My phone", "credential": answer})
    used = browser.post("/account/passkeys/sign-in", data={"credential": answer})

    assert page.status_code == 422
    assert "My phone" in page.text
    assert used.status_code == 302
    assert db.session.query(Passkey).count() == 0


def test_a_passkey_gets_another_name(app, dana, device):
    browser, number = sign_in(app.test_client(), dana), db.session.query(Passkey).one().id

    browser.post(f"/account/passkeys/{number}", data={"name": "Work laptop"})

    assert "Work laptop" in browser.get("/account/security").text


def test_removing_wants_the_password_and_ends_the_second_step(app, dana, device):
    browser, number = sign_in(app.test_client(), dana), db.session.query(Passkey).one().id
    address = f"/account/passkeys/{number}/removal"

    assert browser.post(address, data={"present": "wrong"}).status_code == 422
    browser.post(address, data={"present": PASSWORD})

    assert not second_step.is_on(dana)
    assert db.session.query(RecoveryCode).count() == 0
    assert letters()[-1] == "A passkey was removed from your account"
    assert enter(app.test_client(), device).location == "/account/sign-in"


def test_nobody_reaches_the_passkey_of_another(app, device):
    number = db.session.query(Passkey).one().id
    browser = sign_in(app.test_client(), make_user())

    assert browser.get(f"/account/passkeys/{number}").status_code == 404
    assert browser.post(f"/account/passkeys/{number}/removal").status_code == 404


def test_an_app_may_go_while_a_passkey_stays(app, dana, device):
    second_step.begin(dana).confirmed_at = utcnow()
    db.session.commit()

    sign_in(app.test_client(), dana).post(
        "/account/authenticator/removal", data={"present": PASSWORD}
    )

    assert second_step.is_on(dana)
    assert second_step.codes_left(dana) == 10
    assert letters()[-1] == "Your authenticator app was removed"


def test_an_installation_reached_by_a_number_offers_none(app, dana, monkeypatch):
    monkeypatch.setitem(app.config, "BASE_URL", "http://127.0.0.1:8000")
    browser = sign_in(app.test_client(), dana)

    assert not passkeys.are_possible()
    assert "passkey" not in app.test_client().get("/account/sign-in").text
    assert "Passkeys" not in browser.get("/account/security").text
    assert browser.get("/account/passkeys/new").status_code == 404
