import re
import time

import pytest

from eventsapp.accounts import passwords
from eventsapp.web import limits
from tests.factories import make_user

SIGN_IN = "/account/sign-in?lang=en"


def attempt(client, email="dana@example.org", password="wrong horse", address="192.0.2.1"):
    return client.post(
        SIGN_IN,
        data={"email": email, "password": password},
        environ_overrides={"REMOTE_ADDR": address},
    )


def test_sixth_wrong_password_has_to_wait_and_says_how_long(client, limits):
    make_user(email="dana@example.org", password_hash=passwords.make_hash("correct horse"))

    answers = [attempt(client, address=f"192.0.2.{number}") for number in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert "Try again in" in answers[-1].text
    assert attempt(client, password="correct horse").status_code == 429


def test_page_counts_down_and_repeats_no_password(client, limits):
    make_user(email="dana@example.org")
    answers = [attempt(client) for _try in range(6)]

    [wait] = re.findall(r'data-behaviour="countdown" data-seconds="(\d+)"', answers[-1].text)
    assert abs(int(wait) - int(answers[-1].headers["Retry-After"])) <= 2  # each is rounded
    assert "Send again" not in answers[-1].text


def test_form_sent_too_often_keeps_what_was_typed(client, limits):
    make_user()
    for _try in range(4):
        page = client.post("/account/reset", data={"email": "dana@example.org"})

    assert page.status_code == 429
    assert '<input type="hidden" name="email" value="dana@example.org">' in page.text
    assert "Send again" in page.text


def test_the_wait_grows_with_the_number_of_wrong_passwords(client, limits, monkeypatch):
    make_user(email="dana@example.org", password_hash=passwords.make_hash("correct horse"))
    real, shift, waits = time.time, [0.0], []
    monkeypatch.setattr(time, "time", lambda: real() + shift[0])

    while len(waits) < 3:
        answer = attempt(client)
        if answer.status_code == 429:
            waits.append(int(answer.headers["Retry-After"]))
            shift[0] += waits[-1] + 1

    minute, quarter, hour = waits
    assert minute <= 60 < quarter <= 900 < hour <= 3600


def test_others_need_not_wait(client, limits):
    make_user(email="dana@example.org")
    for _try in range(6):
        attempt(client)

    assert attempt(client, email="another@example.org").status_code == 422


def test_right_passwords_are_not_counted(app, limits):
    make_user(email="dana@example.org", password_hash=passwords.make_hash("correct horse"))

    answers = [attempt(app.test_client(), password="correct horse") for _try in range(7)]

    assert {answer.status_code for answer in answers} == {302}


def test_mail_to_one_address_is_limited_alike_with_and_without_an_account(client, limits):
    make_user(email="dana@example.org")

    for email in ("dana@example.org", "nobody@example.org"):
        codes = [
            client.post("/account/reset", data={"email": email}).status_code for _try in range(4)
        ]
        assert codes == [200, 200, 200, 429]


def test_guesses_of_the_setup_code_are_limited(client, limits):
    codes = [client.post("/setup", data={"code": "AAAAAAAA"}).status_code for _try in range(11)]

    assert codes == [422] * 10 + [429]


def test_pages_are_read_without_limit(client, limits):
    make_user()

    assert {client.get(SIGN_IN).status_code for _try in range(70)} == {200}


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_visitor_counts_a_subscriber_as_one(app, address, counted_as):
    with app.test_request_context(environ_overrides={"REMOTE_ADDR": address}):
        assert limits.visitor() == counted_as
