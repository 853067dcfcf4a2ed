"""The door's decision: from a code that was read to the word on the screen of a slow telephone.

The limit is not the machine's but that of patience: three tenths of a second.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

from bench.measure import Result
from eventsapp.extensions import db
from eventsapp.registration.models import Registration, Status
from tests.checkin.doors import make_door
from tests.factories import CREATED, make_category, make_event
from tests.journeys import server

PEOPLE = 5_000  # on the list
SCANS = 15
SLOWED = 4  # times: a telephone of some years ago
PATIENCE = 0.3  # seconds
DECIDE = """(code) => new Promise((decided) => {
    const dialog = document.querySelector("dialog.door-outcome");
    const form = document.querySelector("form.door-code");
    dialog.close();
    form.elements.code.value = code;
    const began = performance.now();
    const seen = () => requestAnimationFrame(() => decided(performance.now() - began));
    const watch = new MutationObserver(() => dialog.open && (watch.disconnect(), seen()));
    watch.observe(dialog, { attributeFilter: ["open"] });
    form.requestSubmit();
})"""


def measure(folder: Path) -> Iterator[Result]:
    """A list of 5,000 people on a telephone, one code after the other."""
    folder.mkdir()
    with server.running(folder) as site, sync_playwright() as playwright:
        address, codes = _fill(site)
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(base_url=site.url, reduced_motion="reduce")
        seconds = _decide(page, address, codes)
        browser.close()
    what = f"door's word on a code, CPU slowed {SLOWED} times"
    yield Result(what, 1 / PATIENCE, 1 / seconds, PATIENCE / seconds, target=1.0)


def _fill(site: server.Site) -> tuple[str, list[str]]:
    with site.app.app_context():
        event = make_event(state="published", slug="measured")
        site.turn_clock(event.starts_at)
        category = make_category(event)
        people = [_person(event, category, number) for number in range(PEOPLE)]
        db.session.add_all(people)
        door = make_door(event)
        return f"/door/{door.code}", [each.code for each in people[:: PEOPLE // SCANS]]


def _person(event: object, category: object, number: int) -> Registration:
    person = Registration(
        event=event, category=category, name=f"Person {number}", language="en",
        email=f"person{number}@example.org", status=Status.CONFIRMED,
        registered_at=CREATED, confirmed_at=CREATED,
    )  # fmt: skip
    person.refresh_search_key()
    return person


def _decide(page: Page, address: str, codes: list[str]) -> float:
    """The median of the seconds that a code takes."""
    page.goto(f"{address}?lang=en")
    page.get_by_label("PIN").fill("2468")
    page.get_by_role("button", name="Open the door").click()
    expect(page.get_by_text("Works without a network.")).to_be_visible(timeout=60_000)
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return median(float(page.evaluate(DECIDE, code)) for code in codes) / 1000
