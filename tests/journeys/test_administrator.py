"""Jobs of who answers for the installation: what was changed by whom, one person's data erased."""

import pytest
from playwright.sync_api import Locator, Page, expect

from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from eventsapp.web.guard import Role
from tests.conftest import NOW
from tests.factories import make_event, make_organisation, make_registration, make_user
from tests.journeys import desk
from tests.journeys.conftest import Visit
from tests.journeys.hands import Hands, stay_within
from tests.journeys.server import Site


@pytest.fixture
def owner(site: Site, visit: Visit) -> Page:
    """An owner at the desk, where a press conference, number 1, is in a week."""
    site.turn_clock(NOW)
    page = visit(site)
    with site.app.app_context():
        ministry = make_organisation()
        make_registration(make_event(organisation=ministry), email="ainura@example.org")
        desk.come_signed_in(page, site, make_user(ministry, Role.OWNER, name="Meerim Asanova"))
    return page


@pytest.fixture
def admin(site: Site, visit: Visit) -> Page:
    """Who has set the installation up."""
    page = visit(site)
    with site.app.app_context():
        desk.come_signed_in(page, site, make_user(role=Role.OWNER, is_admin=True))
    return page


def test_s1_takes_in_an_organisation_and_its_owner(site: Site, admin: Page):
    hands = Hands(admin)

    hands.open("/system/organisations")
    hands.type(admin.get_by_label("Organisation", exact=True), "Ministry of Health")
    hands.type(admin.get_by_label("E-mail of its first owner"), "aigul@example.org")
    hands.press_button("Add organisation")
    expect(admin.get_by_role("row", name="Ministry of Health")).to_be_visible()

    stay_within("S1", hands)
    site.run_jobs()
    assert "aigul@example.org" in str(site.postbox.letters[-1]["To"])


def test_s2_sees_whether_all_is_well(site: Site, admin: Page):
    site.run_jobs()
    hands = Hands(admin)

    hands.open("/system")
    expect(_line(admin, "Jobs")).to_contain_text("Well")
    expect(_line(admin, "Mails")).to_contain_text("Well")
    expect(_line(admin, "Files")).to_contain_text("of the disk is used")
    expect(_line(admin, "Backup")).to_contain_text("There is no backup yet.")

    stay_within("S2", hands)


def _line(page: Page, name: str) -> Locator:
    """What the page of the installation says of one thing."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def test_s3_finds_out_who_changed_the_time(owner: Page):
    owner.goto("/desk/e/1/move")
    owner.get_by_label("Starts at").fill("12:30")
    owner.get_by_role("button", name="Move event").click()
    expect(owner.get_by_role("status").filter(has_text="moved")).to_be_visible()
    owner.goto("/desk/e/1/details")
    hands = Hands(owner)

    hands.press(owner.get_by_label("More", exact=True))
    hands.press_link("History")
    change = owner.get_by_role("row", name="Meerim Asanova").filter(has_text="12:30")
    expect(change.first).to_contain_text("12:00")

    stay_within("S3", hands)


def test_s4_erases_the_data_of_one_person(site: Site, owner: Page):
    hands = Hands(owner)

    hands.open("/desk/privacy")
    hands.type(owner.get_by_label("E-mail"), "ainura@example.org")
    hands.press_button("Show their data")
    hands.press_button("Erase their data")
    expect(owner.get_by_role("status").filter(has_text="erased")).to_be_visible()

    stay_within("S4", hands)
    with site.app.app_context():
        gone = db.session.query(Registration).one()
        assert (gone.name, gone.email) == ("", None)
