import re
from datetime import timedelta

import pytest
from flask import session
from flask_login import current_user
from sqlalchemy import select

from eventsapp.accounts import passwords, services
from eventsapp.accounts.models import Membership, User
from eventsapp.core.clock import utcnow
from eventsapp.core.tokens import spell_code
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.organisations.models import Organisation
from eventsapp.web.guard import Role
from tests.factories import make_organisation, make_user
from tests.signing_in import sign_in

PASSWORD = "correct horse"
SIGN_IN = "/account/sign-in"


@pytest.fixture
def dana(app) -> User:
    return make_user(email="dana@example.org", password_hash=passwords.make_hash(PASSWORD))


def founding(**changed: str) -> dict[str, str]:
    return {
        "code": spell_code(services.setup_code()).lower(),
        "language": "ky",
        "timezone": "Asia/Bishkek",
        "organisation": "Билим берүү министрлиги",
        "name": "Дана Ким",
        "email": "Dana@Example.org",
        "password": "бир эки үч төрт",
    } | changed


def link_for(user: User, lasts: timedelta = services.RESET_LASTS) -> str:
    return services.password_link(user, lasts=lasts, now=utcnow()).removeprefix(
        "https://agenda.example.org"
    )


def test_setup_signs_the_founder_in(client):
    answer = client.post("/setup", data=founding())

    assert answer.location == "/desk"
    user = db.session.scalars(select(User)).one()
    assert (user.email, user.name, user.language) == ("dana@example.org", "Дана Ким", "ky")
    assert client.get("/account/").status_code == 200
    assert "never" not in client.get("/desk/team?lang=en").text  # when they last signed in


def test_setup_opens_from_the_sign_in_page_until_somebody_has_an_account(client):
    assert client.get(SIGN_IN).location == "/setup"

    make_user()

    assert client.get("/setup").location == SIGN_IN
    assert client.post("/setup", data=founding()).location == SIGN_IN
    assert len(db.session.scalars(select(User)).all()) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("code", "AAAA-AAAA", "This is not the code"),
        ("code", "", "Enter the code."),
        ("password", "short", "Use at least 10 characters."),
        ("password", "aaaaaaaaaaaa", "harder to guess"),
        ("password", "dana@example.org", "harder to guess"),
        ("password", "x1y2" * 5000, "Enter at most 200 characters."),
        ("email", "dana", "Enter an e-mail like name@example.org."),
        ("email", "дана@example.org", "Enter an e-mail like name@example.org."),
        ("email", "dana@example.org\r\nBcc: all@example.org", "Enter an e-mail like"),
        ("timezone", "Asia/Atlantis", "Not a valid choice."),
        ("language", "de", "Not a valid choice."),
        ("organisation", "  ", "Enter the name of your organisation."),
    ],
)
def test_setup_says_what_to_correct_and_keeps_the_rest(client, field, value, words):
    page = client.post("/setup?lang=en", data=founding(**{field: value}))

    assert page.status_code == 422
    assert words in page.text
    assert field == "name" or 'value="Дана Ким"' in page.text
    assert db.session.scalars(select(Organisation)).all() == []


def test_setup_stores_hostile_names_on_one_line(client):
    client.post("/setup", data=founding(name="Dana\r\nKim\u202e", organisation="<b>Press</b>\n"))

    assert db.session.scalars(select(User)).one().name == "Dana Kim"
    assert "&lt;b&gt;Press&lt;/b&gt;" in client.get("/desk/organisations?lang=en").text


def test_sign_in_leads_where_one_was_going(client, dana):
    answer = client.post(
        f"{SIGN_IN}?next=/desk/organisations%3Fq%3Dpress",
        data={"email": " DANA@example.org ", "password": PASSWORD},
    )

    assert answer.location == "/desk/organisations?q=press"
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example.org",
        "https://evil.example.org",
        "/\\evil.example.org",
        "\\\\evil.example.org",
        "/\t/evil.example.org",
        "javascript:alert(1)",
        "evil.example.org",
        "/desk\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_sign_in_leads_nowhere_else(client, dana, elsewhere):
    answer = client.post(
        SIGN_IN,
        query_string={"next": elsewhere},
        data={"email": dana.email, "password": PASSWORD},
    )

    assert answer.location == "/desk"


@pytest.mark.parametrize(
    ("email", "password"),
    [("dana@example.org", "wrong horse"), ("nobody@example.org", PASSWORD)],
)
def test_sign_in_has_the_same_words_for_both_mistakes(client, dana, email, password):
    page = client.post(f"{SIGN_IN}?lang=en", data={"email": email, "password": password})

    assert page.status_code == 422
    assert "The e-mail or the password is not right." in page.text
    assert f'value="{email}"' in page.text
    assert password not in page.text


def test_sign_in_refuses_a_huge_password_unread(client, dana):
    page = client.post(SIGN_IN, data={"email": dana.email, "password": "x" * 1_000_000})

    assert page.status_code == 422


def test_sign_in_begins_a_session_of_its_own(client, dana):
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"
        planted["organisation"] = 7

    with client:
        client.post(SIGN_IN, data={"email": dana.email, "password": PASSWORD})

        assert current_user == dana
        assert "planted" not in session
        assert "organisation" not in session


@pytest.mark.parametrize(("ticked", "kept"), [({"remember": "y"}, True), ({}, False)])
def test_sign_in_outlives_the_browser_only_when_asked(client, dana, ticked, kept):
    client.post(SIGN_IN, data={"email": dana.email, "password": PASSWORD} | ticked)

    cookie = client.get_cookie("dateline")
    assert cookie is not None
    assert bool(cookie.expires) is kept


def test_sign_in_tells_who_belongs_nowhere(client, dana):
    db.session.delete(dana.memberships[0])
    db.session.commit()

    answer = client.post(f"{SIGN_IN}?lang=en", data={"email": dana.email, "password": PASSWORD})
    page = client.get("/desk", follow_redirects=True)

    assert answer.location == "/account/"
    assert page.request.path == "/account/"
    assert "belongs to no organisation" in page.text


def test_sign_in_shows_the_demonstration_on_this_machine_only(client, app, monkeypatch):
    make_user()
    monkeypatch.setitem(app.config, "DEMO", True)

    assert services.DEMO_EMAIL not in client.get(SIGN_IN).text

    monkeypatch.setitem(app.config, "BASE_URL", "http://127.0.0.1:8000")
    assert services.DEMO_EMAIL in client.get(SIGN_IN).text


def test_sign_out_ends_the_session(desk):
    desk.post("/account/sign-out")

    assert desk.get("/account/").location.startswith(SIGN_IN)


def test_reset_says_the_same_whether_or_not_there_is_an_account(client, dana):
    known = client.post("/account/reset?lang=en", data={"email": dana.email})
    unknown = client.post("/account/reset?lang=en", data={"email": "nobody@example.org"})

    assert known.status_code == unknown.status_code == 200
    assert known.text.replace(dana.email, "") == unknown.text.replace("nobody@example.org", "")
    assert [m.recipient for m in db.session.scalars(select(Message))] == [dana.email]


def test_mailed_link_sets_a_password_once(client, dana):
    client.post("/account/reset", data={"email": dana.email})
    letter = db.session.scalars(select(Message)).one()
    link = re.search(r"https://agenda\.example\.org(/account/password/\S+)", letter.text)[1]

    assert dana.email in client.get(link).text
    assert client.post(link, data={"password": "three small words"}).location == "/desk"
    assert client.get("/account/").status_code == 200

    used = client.post(link, data={"password": "another three words"})
    assert used.status_code == 410
    assert services.authenticate(dana.email, "three small words")


@pytest.mark.parametrize("token", ["x", "a" * 47, "💥"])
def test_set_password_refuses_invented_links(client, dana, token):
    assert client.get(f"/account/password/{token}").status_code == 410


def test_set_password_refuses_an_old_link(client, dana):
    assert client.get(link_for(dana, lasts=timedelta(seconds=-1))).status_code == 410


def test_set_password_keeps_the_old_one_when_the_new_is_weak(client, dana):
    page = client.post(f"{link_for(dana)}?lang=en", data={"password": "short"})

    assert page.status_code == 422
    assert "Use at least 10 characters." in page.text
    assert services.authenticate(dana.email, PASSWORD)


def test_profile_changes_name_and_language(desk):
    desk.post("/account/", data={"name": "Dana\r\nOspanova", "language": "kk"})

    assert (desk.user.name, desk.user.language) == ("Dana Ospanova", "kk")
    assert '<html lang="kk">' in desk.get("/account/").text


def test_language_chosen_on_a_private_page_is_kept(desk):
    desk.get("/account/?lang=tr")

    assert desk.user.language == "tr"
    assert '<html lang="tr">' in desk.get("/account/").text


def test_change_password_ends_other_sessions(app, client, dana):
    sign_in(client, dana)
    other = sign_in(app.test_client(), dana)

    answer = client.post(
        "/account/password", data={"present": PASSWORD, "password": "three small words"}
    )

    assert answer.location == "/account/"
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").location.startswith(SIGN_IN)


def test_change_password_asks_for_the_present_one(client, dana):
    sign_in(client, dana)

    page = client.post(
        "/account/password?lang=en", data={"present": "wrong", "password": "three small words"}
    )

    assert page.status_code == 422
    assert "This is not your present password." in page.text
    assert services.authenticate(dana.email, PASSWORD)


def test_choose_organisation_takes_only_ones_own(desk):
    stranger, second = make_organisation(), make_organisation(names={"en": "Second House"})
    db.session.add(Membership(user=desk.user, organisation=second, role=Role.EDITOR))
    db.session.commit()

    assert "Second House" in desk.get("/account/?lang=en").text
    assert (
        desk.post("/account/organisation", data={"organisation_id": stranger.id}).status_code == 404
    )
    assert desk.post("/account/organisation", data={"organisation_id": "x"}).status_code == 404
    assert (
        desk.post("/account/organisation", data={"organisation_id": second.id}).status_code == 302
    )
    assert "Second House" in desk.get("/desk/organisations").text


@pytest.mark.parametrize("path", ["/account/", "/account/password", "/account/organisation"])
def test_strangers_are_sent_to_the_sign_in_page(client, path):
    make_user()

    answer = client.post(path)

    assert answer.status_code == 302
    assert answer.location.startswith(SIGN_IN)


@pytest.mark.parametrize("path", [SIGN_IN, "/account/reset", "/account/password/x"])
def test_pages_are_kept_by_no_cache(client, path):
    make_user()

    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_set_password_finds_nothing_under_a_zero_byte(client):
    assert client.get("/account/password/%00").status_code == 404
