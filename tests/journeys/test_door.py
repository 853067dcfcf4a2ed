"""Two telephones at the doors of one event: codes, names, a lost network, a person let in twice."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.kinds import Step
from eventsapp.accreditation.marks import services as marks
from eventsapp.accreditation.marks.models import Mark
from eventsapp.checkin import queries
from eventsapp.checkin.models import Door
from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from tests.checkin.doors import make_door
from tests.factories import (
    make_applicant,
    make_category,
    make_event,
    make_intake,
    make_registration,
)
from tests.journeys import camera
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.server import Site
from tests.journeys.standstill import GOOD_NEWS_MS, hold_before_camera, stop_time

NAMES = ("Нурлан Осмонов", "Жылдыз Осмонова", "Emir Osman", "Ainura Bekova")
SCANNED = "Ainura Bekova"  # whose ticket is held before the camera


@pytest.fixture
def door(site: Site) -> str:
    """The address of a door of an event that four people are expected at."""
    with site.app.app_context():
        event = make_event(state="published", slug="safe-learning")
        site.turn_clock(event.starts_at)
        category = make_category(event)
        for name in NAMES:
            person = make_registration(event, category=category, name=name)
            if name == SCANNED:
                person.entry_key = camera.ENTRY_KEY
            person.refresh_search_key()
        made = make_door(event)
        db.session.commit()
        return f"/door/{made.code}"


def opens(page: Page, door: str) -> Page:
    page.goto(f"{door}?lang=en")
    page.get_by_label("PIN").fill("2468")
    page.get_by_role("button", name="Open the door").click()
    expect(page.locator("[data-behaviour=door]")).to_have_attribute("data-ready", "")
    expect(page.get_by_text("Online", exact=True)).to_be_visible()
    expect(page.get_by_text("Works without a network.")).to_be_visible()
    return page


def lets_in(page: Page, letters: str, name: str):
    page.get_by_label("Find a name").fill(letters)
    page.get_by_role("listitem").filter(has_text=name).get_by_role(
        "button", name="Check in"
    ).click()


def code_of(site: Site, name: str) -> str:
    with site.app.app_context():
        return db.session.query(Registration).filter_by(name=name).one().code


def inside(site: Site) -> dict[str, str]:
    """Who is inside, by which door's list."""
    with site.app.app_context():
        event = db.session.query(Door).one().event
        return {each.registration.name for each in queries.people(event) if each.inside_since}


def test_codes_names_and_undo_at_one_door(site: Site, door: str, visit: Visit):
    page = opens(visit(site, viewport=PHONE, has_touch=True), door)
    stop_time(page, site)

    page.get_by_label("Find a name").fill("ova")  # the end of a name: too little to go by
    expect(page.get_by_text("Nobody on the list has this name.")).to_be_visible()
    page.get_by_label("Find a name").fill("")
    page.get_by_label("Entry code").fill(code_of(site, "Ainura Bekova"))
    page.keyboard.press("Enter")  # as a hardware scanner types
    outcome = page.get_by_role("dialog")
    expect(outcome).to_contain_text("Checked in")
    expect(outcome).to_contain_text("Ainura Bekova")
    page.clock.run_for(GOOD_NEWS_MS)
    expect(outcome).to_be_hidden()  # by itself
    lets_in(page, "осм", "Emir Osman")
    expect(outcome).to_contain_text("Emir Osman")
    page.clock.run_for(GOOD_NEWS_MS)
    expect(outcome).to_be_hidden()
    expect(page.locator("[data-door=came]")).to_have_text("2")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("[data-door=came]")).to_have_text("1")

    assert inside(site) == {"Ainura Bekova"}


SENSES = """() => {
    window.felt = [];
    window.heard = [];
    navigator.vibrate = (pattern) => window.felt.push(pattern);
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...at) {
        window.heard.push(this.frequency.value);
        return start.apply(this, at);
    };
}"""


def test_result_is_heard_and_felt_and_tells_good_from_bad(site: Site, door: str, visit: Visit):
    page = opens(visit(site, viewport=PHONE, has_touch=True), door)
    page.evaluate(SENSES)
    stop_time(page, site)

    for words in ("Checked in", "Already in"):
        page.get_by_label("Entry code").fill(code_of(site, "Ainura Bekova"))
        page.get_by_label("Entry code").press("Enter")
        expect(page.get_by_role("dialog")).to_contain_text(words)
        page.get_by_role("button", name="Next person").click()
        expect(page.get_by_role("dialog")).to_be_hidden()

    good, bad = page.evaluate("window.felt")
    first, second = page.evaluate("window.heard")
    assert good != bad
    assert first > second


def test_camera_reads_the_ticket_held_before_it(site: Site, door: str, visit: Visit):
    page = visit(site, viewport=PHONE, has_touch=True, permissions=["camera"])

    page.goto(f"{door}?lang=en")
    page.get_by_label("PIN").fill("2468")
    stop_time(page, site)
    page.get_by_role("button", name="Open the door").click()

    hold_before_camera(page)
    expect(page.get_by_role("dialog")).to_contain_text(SCANNED)
    expect(page.get_by_text("Point at the code")).to_be_visible()
    expect(page.locator("[data-door=came]")).to_have_text("1")
    assert inside(site) == {SCANNED}


def test_one_person_let_in_twice_while_a_telephone_is_offline(site: Site, door: str, visit: Visit):
    north = opens(visit(site, viewport=PHONE, has_touch=True), door)
    south = opens(visit(site, viewport=PHONE, has_touch=True), door)

    south.context.set_offline(True)
    lets_in(south, "осмонов", "Нурлан Осмонов")
    expect(south.get_by_role("dialog")).to_be_hidden()
    lets_in(south, "жылдыз", "Жылдыз Осмонова")
    expect(south.get_by_role("dialog")).to_be_hidden()
    expect(south.get_by_text("Offline. Waiting to be sent:")).to_contain_text("2")
    expect(south.get_by_text("Check-ins wait on this phone.")).to_be_visible()
    lets_in(north, "osmonov", "Нурлан Осмонов")
    expect(north.get_by_role("dialog")).to_be_hidden()
    south.reload()  # the page itself is kept on the device, and so is what waits
    expect(south.get_by_text("Offline. Waiting to be sent:")).to_contain_text("2")

    south.context.set_offline(False)

    expect(south.get_by_role("dialog")).to_contain_text("Already in")
    expect(south.get_by_role("dialog")).to_contain_text("Нурлан Осмонов")
    south.get_by_role("button", name="Next person").click()
    expect(south.get_by_text("Online", exact=True)).to_be_visible()
    assert inside(site) == {"Нурлан Осмонов", "Жылдыз Осмонова"}
    with site.app.app_context():
        verdicts = [act.verdict for act in queries.latest(db.session.query(Door).one().event)]
        assert sorted(verdicts) == ["admitted", "admitted", "already_in"]


def test_badge_that_lies_ready_is_handed_out_without_a_network(site: Site, visit: Visit):
    with site.app.app_context():
        event = make_event(state="published", slug="budget-briefing")
        site.turn_clock(event.starts_at)
        category = make_intake(event).category
        person = make_registration(event, category=category, name="Ainura Bekova")
        make_applicant(event, registration=person, status=Standing.ACCEPTED)
        marks.note(event, Step.PRINTED, by=None, now=event.starts_at)
        made = make_door(event)
        db.session.commit()
        door = f"/door/{made.code}"
    page = opens(visit(site, viewport=PHONE, has_touch=True), door)
    page.context.set_offline(True)

    lets_in(page, "bekova", "Ainura Bekova")
    outcome = page.get_by_role("dialog")
    expect(outcome).to_contain_text("Checked in")
    outcome.get_by_role("button", name="Hand out the badge").click()
    expect(outcome).to_contain_text("Badge handed out")
    outcome.get_by_role("button", name="Undo handing out the badge").click()
    expect(outcome).to_contain_text("Badge not handed out")
    outcome.get_by_role("button", name="Hand out the badge").click()
    expect(outcome).to_contain_text("Badge handed out")
    page.context.set_offline(False)
    expect(page.get_by_text("Online", exact=True)).to_be_visible()

    assert inside(site) == {"Ainura Bekova"}
    with site.app.app_context():
        given = select(func.count()).where(Mark.step == Step.HANDED_OUT)
        assert db.session.scalar(given) == 1
