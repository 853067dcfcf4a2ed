import json
import logging
import smtplib

import pytest
import structlog
from sqlalchemy import insert, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from eventsapp import create_app
from eventsapp.accounts.models import User
from eventsapp.extensions import db
from tests.factories import make_event, make_registration, make_user

GIVEN = {"X-Request-ID": "a1b2c3d4-of-the-proxy"}
WRITTEN = "Zara Sadyk <zara@example.org>"  # what somebody has sent


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


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"cannot read {WRITTEN}"),
        KeyError(WRITTEN),
        TypeError("no operand: zara@example.org"),
        FileNotFoundError(2, "No such file", f"/uploads/{WRITTEN}"),
        smtplib.SMTPDataError(550, f"{WRITTEN} is unknown"),
        UnicodeEncodeError("ascii", WRITTEN, 0, 1, "not in range"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_failure_is_logged_without_what_people_wrote(app, lines, monkeypatch, error):
    def view(**_given):
        try:
            raise error
        except type(error):
            raise RuntimeError(WRITTEN) from error

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "registration.show", view)

    app.test_client().get("/r/abc?q=Zara")

    line = next(line for line in lines() if line["event"] == "request_failed")
    assert line["exception"].index(type(error).__name__) < line["exception"].index("RuntimeError")
    assert "test_logs.py" in line["exception"]
    assert "zara" not in json.dumps(line).lower()


def test_a_broken_rule_of_the_database_is_named_without_the_row(app, lines, monkeypatch):
    user = make_user(name="Zara Sadyk")
    row = dict(db.session.execute(db.select(User.__table__)).mappings().one())
    del row["id"]
    db.session.commit()
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(
        app.view_functions,
        "registration.cancel",
        lambda **_: db.session.execute(insert(User.__table__).values(**row)),
    )

    app.test_client().post("/r/abc/cancel")

    line = next(line for line in lines() if line["event"] == "request_failed")
    assert "IntegrityError" in line["exception"]
    assert "account" in line["exception"]
    assert user.email not in json.dumps(line)
    assert "Zara" not in json.dumps(line)


@pytest.mark.parametrize("library", ["waitress", "gunicorn.error"])
def test_lines_of_the_web_servers_are_like_our_own(app, lines, library):
    """A file that breaks while it is sent is past our own pages: the server says so."""
    token = make_registration(make_event()).token
    broken = ValueError(WRITTEN)

    logging.getLogger(library).error("Error handling request /r/%s?q=Zara", token, exc_info=broken)

    (line,) = lines()
    assert (line["event"], line["message"]) == (library, "Error handling request /r/…?…")
    assert "ValueError" in line["exception"]
    assert "zara" not in json.dumps(line).lower()


def test_who_sends_nonsense_is_not_written_down(app, lines):
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=192.0.2.7: Cookie")

    assert lines() == []


def test_lines_outside_a_request_name_none(app, client, lines):
    client.get("/healthz")
    structlog.contextvars.clear_contextvars()

    structlog.get_logger().warning("alone")

    assert "request_id" not in lines()[-1]
