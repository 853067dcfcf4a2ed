import json
import shutil
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from sqlalchemy import text

from eventsapp import create_app, doctor, logs
from eventsapp.config import ROOT
from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.web import catalogues
from tests.factories import make_user


def test_command_names_each_fault_with_what_to_do(app, monkeypatch):
    monkeypatch.setitem(app.config, "DEMO", True)
    monkeypatch.setitem(app.config, "SECRET_KEY", "s" * 64)

    result = app.test_cli_runner().invoke(args=["doctor"])

    assert result.exit_code == 1
    assert (
        "FAULT  settings: DEMO is on at a public address\n       To do: set DEMO=0" in result.output
    )
    assert "ok     storage:" in result.output


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("BASE_URL", "http://press.example.org", "not encrypted"),
        ("SECRET_KEY", "short", "SECRET_KEY is short"),
        ("MAIL_DEFAULT_SENDER", "nobody", "no address"),
    ],
)
def test_check_settings_refuses_what_cannot_work(app, monkeypatch, setting, value, words):
    monkeypatch.setitem(app.config, "SECRET_KEY", "s" * 64)
    monkeypatch.setitem(app.config, setting, value)

    with pytest.raises(doctor.Fault, match=words):
        doctor.check_settings()


@pytest.fixture
def folder(app, monkeypatch, tmp_path):
    """The sources of the translations as a fresh clone has them: none is compiled."""
    for source in (ROOT / "eventsapp/translations").glob("*/LC_MESSAGES/messages.po"):
        beside = tmp_path / source.relative_to(ROOT).parent
        beside.mkdir(parents=True)
        shutil.copy(source, beside)
    folder = tmp_path / "eventsapp/translations"
    monkeypatch.setattr(app.extensions["babel"], "translation_directories", [str(folder)])
    return folder


def test_start_and_command_tell_catalogues_that_are_not_compiled(app, folder, capsys):
    logs.configure(app)
    catalogues.init_app(app)
    (warning,) = capsys.readouterr().err.splitlines()
    told = json.loads(warning)
    assert (told["level"], told["languages"]) == ("warning", ["kk", "ky", "ru", "tr"])
    assert told["to_do"] == "pybabel compile -d eventsapp/translations"

    assert (
        "FAULT  translations: not compiled, or not anew: kk, ky, ru, tr\n"
        "       To do: pybabel compile -d eventsapp/translations\n"
    ) in app.test_cli_runner().invoke(args=["doctor"]).output


def test_command_tells_a_catalogue_that_has_changed_since_it_was_compiled(app, folder, capsys):
    compiler = ["-m", "babel.messages.frontend", "--quiet", "compile", "-d", str(folder)]
    subprocess.run([sys.executable, *compiler], check=True)
    catalogues.init_app(app)
    assert capsys.readouterr().err == ""
    assert doctor.check_translations() == "compiled"

    changed = folder / "tr/LC_MESSAGES/messages.po"
    words = changed.read_text(encoding="utf-8")
    changed.write_text(words.replace('msgstr "Gizlilik"', 'msgstr "Gizlilik."'), encoding="utf-8")

    with pytest.raises(doctor.Fault, match="not compiled, or not anew: tr"):
        doctor.check_translations()


def test_check_database_tells_migrations_of_another_release(app):
    db.session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
    db.session.execute(text("INSERT INTO alembic_version VALUES ('of another release')"))

    with pytest.raises(doctor.Fault, match="migrations are missing"):
        doctor.check_database()  # rolls the table back


@pytest.fixture
def unreachable(settings):
    """An installation whose database server does not answer."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    url = f"postgresql+psycopg://dateline@127.0.0.1:{port}/dateline"
    app = create_app(settings | {"DATABASE_URL": url})
    with app.app_context():
        yield app


def test_command_says_that_the_database_does_not_answer(unreachable):
    result = unreachable.test_cli_runner().invoke(args=["doctor"])

    assert "FAULT  accounts: the database does not answer" in result.output
    assert "FAULT  worker: the database does not answer" in result.output
    assert "flask upgrade" not in result.output
    assert "check DATABASE_URL" in result.output


@pytest.fixture
def bare(settings, tmp_path):
    """An installation without a table."""
    app = create_app(settings | {"DATABASE_URL": f"sqlite:///{tmp_path / 'bare.db'}"})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


COMMANDS = [
    ["worker", "--once"],
    ["demo", "load"],
    ["accounts", "create", "ada@example.org", "--organisation", "Press House"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_commands_say_what_is_missing_instead_of_breaking(bare, command):
    result = bare.test_cli_runner().invoke(args=command)

    assert (result.exit_code, result.output) == (
        1,
        "Error: The tables are missing. Run: flask upgrade\n",
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_commands_say_that_the_database_does_not_answer(unreachable, command):
    result = unreachable.test_cli_runner().invoke(args=command)

    assert result.exit_code == 1
    assert result.output.startswith("Error: The database cannot be reached")


@pytest.fixture
def mail_port(app, monkeypatch):
    """A free port, which the settings name as that of the mail server."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setattr(app.extensions["mail"], "server", "127.0.0.1")
    monkeypatch.setattr(app.extensions["mail"], "port", port)
    monkeypatch.setitem(app.config, "MAIL_SERVER", "127.0.0.1")
    return port


def test_check_mail_is_content_with_files_on_one_machine_alone(app, monkeypatch):
    monkeypatch.setitem(app.config, "BASE_URL", "http://127.0.0.1:8000")
    assert "messages are written to" in doctor.check_mail()

    monkeypatch.setitem(app.config, "BASE_URL", "https://press.example.org")
    with pytest.raises(doctor.Fault, match="nobody gets a letter"):
        doctor.check_mail()


def test_check_mail_tells_a_server_that_does_not_answer(mail_port):
    with pytest.raises(doctor.Fault, match="Connection refused"):
        doctor.check_mail()


def test_check_mail_talks_to_the_server(mail_port):
    server = Controller(Sink(), hostname="127.0.0.1", port=mail_port)
    server.start()
    try:
        assert "answers" in doctor.check_mail()
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("url", "words"),
    [("redis://127.0.0.1:1", "Redis does not answer"), ("unix:///redis.sock", "storage scheme")],
)
def test_check_limits_tells_a_server_that_does_not_answer(app, monkeypatch, url, words):
    monkeypatch.setitem(app.config, "REDIS_URL", url)

    with pytest.raises(doctor.Fault, match=words):
        doctor.check_limits()


def test_check_storage_tells_a_folder_that_cannot_be(app, monkeypatch, tmp_path):
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setitem(app.config, "STORAGE_URL", f"file:{tmp_path / 'taken'}")

    with pytest.raises(doctor.Fault, match="cannot be written"):
        doctor.check_storage()


def test_check_worker_wants_a_fresh_heartbeat(app, now):
    with pytest.raises(doctor.Fault, match="none has been at work"):
        doctor.check_worker()

    jobs.beat(doctor.utcnow())
    db.session.commit()

    assert doctor.check_worker() == "at work"


def test_check_accounts_gives_the_code_until_there_is_one(app):
    assert "/setup" in doctor.check_accounts()

    make_user()

    assert doctor.check_accounts() == "there are some"


def test_check_outbox_tells_what_has_waited_too_long(app):
    now = utcnow()
    waiting = Message(key="1", template="x", topic="", recipient="a@example.org", language="en")
    waiting.subject = waiting.text = waiting.html = ""
    waiting.created_at = waiting.due_at = now - timedelta(minutes=50)
    db.session.add(waiting)
    db.session.commit()
    assert doctor.check_outbox() == "nothing waits too long"

    waiting.due_at = now - timedelta(minutes=70)
    db.session.commit()

    with pytest.raises(doctor.Fault, match="has been due since"):
        doctor.check_outbox()
