import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from eventsapp.accounts import devices, passwords, second_step, services
from eventsapp.accounts.factor_models import Authenticator, Device, RecoveryCode
from eventsapp.accounts.letters import Place
from eventsapp.accounts.models import User
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.web.guard import Role
from tests.factories import make_user
from tests.signing_in import sign_in

PASSWORD = "correct horse"
HERE = Place("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
SIGN_IN = {"email": "dana@example.org", "password": PASSWORD}


@pytest.fixture
def dana(app) -> User:
    return make_user(
        email="dana@example.org", password_hash=passwords.make_hash(PASSWORD), role=Role.OWNER
    )


def secure(user: User) -> tuple[pyotp.TOTP, list[str]]:
    """An app in force since an hour ago, and the codes on paper."""
    before = utcnow() - timedelta(hours=1)
    totp = pyotp.TOTP(second_step.secret_of(second_step.begin(user)))
    codes = second_step.confirm(user, totp.at(before), HERE, now=before)
    db.session.commit()
    return totp, codes


def letters() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Message.subject).order_by(Message.id)))


def test_set_up_shows_a_secret_and_codes_once_and_says_so_by_mail(app, dana):
    browser = sign_in(app.test_client(), dana)
    page = browser.get("/account/authenticator").text
    secret = re.search(r"<code>(\w{32})</code>", page)[1]

    wrong = browser.post("/account/authenticator", data={"code": "000000"})
    right = browser.post("/account/authenticator", data={"code": pyotp.TOTP(secret).at(utcnow())})

    assert wrong.status_code == 422
    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", right.text)) == 10
    assert letters() == ["The second step is on"]
    assert secret not in db.session.scalars(select(Authenticator.sealed)).one()


def test_the_password_alone_opens_nothing_when_a_second_step_is_set(app, dana):
    totp, _codes = secure(dana)
    browser = app.test_client()

    answer = browser.post("/account/sign-in?next=/desk/venues", data=SIGN_IN)

    assert answer.location == "/account/second-step?next=/desk/venues"
    assert browser.get("/desk").status_code == 302
    assert browser.post(answer.location, data={"code": "123"}).status_code == 422
    inside = browser.post(answer.location, data={"code": totp.at(utcnow())})
    assert inside.location == "/desk/venues"
    assert browser.get("/desk").status_code == 200


def test_a_code_of_the_app_works_once(dana):
    totp, _codes = secure(dana)
    now = utcnow()

    assert second_step.verify(dana, totp.at(now), HERE, now=now)
    assert not second_step.verify(dana, totp.at(now), HERE, now=now)


@pytest.mark.parametrize(("late", "good"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_code_is_good_one_step_before_and_after(dana, late, good):
    totp, _codes = secure(dana)
    now = utcnow().replace(second=15)

    code = totp.at(now + timedelta(seconds=late))

    assert second_step.verify(dana, code, HERE, now=now) is good


def test_a_recovery_code_works_once_and_the_last_ones_are_announced(dana):
    _totp, codes = secure(dana)

    used = [second_step.verify(dana, code.lower(), HERE, now=utcnow()) for code in codes[:7]]
    db.session.commit()

    assert used == [True] * 7
    assert not second_step.verify(dana, codes[0], HERE, now=utcnow())
    assert letters()[-1] == "Your recovery codes are running out"


def test_codes_are_stored_so_that_nobody_reads_them(dana):
    _totp, codes = secure(dana)

    stored = set(db.session.scalars(select(RecoveryCode.digest)))

    assert len(stored) == 10
    assert stored.isdisjoint(code.replace("-", "") for code in codes)


def test_guessing_codes_is_slowed_down(app, dana, limits):
    secure(dana)
    browser = app.test_client()
    browser.post("/account/sign-in", data=SIGN_IN)

    answers = [
        browser.post("/account/second-step", data={"code": f"{n:06}"}).status_code for n in range(6)
    ]

    assert answers == [422] * 5 + [429]


def test_a_new_password_by_mail_still_asks_for_the_second_step(app, dana):
    secure(dana)
    link = services.password_link(dana, lasts=timedelta(minutes=5), now=utcnow())

    answer = app.test_client().post(
        link.removeprefix("https://agenda.example.org"), data={"password": "four words in a row"}
    )

    assert answer.location == "/account/second-step"


def test_removing_the_step_needs_the_password(app, dana):
    secure(dana)
    browser = sign_in(app.test_client(), dana)
    address = "/account/authenticator/removal"

    assert browser.post(address, data={"present": "wrong one"}).status_code == 422
    assert browser.post(address, data={"present": PASSWORD}).status_code == 302
    assert second_step.of(dana) is None
    assert letters()[-1] == "The second step is off"


def test_an_organisation_may_ask_everybody_for_a_second_step(app, dana):
    browser = sign_in(app.test_client(), dana)

    browser.post("/desk/team/second-step", data={"required": "yes"})

    assert browser.get("/desk").location == "/account/security"
    assert browser.post("/desk/venues/new").location == "/account/security"
    assert "Your organisation asks everybody" in browser.get("/account/security").text
    secure(dana)
    assert browser.get("/desk").status_code == 200


def test_a_session_begins_anew_at_sign_in(app, dana):
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["planted"] = "by somebody else"

    browser.post("/account/sign-in", data=SIGN_IN)

    with browser.session_transaction() as session:
        assert "planted" not in session


def test_a_signed_out_session_cannot_be_used_again(app, dana):
    browser = app.test_client()
    browser.post("/account/sign-in", data=SIGN_IN)
    with browser.session_transaction() as session:
        kept = dict(session)

    browser.post("/account/sign-out")
    with browser.session_transaction() as session:
        session.update(kept)

    assert browser.get("/desk").status_code == 302


def test_one_browser_is_signed_out_from_another(app, dana):
    here, there = sign_in(app.test_client(), dana), sign_in(app.test_client(), dana)
    number = db.session.scalars(select(Device.id).order_by(Device.id.desc())).first()

    here.post(f"/account/devices/{number}")

    assert there.get("/desk").status_code == 302
    assert here.get("/desk").status_code == 200


def test_all_other_browsers_are_signed_out_at_once(app, dana):
    here, *others = [sign_in(app.test_client(), dana) for _ in range(3)]

    here.post("/account/devices/others")

    assert [each.get("/desk").status_code for each in (here, *others)] == [200, 302, 302]


def test_nobody_signs_out_the_browsers_of_others(app, dana):
    theirs = sign_in(app.test_client(), make_user())
    number = db.session.scalars(select(Device.id)).one()

    sign_in(app.test_client(), dana).post(f"/account/devices/{number}")

    assert theirs.get("/desk").status_code == 200


def test_a_new_password_signs_out_everywhere_else(app, dana):
    here, there = sign_in(app.test_client(), dana), sign_in(app.test_client(), dana)

    here.post("/account/password", data={"present": PASSWORD, "password": "four words in a row"})

    assert here.get("/desk").status_code == 200
    assert there.get("/desk").status_code == 302
    assert letters()[-1] == "Your password was changed"


def test_sessions_end_by_themselves(dana):
    now = utcnow()
    secret = devices.enter(dana, HERE, remember=False, now=now)
    long = devices.enter(dana, HERE, remember=True, now=now)

    later = now + timedelta(hours=12, seconds=1)
    assert not devices.is_signed_in(dana.id, secret, now=later)
    assert devices.is_signed_in(dana.id, long, now=later)
    assert not devices.is_signed_in(dana.id, long, now=now + timedelta(days=14, seconds=1))


def test_a_sign_in_from_another_browser_is_mailed(app, dana):
    for agent in (HERE.agent, HERE.agent, "Mozilla/5.0 (Android 15) Chrome/142.0"):
        app.test_client().post("/account/sign-in", data=SIGN_IN, headers={"User-Agent": agent})

    assert letters() == ["New sign-in to your account"]
    text = db.session.scalars(select(Message.text)).one()
    assert "Chrome, Android" in text


def test_a_mailed_link_signs_in_once_and_not_by_being_looked_at(app, dana):
    browser = app.test_client()
    browser.post("/account/link", data={"email": "dana@example.org"})
    text = db.session.scalars(select(Message.text)).one()
    link = re.search(r"/account/link/\w+", text)[0]

    browser.get(link)
    assert browser.get("/desk").status_code == 302
    assert browser.post(link).location == "/desk"

    assert browser.get("/desk").status_code == 200
    assert app.test_client().post(link).status_code == 410


def test_a_mailed_link_is_over_after_a_quarter_of_an_hour(app, dana):
    services.send_sign_in_link(dana.email, now=utcnow() - timedelta(minutes=15, seconds=1))
    text = db.session.scalars(select(Message.text)).one()

    assert app.test_client().get(re.search(r"/account/link/\w+", text)[0]).status_code == 410


def test_nobody_learns_who_has_an_account(app, dana):
    pages = [
        app.test_client().post("/account/link", data={"email": f"{name}@example.org"}).text
        for name in ("dana", "nobody")
    ]

    assert pages[0].replace("dana@", "nobody@") == pages[1]
