"""Jobs of a coordinator who makes an event a month: partners, a speaker, the outcome."""

import pytest
from playwright.sync_api import Page, expect

from eventsapp.core.texts import Texts
from eventsapp.demo.logos import draw
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.organisations import services as organisations
from eventsapp.organisations.models import Organisation
from eventsapp.programme.models import Participation
from tests.conftest import NOW
from tests.factories import make_contact, make_event, make_organisation, make_user
from tests.journeys import desk
from tests.journeys.conftest import Visit
from tests.journeys.hands import Hands, stay_within
from tests.journeys.server import Site


@pytest.fixture
def coordinator(site: Site, visit: Visit) -> Page:
    """At the desk of a foundation whose round table is number 1; it has a partner and a contact."""
    site.turn_clock(NOW)
    page = visit(site)
    with site.app.app_context():
        foundation = make_organisation(names=Texts(en="River Foundation"))
        make_event(organisation=foundation, slug="round-table", state=State.DRAFT)
        make_organisation(names=Texts(en="Valley School"), keeper=foundation)
        make_contact(organisation=foundation)
        desk.come_signed_in(page, site, make_user(foundation))
    return page


def test_n2_adds_a_partner_with_its_logo(site: Site, coordinator: Page):
    with site.app.app_context():
        school = db.session.query(Organisation).filter_by(keeper_id=1).one()
        organisations.set_logo(school, draw("rings", "#003399", "#FFFFFF"))
        db.session.commit()
    hands = Hands(coordinator)

    hands.open("/desk/e/1/details")
    hands.press_button("Add an organisation")
    row = coordinator.get_by_role("group", name="Organisation 1", exact=True)
    hands.choose(row.get_by_label("Role", exact=True), "Partner")
    hands.choose(row.get_by_label("Organisation", exact=True), "Valley School")
    hands.press_button("Save draft")
    expect(coordinator.get_by_role("status").filter(has_text="Draft saved")).to_be_visible()

    stay_within("N2", hands)
    coordinator.goto("/desk/e/1/publish")
    coordinator.get_by_role("button", name="Publish", exact=True).click()
    expect(coordinator.get_by_role("status").filter(has_text="Published.")).to_be_visible()
    coordinator.goto("/en/e/round-table")
    expect(
        coordinator.locator(".bodies dd", has_text="Valley School").locator("img")
    ).to_be_visible()


def test_hours_are_asked_for_only_where_they_are_known(coordinator: Page):
    hours = [coordinator.get_by_label(each) for each in ("Starts at", "Ends at", "Doors open at")]
    for page in ("details", "move"):
        coordinator.goto(f"/desk/e/1/{page}")
        for known, is_asked in (("Only the day", False), ("Day and hour", True)):
            coordinator.locator("label", has_text=known).click()
            for hour in hours:
                expect(hour).to_be_visible(visible=is_asked)
            expect(coordinator.get_by_label("Starts on")).to_be_visible()


def test_buttons_of_details_are_free_after_saving(coordinator: Page):
    coordinator.goto("/desk/e/1/details")
    desk.save(coordinator, "Save draft", "Draft saved")

    coordinator.get_by_role("button", name="Save draft").click(trial=True)


def test_n3_adds_a_speaker_who_is_a_contact(site: Site, coordinator: Page):
    hands = Hands(coordinator)

    hands.open("/desk/e/1/people")
    hands.type(coordinator.get_by_label("Find somebody in your contacts"), "bek")
    hands.press_key("Enter")
    hands.press_button("Add")
    expect(coordinator.get_by_text("1 person", exact=True)).to_be_visible()

    stay_within("N3", hands)
    with site.app.app_context():
        assert db.session.query(Participation).one().contact.names["en"] == "Marat Bekov"


def test_n4_publishes_the_outcome(site: Site, coordinator: Page):
    coordinator.goto("/desk/e/1/publish")
    coordinator.get_by_role("button", name="Publish", exact=True).click()
    expect(coordinator.get_by_role("status").filter(has_text="Published.")).to_be_visible()
    hands = Hands(coordinator)

    hands.open("/desk/e/1/outcome")
    hands.type(coordinator.get_by_label("What came out of it English"), "Twelve schools get water.")
    hands.press_button("Save")
    hands.press_button("Publish the outcome")
    expect(coordinator.get_by_text("The outcome is public since")).to_be_visible()

    stay_within("N4", hands)
    assert "Twelve schools get water." in site.read("/en/e/round-table").decode()
