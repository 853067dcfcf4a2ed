"""Every setting once: its name, unit and default. Values come from the environment or a .env file."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parents[1]
INSTANCE = ROOT / "instance"

DEFAULTS: dict[str, Any] = {
    "DATABASE_URL": "sqlite:///instance/dateline.db",
    "SECRET_KEY": "",  # made once and kept in instance/secret_key; required on PostgreSQL
    "FORMER_SECRET_KEYS": "",  # separated by commas; what they sealed and signed stays good
    "BASE_URL": "http://127.0.0.1:8000",
    "HOST": "127.0.0.1",  # 0.0.0.0 in a container
    "PORT": 8000,
    "THREADS": 4,  # of the web server; more only wait for each other in one Python
    "SITE_NAME": "Dateline",
    "MAIL_SERVER": "",  # empty: every message is written to MAIL_FOLDER as one .eml file
    "MAIL_FOLDER": "instance/mail",
    "MAIL_PORT": 25,
    "MAIL_USERNAME": "",
    "MAIL_PASSWORD": "",
    "MAIL_USE_TLS": False,
    "MAIL_USE_SSL": False,
    "MAIL_DEFAULT_SENDER": "dateline@localhost.localdomain",
    "MAIL_SENDER_DOMAINS": "",  # example.org, example.net: where organisations may send from
    "MAIL_TIMEOUT": 15,  # seconds
    "MAIL_KEEP_DAYS": 90,  # then a message keeps its subject and state, and loses its words
    "MAIL_HOST_RATE": 0,  # letters a minute to one receiving host; 0: as many as there are
    "INBOX_URL": "",  # imaps://user:password@host/folder, maildir:/path, file:/path of .eml files
    "INBOX_ADDRESS": "",  # of that mailbox; empty: that of MAIL_DEFAULT_SENDER
    "INBOX_AUTHSERV_ID": "",  # our own server's name in Authentication-Results
    "OIDC_ISSUER": "",  # https://login.example.org: people may sign in by it too
    "OIDC_CLIENT_ID": "",
    "OIDC_CLIENT_SECRET": "",
    "OIDC_NAME": "OpenID",  # on the button of the sign-in page
    "OIDC_CREATES_ACCOUNTS": False,
    "REDIS_URL": "",  # rate limits; empty: kept in memory, per process
    "STORAGE_URL": "file:instance/files",
    "WEBHOOK_PRIVATE_HOSTS": "",  # of one's own network: intranet.example.org, 10.0.0.7
    "DEMO": False,
    "TRUSTED_PROXIES": 0,  # how many proxies stand in front
    "LOG_LEVEL": "info",
    "SENTRY_DSN": "",  # https://key@sentry.example.org/1: failures are told there too
    "METRICS_TOKEN": "",  # who may read /metrics; empty: this machine alone
    "CLOCK_OFFSET_SECONDS": 0,  # moves the clock, for rehearsals and journeys
}

LEAST = {"PORT": 1, "MAIL_PORT": 1, "THREADS": 1, "MAIL_TIMEOUT": 1, "MAIL_KEEP_DAYS": 1}  # else 0
MOST = {"PORT": 65535, "MAIL_PORT": 65535, "MAIL_TIMEOUT": 30}  # a lease lasts ten times that
ANY_SIGN = frozenset({"CLOCK_OFFSET_SECONDS"})
WORDS = dict.fromkeys(("1", "true", "yes", "on"), True) | dict.fromkeys(
    ("0", "false", "no", "off"), False
)
DRIVERS = {  # by the ways in which people write them
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class BadSetting(click.ClickException):
    """A setting that cannot be used; the text says which and how to put it right."""


def load(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The settings as Flask configuration, read from the environment over the defaults.

    Raises BadSetting naming the setting that cannot be read.
    """
    if environment is None:
        load_dotenv(ROOT / ".env")
        environment = os.environ
    settings = {name: _read(name, default, environment) for name, default in DEFAULTS.items()}
    if not environment.get("BASE_URL"):
        settings["BASE_URL"] = f"http://127.0.0.1:{settings['PORT']}"
    settings["BASE_URL"] = _base_url(settings["BASE_URL"])
    settings["OIDC_ISSUER"] = settings["OIDC_ISSUER"].rstrip("/")
    if settings["OIDC_ISSUER"] and not settings["OIDC_CLIENT_ID"]:
        raise BadSetting("OIDC_CLIENT_ID is required with OIDC_ISSUER: the provider names it")
    return settings


def _read(name: str, default: Any, environment: Mapping[str, str]) -> Any:
    text = environment.get(name, "").strip()
    if not text:
        return default
    if isinstance(default, bool):
        if text.lower() not in WORDS:
            raise BadSetting(f"{name}={text!r}: write 1 or 0")
        return WORDS[text.lower()]
    if isinstance(default, int):
        return _number(name, text)
    return text


def _number(name: str, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise BadSetting(f"{name}={text!r}: write a whole number") from None
    least, most = LEAST.get(name, 0), MOST.get(name)
    if number < least and name not in ANY_SIGN:
        raise BadSetting(f"{name}={text!r}: write a number from {least} on")
    if most is not None and number > most:
        raise BadSetting(f"{name}={text!r}: write a number up to {most}")
    return number


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadSetting(f"BASE_URL={text!r}: write it like https://press.example.org")
    return text.rstrip("/")


def derive(settings: dict[str, Any]) -> dict[str, Any]:
    """Flask's and its extensions' own names for our settings."""
    url = database_url(settings["DATABASE_URL"])
    postgres = url.startswith("postgresql")
    secure = settings["BASE_URL"].startswith("https://")
    return settings | {
        "SECRET_KEY": settings["SECRET_KEY"] or _kept_secret(postgres=postgres),
        "SECRET_KEY_FALLBACKS": [
            key.strip() for key in settings["FORMER_SECRET_KEYS"].split(",") if key.strip()
        ],
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(settings),
        "SESSION_COOKIE_NAME": "dateline",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": secure,
        "PERMANENT_SESSION_LIFETIME": 14 * 24 * 3600,  # seconds
        "REMEMBER_COOKIE_SECURE": secure,
        "WTF_CSRF_TIME_LIMIT": 12 * 3600,  # seconds a form may lie open
        "WTF_CSRF_SSL_STRICT": False,  # the token decides; Referer is often stripped
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,  # bytes
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,  # bytes
        "RATELIMIT_STORAGE_URI": settings["REDIS_URL"] or "memory://",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": bool(settings["REDIS_URL"]),
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": "translations",
        "MAIL_SUPPRESS_SEND": False,
    }


def database_url(url: str) -> str:
    """The address with its driver, a relative SQLite path made absolute from the project's folder.

    Raises BadSetting for a database that is neither SQLite nor PostgreSQL.
    """
    scheme, mark, rest = url.partition("://")
    if not mark or scheme not in DRIVERS:
        raise BadSetting("DATABASE_URL: write sqlite:///path or postgresql://user@host/name")
    path = rest.removeprefix("/")
    if scheme == "sqlite" and path and not path.startswith("/") and path != ":memory:":
        return f"sqlite:///{ROOT / path}"
    return f"{DRIVERS[scheme]}://{rest}"


def _engine_options(settings: dict[str, Any]) -> dict[str, Any]:
    size = settings["THREADS"] + 2  # one connection a thread, and the worker's
    return {
        "pool_size": size,
        "max_overflow": 4,
        "pool_use_lifo": True,  # the connection used last knows the pages it has just read
        "hide_parameters": True,  # errors go into the log, people's data do not
    }


def _kept_secret(*, postgres: bool) -> str:
    if postgres:
        raise BadSetting(
            "SECRET_KEY is required with PostgreSQL, the same for every process: "
            "python -c 'import secrets; print(secrets.token_hex(32))' makes one"
        )
    path = INSTANCE / "secret_key"
    if not path.exists():
        INSTANCE.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().strip()
