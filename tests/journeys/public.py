"""What the public does: reads a page, registers on a phone, follows a feed."""

from datetime import UTC, date, datetime
from typing import Any

import vobject
from playwright.sync_api import Page

from tests.journeys.server import Site


def register(page: Page, path: str, *, name: str, email: str) -> None:
    """Open an event and take a place; ends on the ticket."""
    page.goto(path)
    page.locator(f"a[href='{path}/register']:visible").first.click()
    page.locator("[name=name]").fill(name)
    page.locator("[name=email]").fill(email)
    page.locator("form.form button.button-large").click()
    page.wait_for_url("**/r/*")


def words_of(page: Page) -> str:
    """All words of the page, those that are folded away too."""
    return " ".join(page.locator("main").text_content().split())


def entry_in_feed(site: Site, language: str, title: str) -> Any:
    """The event of this title in the feed of a language, as another calendar reads it."""
    calendar = vobject.readOne(site.read(f"/{language}/events.ics").decode())
    found = [entry for entry in calendar.vevent_list if entry.summary.value.endswith(title)]
    assert len(found) == 1, [entry.summary.value for entry in calendar.vevent_list]
    return found[0]


def starts(entry: Any) -> datetime | date:
    """When an entry starts: an instant, or the day where that is all that is known."""
    value = entry.dtstart.value
    return value.astimezone(UTC) if isinstance(value, datetime) else value
