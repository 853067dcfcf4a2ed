import json

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError

from eventsapp import create_app
from eventsapp.extensions import db
from tests.factories import make_event, make_registration

GIVEN = {"X-Request-ID": "a1b2c3d4-of-the-proxy"}


@pytest.fixture
def lines(app, capsys):
    """The log lines written since the last look."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_answers_name_their_request(client):
    one, other = client.get("/healthz"), client.get("/healthz")

    assert len(one.headers["X-Request-ID"]) == 16
    assert one.headers["X-Request-ID"] != other.headers["X-Request-ID"]


def test_answers_kept_for_everyone_name_no_request(client):
    assert "X-Request-ID" not in client.get("/en/").headers


@pytest.mark.parametrize(("proxies", "is_taken"), [(0, False), (1, True)])
def test_the_id_of_a_trusted_proxy_goes_on(settings, proxies, is_taken):
    behind = create_app(settings | {"TRUSTED_PROXIES": proxies})

    answer = behind.test_client().get("/healthz", headers=GIVEN)

    assert (answer.headers["X-Request-ID"] == GIVEN["X-Request-ID"]) is is_taken
    with behind.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_failure_is_logged_under_the_id_with_its_route_and_without_the_token(
    app, lines, monkeypatch
):
    registration = make_registration(make_event())
    token = registration.token
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "registration.show", lambda **_: 1 / 0)

    answer = app.test_client().get(f"/r/{token}")

    line = next(line for line in lines() if line["event"] == "request_failed")
    assert answer.status_code == 500
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert line["reference"] in answer.text
    assert line["route"] == "/r/<token>"
    assert "ZeroDivisionError" in line["exception"]
    assert token not in json.dumps(line)


def test_failures_of_the_database_name_no_values(app):
    with pytest.raises((OperationalError, ProgrammingError)) as failure:
        db.session.execute(
            text("SELECT 1 FROM nowhere WHERE email = :email"), {"email": "ada@x.org"}
        )
    db.session.rollback()

    assert "ada@x.org" not in str(failure.value)


def test_lines_outside_a_request_name_none(app, client, lines):
    client.get("/healthz")
    structlog.contextvars.clear_contextvars()

    structlog.get_logger().warning("alone")

    assert "request_id" not in lines()[-1]
