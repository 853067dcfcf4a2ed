"""Dateline: events and press conferences, in five languages."""

import zoneinfo
from datetime import datetime
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from eventsapp import config, features, logs
from eventsapp.extensions import babel, csrf, db, limiter, mail, migrate
from eventsapp.web import (
    assets,
    caching,
    catalogues,
    errors,
    filters,
    locale,
    maintenance,
    numbers,
    rendering,
    security,
    turns,
)

zoneinfo.reset_tzpath(to=())  # the pinned tzdata package, not the system's copy
zoneinfo.ZoneInfo.clear_cache()


def create_app(overrides: dict[str, Any] | None = None) -> Flask:
    """Make the application from the environment's settings and these overrides.

    Raises config.BadSetting when a setting cannot be used or zone data are too old.
    """
    _check_zone_data()
    app = Flask(
        __name__,
        template_folder=str(config.ROOT / "templates"),
        static_folder=None,
        instance_path=str(config.INSTANCE),
    )
    app.jinja_environment = rendering.Environment
    app.config.update(config.derive(config.load() | (overrides or {})))
    turns.init_app(app)
    caching.init_app(app)  # before the others: it keeps answers as they have left them
    logs.init_app(app)
    _trust_proxies(app)
    _bind_extensions(app)
    for module in (
        numbers,
        assets,
        locale,
        catalogues,
        filters,
        security,
        maintenance,
        errors,
        features,
    ):
        module.init_app(app)
    return app


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, directory=str(config.ROOT / "migrations"))
    csrf.init_app(app)
    limiter.init_app(app)
    mail.init_app(app)
    babel.init_app(app, locale_selector=locale.current_locale)


def _trust_proxies(app: Flask) -> None:
    hops = app.config["TRUSTED_PROXIES"]
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


def _check_zone_data() -> None:
    almaty = datetime(2024, 6, 1, tzinfo=zoneinfo.ZoneInfo("Asia/Almaty"))
    if f"{almaty:%z}" != "+0500":
        raise config.BadSetting(
            "the zone data are older than 2024a (Asia/Almaty must be +05 in June 2024): "
            "install the tzdata package of requirements.txt"
        )
