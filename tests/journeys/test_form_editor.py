"""The questions of a form put in order by an editor: dragged, and moved with the arrow keys."""

from playwright.sync_api import Page, StorageState, expect
from sqlalchemy import select

from eventsapp.accounts.models import User
from eventsapp.accounts.services import DEMO_EMAIL
from eventsapp.extensions import db
from eventsapp.questions.models import YES, Kind
from tests.factories import make_event, make_question
from tests.journeys.conftest import Visit
from tests.journeys.server import Site


def form_of(site: Site) -> str:
    """The form of a draft with three questions, of which the third hangs on the second."""
    with site.app.app_context():
        user = db.session.scalars(select(User).where(User.email == DEMO_EMAIL)).one()
        event = make_event(organisation=user.memberships[0].organisation, state="draft", slug=None)
        make_question(event, label="School")
        bus = make_question(event, label="By bus?", kind=Kind.YES_NO)
        make_question(event, label="Stop", condition=(bus.id, YES))
        return f"/desk/e/{event.id}/registrations/form?lang=en"


def drag(page: Page, label: str, onto: str) -> None:
    start, end = (
        page.get_by_role("button", name=f"Move with the arrow keys: {each}").bounding_box()
        for each in (label, onto)
    )
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 5, end["y"] - 20, steps=5)
    page.mouse.up()


def test_questions_are_dragged_and_moved_by_keyboard(
    demo: Site, desk_session: StorageState, visit: Visit
):
    page = visit(demo, storage_state=desk_session)
    page.goto(form_of(demo))
    words = page.locator("[data-row] b")
    expect(words).to_have_text(["School", "By bus?", "Stop"])
    expect(page.locator("[data-handle]").first).to_be_visible()

    drag(page, "By bus?", onto="School")
    expect(words).to_have_text(["By bus?", "School", "Stop"])
    expect(page.locator("[data-row] .rows-number").first).to_have_text("1.")

    page.get_by_role("button", name="Move with the arrow keys: School").press("ArrowDown")
    expect(words).to_have_text(["By bus?", "Stop", "School"])
    moved = page.get_by_role("button", name="Move with the arrow keys: School")
    expect(moved).to_be_focused()

    moved.press("ArrowUp")
    expect(words).to_have_text(["By bus?", "School", "Stop"])
    expect(page.locator("[aria-busy]")).to_have_count(0)
    page.reload()
    expect(words).to_have_text(["By bus?", "School", "Stop"])


def test_a_question_is_not_dragged_above_the_one_that_decides_about_it(
    demo: Site, desk_session: StorageState, visit: Visit
):
    page = visit(demo, storage_state=desk_session)
    page.goto(form_of(demo))
    expect(page.locator("[data-handle]").first).to_be_visible()

    drag(page, "Stop", onto="School")

    expect(page.get_by_text("A question stays below the one")).to_be_visible()
    expect(page.locator("[data-row] b")).to_have_text(["School", "By bus?", "Stop"])
