"""Against a real provider (oidc-provider-mock), run beside the tests."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from sqlalchemy import select

from eventsapp.accounts import oidc, queries
from eventsapp.accounts.factor_models import Identity
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from tests.accounts.test_security import secure
from tests.factories import make_user

PEOPLE = [
    {"sub": "17", "email": "Dana@Example.org", "email_verified": True, "name": "Dana Kim"},
    {"sub": "18", "email": "dana@example.org", "email_verified": False, "name": "Somebody"},
    {"sub": "19", "email": "new@example.org", "email_verified": True, "name": "Aziz New"},
]
GO, ANSWER = "/account/provider", "/account/provider/answer"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    people = [part for each in PEOPLE for part in ("--user-claims", json.dumps(each))]
    server = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), "-n", "true", *people],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    issuer = f"http://127.0.0.1:{port}"
    _wait_for(f"{issuer}/jwks", server)
    yield issuer
    server.kill()
    server.communicate()


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the provider does not start")


@pytest.fixture
def settings_of(app, provider, monkeypatch):
    monkeypatch.setitem(app.config, "OIDC_ISSUER", provider)
    monkeypatch.setitem(app.config, "OIDC_CLIENT_ID", "dateline")
    monkeypatch.setitem(app.config, "OIDC_CLIENT_SECRET", "only for tests")
    monkeypatch.setitem(app.config, "OIDC_NAME", "Ministry login")
    app.extensions.pop(oidc.REGISTRY, None)
    yield monkeypatch
    app.extensions.pop(oidc.REGISTRY, None)


@pytest.fixture
def dana(app):
    return make_user(email="dana@example.org")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def vouch(browser, sub: str, wanted: str = "") -> str:
    """Go to the provider, say there who one is; where it sends the browser back to."""
    leaving = browser.get(GO, query_string={"next": wanted} if wanted else None).location
    form = urllib.request.Request(leaving, data=urlencode({"sub": sub}).encode(), method="POST")
    try:
        urllib.request.build_opener(_Stay).open(form, timeout=20)
    except urllib.error.HTTPError as answer:
        back = urlsplit(answer.headers["Location"])
        answer.close()
    return f"{back.path}?{back.query}"


def test_a_verified_address_opens_the_account_and_is_told(client, dana, settings_of):
    answer = client.get(vouch(client, "17", wanted="/desk/events"))

    assert answer.location == "/desk/events"
    assert client.get("/desk/events").status_code == 200
    assert db.session.scalars(select(Identity.subject)).all() == ["17"]
    letter = db.session.scalars(select(Message)).one()
    assert letter.recipient == "dana@example.org"
    assert letter.subject == "Your institution's sign-in opens your account"


def test_afterwards_the_number_counts_whatever_the_address(app, client, dana, settings_of):
    client.get(vouch(client, "17"))
    dana.email = "dana.kim@example.org"
    db.session.commit()

    assert app.test_client().get(GO).status_code == 302
    again = app.test_client()
    assert again.get(vouch(again, "17")).location == "/desk"
    assert again.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("sub", "words"),
    [("18", "did not confirm who you are"), ("19", "There is no account here")],
    ids=["not verified", "no account"],
)
def test_who_is_not_verified_or_has_no_account_stays_outside(client, dana, settings_of, sub, words):
    answer = client.get(vouch(client, sub))

    assert answer.location == "/account/sign-in"
    assert words in client.get(answer.location).text
    assert client.get("/desk").status_code == 302
    assert db.session.scalars(select(Identity)).all() == []
    assert queries.find("new@example.org") is None


def test_the_setting_lets_newcomers_have_an_account_and_no_organisation(client, dana, settings_of):
    settings_of.setitem(client.application.config, "OIDC_CREATES_ACCOUNTS", True)

    answer = client.get(vouch(client, "19"))

    made = queries.find("new@example.org")
    assert (made.name, made.memberships) == ("Aziz New", [])
    assert answer.location == "/account/"
    assert "belongs to no organisation" in client.get("/account/").text


def test_an_answer_that_was_not_asked_for_is_refused(app, client, dana, settings_of):
    theirs = vouch(app.test_client(), "17")

    answer = client.get(theirs)

    assert answer.location == "/account/sign-in"
    assert client.get("/account/").status_code == 302


def test_an_answer_counts_once(client, dana, settings_of):
    back = vouch(client, "17")
    client.get(back)
    client.post("/account/sign-out")

    assert client.get(back).location == "/account/sign-in"


def test_the_second_step_is_asked_for_all_the_same(client, dana, settings_of):
    secure(dana)

    answer = client.get(vouch(client, "17", wanted="/desk/events"))

    assert answer.location == "/account/second-step?next=/desk/events"
    assert client.get("/desk").status_code == 302


def test_a_provider_that_is_down_leaves_the_password(client, dana, settings_of):
    settings_of.setitem(client.application.config, "OIDC_ISSUER", "http://127.0.0.1:9")

    answer = client.get(GO)

    assert answer.location == "/account/sign-in"
    assert "use your password" in client.get(answer.location).text


def test_one_button_stands_on_the_sign_in_page_where_there_is_a_provider(
    client, dana, settings_of, provider
):
    page = client.get("/account/sign-in?next=/desk/events").text
    assert re.search(r'href="/account/provider\?next=/desk/events"[^<]*<.*Ministry login', page)
    asked = parse_qs(urlsplit(client.get(GO).location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"https://agenda.example.org{ANSWER}"]

    settings_of.setitem(client.application.config, "OIDC_ISSUER", "")
    assert "/account/provider" not in client.get("/account/sign-in").text
    assert [client.get(path).status_code for path in (GO, ANSWER)] == [404, 404]
