"""`flask doctor`: whether everything the product needs is there, and what to do where it is not."""

from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from importlib.metadata import version
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from sqlalchemy.exc import SQLAlchemyError

from eventsapp.accounts import queries, services
from eventsapp.config import ROOT
from eventsapp.core import files, jobs
from eventsapp.core.clock import utcnow
from eventsapp.core.tokens import spell_code
from eventsapp.extensions import db
from eventsapp.mail import inbox_addresses, inbox_sources, transport
from eventsapp.mail import queries as outbox
from eventsapp.web import catalogues, health

SHORTEST_SECRET = 32  # characters
LONGEST_WAIT = timedelta(hours=1)  # of a message that is due


class Fault(Exception):
    """What is wrong, and in the second argument what to do about it."""


@click.command("doctor")
@with_appcontext
def command() -> None:
    """Check settings, texts, database, mail, limits, storage, worker; exit code 1 on a fault."""
    faults = [name for name, check in CHECKS.items() if not _passes(name, check)]
    if faults:
        raise SystemExit(1)
    click.echo("All is well.")


def _passes(name: str, check: Callable[[], str]) -> bool:
    try:
        click.echo(f"ok     {name}: {check()}")
    except Fault as fault:
        what, remedy = fault.args
        click.echo(f"FAULT  {name}: {what}\n       To do: {remedy}")
        return False
    return True


def check_settings() -> str:
    """They can be used together, and not only on this machine."""
    config = current_app.config
    if len(config["SECRET_KEY"]) < SHORTEST_SECRET:
        raise Fault("SECRET_KEY is short", "make one: openssl rand -hex 32")
    if "@" not in parseaddr(config["MAIL_DEFAULT_SENDER"])[1]:
        raise Fault("MAIL_DEFAULT_SENDER is no address", "write it like press@example.org")
    if services.on_loopback():
        return f"{config['BASE_URL']}, for this machine alone"
    if config["DEMO"]:
        raise Fault("DEMO is on at a public address", "set DEMO=0")
    if not config["BASE_URL"].startswith("https:"):
        raise Fault("BASE_URL is not encrypted", "put a proxy with TLS in front, write https://")
    return str(config["BASE_URL"])


def check_zone_data() -> str:
    """Which rules are used; start-up has refused outdated ones."""
    return f"tzdata {version('tzdata')}"


def check_translations() -> str:
    """Pages and letters speak every language as its catalogue has it."""
    if wrong := catalogues.outdated(current_app):
        raise Fault(f"not compiled, or not anew: {', '.join(wrong)}", catalogues.REMEDY)
    return "compiled"


def check_database() -> str:
    """It answers, and has every migration of this release."""
    try:
        is_current = health.has_current_migrations()
    except SQLAlchemyError as error:
        raise Fault(health.reason(error), "check DATABASE_URL, and that the server runs") from error
    finally:
        db.session.rollback()
    if not is_current:
        raise Fault("migrations are missing", "flask upgrade")
    return f"{db.engine.dialect.name}, migrations current"


def check_accounts() -> str:
    """Somebody can sign in, or can become the first to."""
    try:
        if queries.is_set_up():
            return "there are some"
    except SQLAlchemyError as error:
        raise _without_tables() from error
    finally:
        db.session.rollback()
    return f"none yet; open /setup with the code {spell_code(services.setup_code())}"


def check_mail() -> str:
    """The server takes us, or the folder can be written."""
    server, port = current_app.config["MAIL_SERVER"], current_app.config["MAIL_PORT"]
    if not server:
        folder = ROOT / current_app.config["MAIL_FOLDER"]
        _try_writing(folder, "MAIL_FOLDER")
        if not services.on_loopback():
            raise Fault(f"nobody gets a letter, each is a file in {folder}", "set MAIL_SERVER")
        return f"no MAIL_SERVER: messages are written to {folder}"
    try:
        with transport.connect():
            return f"{server}:{port} answers"
    except OSError as error:
        raise Fault(
            f"{server}:{port}: {error}", "check MAIL_SERVER and the other MAIL_… settings"
        ) from error


def check_limits() -> str:
    """Tries at passwords are counted where every process sees them."""
    url = current_app.config["REDIS_URL"]
    if not url:
        return "no REDIS_URL: each process counts tries for itself"
    remedy = "check REDIS_URL, as in redis://host:6379; until then each process counts for itself"
    try:
        answers = storage_from_string(url).check()
    except ConfigurationError as error:
        raise Fault(str(error), remedy) from error
    if not answers:
        raise Fault("Redis does not answer", remedy)
    return "Redis answers"


def check_outbox() -> str:
    """What is due goes out: nothing has waited for an hour."""
    now = utcnow()
    try:
        oldest = outbox.oldest_due(now)
    except SQLAlchemyError as error:
        raise _without_tables() from error
    finally:
        db.session.rollback()
    if oldest is not None and now - oldest > LONGEST_WAIT:
        raise Fault(
            f"a message has been due since {oldest:%Y-%m-%d %H:%M} UTC",
            "see that the mail server answers and that enough workers run",
        )
    return "nothing waits too long"


def check_inbox() -> str:
    """Answers and returned mail can be read, and their addresses are not too long."""
    url = current_app.config["INBOX_URL"]
    if not url:
        return "no INBOX_URL: answers of calendars and returned mail are not read"
    name = inbox_addresses.own().partition("@")[0]
    if len(name) > inbox_addresses.LONGEST_NAME:
        raise Fault(f"{name}@ leaves no room for a tag", "set INBOX_ADDRESS to a shorter one")
    try:
        with inbox_sources.connect(url):
            return f"opens; letters to {inbox_addresses.tagged('…')} must arrive there"
    except (OSError, ValueError) as error:
        raise Fault(f"INBOX_URL: {error}", "check it, and that the mailbox exists") from error


def check_storage() -> str:
    """Files can be written and read."""
    try:
        folder = files.folder()
        if folder is None:
            files.delete(files.store(b"", ".tmp"))
            return "the bucket takes files"
    except (ValueError, ImportError) as error:
        raise Fault(str(error), "correct STORAGE_URL") from error
    except Exception as error:  # whatever the service says: only asked about here
        raise Fault(f"STORAGE_URL: {error}", "check the bucket and its credentials") from error
    _try_writing(folder, "STORAGE_URL")
    return str(folder)


def check_worker() -> str:
    """One is at work: without it no mail goes out."""
    try:
        is_alive = jobs.is_alive(utcnow())
    except SQLAlchemyError as error:
        raise _without_tables() from error
    finally:
        db.session.rollback()
    if not is_alive:
        raise Fault(
            "none has been at work within two minutes", "start python app.py or flask worker"
        )
    return "at work"


def _without_tables() -> Fault:
    """Why a table could not be read: none of them is there, or no database."""
    db.session.rollback()
    if health.answers():
        return Fault("its table is missing", "flask upgrade")
    return Fault("the database does not answer", "see above")


def _try_writing(folder: Path, setting: str) -> None:
    probe = folder / ".probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise Fault(f"{folder} cannot be written: {error.strerror}", f"check {setting}") from error


CHECKS: dict[str, Callable[[], str]] = {
    "settings": check_settings,
    "zone data": check_zone_data,
    "translations": check_translations,
    "database": check_database,
    "accounts": check_accounts,
    "mail": check_mail,
    "outbox": check_outbox,
    "inbox": check_inbox,
    "limits": check_limits,
    "storage": check_storage,
    "worker": check_worker,
}
