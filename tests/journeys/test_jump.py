"""The jump box by the keyboard alone."""

from playwright.sync_api import StorageState, expect

from tests.journeys.conftest import Visit
from tests.journeys.hands import until_ready
from tests.journeys.server import Site


def test_organiser_jumps_to_a_venue_by_keyboard(
    demo: Site, desk_session: StorageState, visit: Visit
):
    page = visit(demo, storage_state=desk_session)
    page.goto("/desk?lang=en")
    until_ready(page)

    page.keyboard.press("Control+k")
    page.keyboard.type("venues")
    expect(page.get_by_role("dialog").get_by_role("link", name="Venues")).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Venues", level=1)).to_be_visible()


def test_jump_box_can_be_left(demo: Site, desk_session: StorageState, visit: Visit):
    page = visit(demo, storage_state=desk_session)
    page.goto("/desk?lang=en")
    until_ready(page)

    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
