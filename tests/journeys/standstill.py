"""Time on a page stands still while a test looks: what goes away by itself is there until then."""

from datetime import timedelta

from playwright.sync_api import Page

from tests.journeys.server import Site

GLANCE_MS = 120  # from one look of the camera to the next
GOOD_NEWS_MS = 1200  # how long the door shows that somebody may come in


def stop_time(page: Page, site: Site) -> None:
    """From now on time on this page goes by `page.clock.run_for` alone."""
    page.clock.install(time=site.now)
    page.clock.pause_at(site.now + timedelta(hours=1))


def hold_before_camera(page: Page) -> None:
    """Let time go on until the camera has read the code that is held before it."""
    while not page.get_by_role("dialog").is_visible():
        page.clock.run_for(GLANCE_MS)
