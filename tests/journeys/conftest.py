"""A browser (Debian's Chromium), an installation of its own for each journey, and its visitors."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    StorageState,
    expect,
)

from eventsapp.accounts.services import DEMO_EMAIL, DEMO_PASSWORD
from eventsapp.demo.services import load
from eventsapp.extensions import db
from tests.conftest import NOW
from tests.journeys import camera, screens, server
from tests.journeys.server import Site

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
)
WAIT_MS = 30_000  # for what should be there at once: the machine may be busy

expect.set_options(timeout=WAIT_MS)
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Debian's Chromium, which talks to nobody by itself; its camera sees one entry code."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail(
            "The journeys need Chromium. On Debian: sudo apt-get install chromium", pytrace=False
        )
    film = camera.film(tmp_path_factory.mktemp("camera") / "code.y4m")
    seen = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}")
    return browser_type_launch_args | {"executable_path": program, "args": [*QUIET, *seen]}


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: each journey has a site of its own. (The plugin's fixture warns on pytest 9.)"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An installation on an empty database."""
    with server.limited(), server.running(tmp_path) as site:
        yield site


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, for tests that only look at it."""
    with server.running(tmp_path_factory.mktemp("demo")) as site:
        site.app.config["DEMO"] = True
        site.turn_clock(NOW)
        with site.app.app_context():
            load(NOW)
            db.session.commit()
        yield site


@pytest.fixture(scope="session")
def values(demo: Site) -> dict[str, str]:
    """What the addresses of the demonstration's screens are made of."""
    return screens.values_of(demo)


@pytest.fixture(scope="session")
def desk_session(demo: Site, browser: Browser) -> StorageState:
    """The cookies of somebody who has signed in to the demonstration."""
    context = browser.new_context(base_url=demo.url)
    page = context.new_page()
    page.goto("/account/sign-in?lang=en")
    page.get_by_label("E-mail").fill(DEMO_EMAIL)
    page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def visit(new_context: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """Opens the browser of another person: `visit(site, **options of the context)`.

    In the end no page may have had an error in a script or broken the security policy.
    """
    troubles: list[str] = []

    def open_browser(site: Site, **options: Any) -> Page:
        context = new_context(
            **{
                "base_url": site.url,
                "locale": "en-GB",
                "viewport": DESK,
                "reduced_motion": "reduce",
            }
            | options
        )
        context.set_default_timeout(WAIT_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.extend(_violation(message)))
        return page

    yield open_browser
    assert troubles == []


def _violation(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []
