"""The default run: one process with web server and worker, ready after one command."""

import resource
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click
import waitress
from flask import Flask

from eventsapp.accounts import queries, services
from eventsapp.backup.upgrading import prepare_database
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.worker import STOP_SECONDS, crew

MARGIN_BYTES = 100 * 1024 * 1024  # so that to any photograph the app's own page says too large
MOST_CONNECTIONS = 12_000
OWN_FILES = 200  # the database's, those being read, those of the worker
SILENCE_SECONDS = 20  # then a connection on which nothing comes is closed

Filler = Callable[[datetime], object]


def serve(app: Flask, *, fill: Filler | None = None) -> None:
    """Take the port, bring the database up to date, start the worker, serve until told to stop.

    `fill` loads the demonstration content; it is asked when DEMO is set and nobody has an
    account yet.
    """
    server = _make_server(app)  # first: a port in use is said before anything is done
    with app.app_context():
        prepare_database()
        if fill and services.is_demo() and not queries.is_set_up():
            fill(utcnow())
            db.session.commit()
        click.echo(welcome())
    workers = crew(app)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # as the server ends on Ctrl-C
    for worker in workers:
        worker.start()
    try:
        server.run()
    finally:
        server.close()
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.join(STOP_SECONDS)


def welcome() -> str:
    """What the console says: the address, and how to get in."""
    lines = [f"Dateline is at {urls.absolute('site.index', lang='en')}"]
    if not queries.is_set_up():
        link = urls.absolute("accounts.setup", code=services.setup_code())
        lines.append(f"Set it up: {link}")
    elif services.is_demo():
        lines.append(f"Sign in at {urls.absolute('accounts.sign_in')}")
        lines.append(f"with {services.DEMO_EMAIL} and the password {services.DEMO_PASSWORD}")
    return "\n".join(lines)


def _connections() -> int:
    """How many may be open at once: as many as the system lets a process have, less our own."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, MOST_CONNECTIONS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most - OWN_FILES


def _make_server(app: Flask) -> Any:
    config = app.config
    try:
        return waitress.create_server(
            app,
            host=config["HOST"],
            port=config["PORT"],
            threads=config["THREADS"],
            ident=None,
            connection_limit=_connections(),
            channel_timeout=SILENCE_SECONDS,
            cleanup_interval=SILENCE_SECONDS // 2,
            asyncore_use_poll=True,  # select() knows 1,024 of them
            max_request_body_size=config["MAX_CONTENT_LENGTH"] + MARGIN_BYTES,
            # the headers of proxies are for ProxyFix, which counts TRUSTED_PROXIES
            clear_untrusted_proxy_headers=not config["TRUSTED_PROXIES"],
        )
    except OSError as error:
        raise SystemExit(f"Port {config['PORT']} cannot be used ({error}). Set PORT.") from error
