"""Take the pictures of the user guide from the demonstration: `python -m tools.guide_pictures`.

Always of the same day, so that a picture differs only where the product does.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask, url_for
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import func, select
from werkzeug.serving import make_server

from eventsapp import create_app
from eventsapp.accounts.services import DEMO_EMAIL, DEMO_PASSWORD
from eventsapp.core.clock import utcnow
from eventsapp.demo.services import load
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.guide.sections import PICTURED, picture
from eventsapp.registration.models import Registration
from eventsapp.venues.services import seed_cities
from eventsapp.worker import crew

STATIC = Path(__file__).resolve().parents[1] / "static"
DAY = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
SIZE = {"width": 1200, "height": 750}
QUALITY = 55
PAGES = {
    "start": "desk.today",
    "events": "manage_events.details",
    "programme": "manage_programme.index",
    "registration": "manage_registrations.index",
    "press": "manage_accreditation.index",
    "messages": "manage_messages.index",
    "papers": "manage_documents.index",
    "door": "manage_checkin.index",
    "contacts": "manage_contacts.index",
    "places": "desk.venue_week",
    "numbers": "statistics.index",
    "settings": "manage_team.index",
}


def main() -> None:
    """Load the demonstration into a folder that is thrown away, and look at one page a section."""
    with TemporaryDirectory() as folder, _site(Path(folder)) as (app, address):
        pages = _addresses(app)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
            page = _signed_in(browser, address)
            for language in PICTURED:
                for section, path in pages.items():
                    page.goto(f"{address}{path}&lang={language}", wait_until="load")
                    _keep(page, STATIC / picture(section, language))


@contextmanager
def _site(folder: Path) -> Iterator[tuple[Flask, str]]:
    app = create_app(
        {
            "DATABASE_URL": f"sqlite:///{folder / 'guide.db'}",
            "SECRET_KEY": "only for pictures",
            "STORAGE_URL": f"file:{folder / 'files'}",
            "MAIL_FOLDER": str(folder / "mail"),
            "DEMO": True,
            "LOG_LEVEL": "warning",
            "CLOCK_OFFSET_SECONDS": int((DAY - datetime.now(UTC)).total_seconds()),
        }
    )
    with app.app_context():
        db.create_all()
        seed_cities()
        load(utcnow())
        db.session.commit()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    workers = crew(app)  # without them pages warn that no mail goes out
    for worker in workers:
        worker.start()
    try:
        yield app, f"http://127.0.0.1:{server.port}"
    finally:
        for worker in workers:
            worker.stop()
            worker.join(30)
        server.shutdown()


def _addresses(app: Flask) -> dict[str, str]:
    """The path of each section's page, at the coming event that most people come to."""
    with app.test_request_context():
        event = db.session.scalars(
            select(Event)
            .join(Registration, Registration.event_id == Event.id)
            .where(Event.starts_at > utcnow(), Event.state == State.PUBLISHED)
            .group_by(Event.id)
            .order_by(func.count().desc(), Event.id)
        ).first()
        if event is None:
            raise LookupError("the demonstration has no coming event that people come to")
        known = {"event_id": event.id, "venue_id": event.venue_id}
        day = event.local_starts_at.date()
        needed = {rule.endpoint: rule.arguments for rule in app.url_map.iter_rules()}
        return {
            section: url_for(endpoint, day=day, **{name: known[name] for name in needed[endpoint]})
            for section, endpoint in PAGES.items()
        }


def _signed_in(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport=SIZE, color_scheme="light")
    page.goto(f"{address}/account/sign-in")
    page.fill("[name=email]", DEMO_EMAIL)
    page.fill("[name=password]", DEMO_PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk**")
    return page


def _keep(page: Page, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    taken = Image.open(BytesIO(page.screenshot()))
    taken.save(path, "WEBP", quality=QUALITY, method=6)


if __name__ == "__main__":
    main()
