from eventsapp.api.models import Token
from eventsapp.extensions import db
from eventsapp.web.guard import Role
from tests.api.conftest import Program
from tests.factories import make_token, make_user
from tests.signing_in import sign_in

WISHES = {"name": "ministry website", "scopes": ["events:read"], "lasts": "30"}


def owner(app):
    user = make_user(role=Role.OWNER)
    return sign_in(app.test_client(), user), user.memberships[0].organisation


def test_index_makes_a_token_and_shows_its_secret_once(app):
    browser, _organisation = owner(app)

    page = browser.post("/desk/api", data=WISHES)

    secret = page.text.partition("<code>")[2].partition("<")[0]
    assert page.headers["Cache-Control"] == "no-store"
    program = Program(app, app.response_class, secret=secret)
    assert program.read("/events").status_code == 200
    assert program.send("/events", {}).status_code == 403
    later = browser.get("/desk/api").text
    assert "ministry website" in later
    assert secret not in later


def test_index_asks_for_what_is_missing(app):
    browser, _organisation = owner(app)

    page = browser.post("/desk/api", data={"lasts": "30"})

    assert page.status_code == 422
    assert "Write which program will use it." in page.text
    assert "Choose at least one." in page.text
    assert db.session.query(Token).count() == 0


def test_revoke_ends_it_at_once(app):
    browser, organisation = owner(app)
    token, secret = make_token(organisation)

    browser.post(f"/desk/api/{token.id}/revocation")

    assert Program(app, app.response_class, secret=secret).read("/events").status_code == 401
    assert "No program has a token yet." in browser.get("/desk/api").text


def test_editors_see_no_tokens(desk):
    assert desk.get("/desk/api").status_code == 403


def test_docs_name_every_operation_with_its_scope(client):
    page = client.get("/api/docs").text

    assert "POST /api/v1/events/{event_id}/publication" in page
    assert "registrations:write" in page
    assert 'id="Event"' in page
