"""Jobs K1 to K6 of the staff at the door, within the screens, taps and fields they may take."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from eventsapp.checkin import queries
from eventsapp.checkin.models import Door
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.questions.models import Asked, Kind
from eventsapp.registration import filling
from eventsapp.registration.models import Registration, Status
from tests.checkin.doors import make_door
from tests.factories import make_category, make_event, make_question, make_registration
from tests.journeys import camera
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.hands import Hands, stay_within
from tests.journeys.server import Site
from tests.journeys.standstill import GOOD_NEWS_MS, hold_before_camera, stop_time
from tests.journeys.test_screens import EVERYTHING, violations

NAMES = ("Нурлан Осмонов", "Emir Osman", "Ainura Bekova")
WAITS = "Жылдыз Асанова"  # on the waiting list
SCANNED = "Ainura Bekova"  # whose ticket is held before the camera


@pytest.fixture
def door(site: Site) -> str:
    """The address of a door; three people have places, one waits for one."""
    with site.app.app_context():
        event = make_event(state="published", slug="safe-learning")
        site.turn_clock(event.starts_at)
        category = make_category(event)
        for name in (*NAMES, WAITS):
            status = Status.WAITLISTED if name == WAITS else Status.CONFIRMED
            person = make_registration(event, category=category, name=name, status=status)
            if name == SCANNED:
                person.entry_key = camera.ENTRY_KEY
            person.refresh_search_key()
        made = make_door(event)
        db.session.commit()
        return f"/door/{made.code}"


def ask(site: Site) -> None:
    """The door asks everybody for the language of their headphones, and must know it."""
    with site.app.app_context():
        event = db.session.query(Door).one().event
        options = [("", Texts(en="Kazakh")), ("", Texts(en="Kyrgyz"))]
        make_question(
            event,
            label="Language of the headphones",
            kind=Kind.ONE,
            options=options,
            asked=Asked.DOOR,
            is_required=True,
        )


def opens(page: Page, door: str) -> Hands:
    """K6: the link is scanned, the PIN typed."""
    hands = Hands(page)
    hands.open(f"{door}?lang=en")
    hands.press(page.get_by_label("PIN"))
    hands.type(page.get_by_label("PIN"), "2468")
    hands.press_button("Open the door")
    expect(page.locator("[data-behaviour=door]")).to_have_attribute("data-ready", "")
    expect(page.get_by_text("Works without a network.")).to_be_visible()
    stay_within("K6", hands)
    return Hands(page)


def result(page: Page) -> Locator:
    return page.get_by_role("dialog")


def people(site: Site) -> dict[str, bool]:
    """Everybody on the list, and whether they are inside."""
    with site.app.app_context():
        event = db.session.query(Door).one().event
        return {each.registration.name: bool(each.inside_since) for each in queries.people(event)}


def inside(site: Site) -> set[str]:
    return {name for name, is_inside in people(site).items() if is_inside}


def told(site: Site, name: str) -> dict[str, str]:
    with site.app.app_context(), site.app.test_request_context():
        return dict(filling.told(db.session.query(Registration).filter_by(name=name).one()))


def test_k1_k4_a_ticket_is_read_without_a_tap_and_taken_back_with_one(
    site: Site, door: str, visit: Visit
):
    page = visit(site, viewport=PHONE, has_touch=True, permissions=["camera"])

    page.goto(f"{door}?lang=en")
    page.get_by_label("PIN").fill("2468")
    stop_time(page, site)
    page.get_by_role("button", name="Open the door").click()
    page.wait_for_url("**/scan")
    hands = Hands(page)
    hold_before_camera(page)
    let_in = result(page).filter(has_text="Checked in").filter(has_text=SCANNED)
    expect(let_in).to_be_visible()  # in one look: it goes by itself
    stay_within("K1", hands)
    expect(page.locator("[data-door=came]")).to_have_text("1")

    page.evaluate("document.querySelector('video').srcObject.getTracks()[0].stop()")
    hands.press_button("Undo check-in")
    expect(page.locator("[data-door=came]")).to_have_text("0")

    stay_within("K4", hands)
    assert inside(site) == set()


@pytest.mark.parametrize("letters", ["осм", "osm", "OSM"])
def test_k2_three_letters_in_any_script_and_two_taps(
    site: Site, door: str, visit: Visit, letters: str
):
    page = visit(site, viewport=PHONE, has_touch=True)
    hands = opens(page, door)
    stop_time(page, site)

    hands.press(page.get_by_label("Find a name"))
    hands.type(page.get_by_label("Find a name"), letters)
    row = page.get_by_role("listitem").filter(has_text="Нурлан Осмонов")
    hands.press(row.get_by_role("button", name="Check in"))

    expect(result(page)).to_contain_text("Нурлан Осмонов")
    expect(page.locator("[data-door=came]")).to_have_text("1")
    stay_within("K2", hands)
    assert inside(site) == {"Нурлан Осмонов"}


def test_k3_a_walk_in_takes_a_name_and_two_taps(site: Site, door: str, visit: Visit):
    page = visit(site, viewport=PHONE, has_touch=True)
    hands = opens(page, door)

    hands.type(page.get_by_label("Find a name"), "Timur Aliev")
    hands.press(page.get_by_role("button", name=re.compile("as a walk-in")))
    hands.press_button("Check in")

    expect(page.get_by_text("Checked in")).to_be_visible()
    stay_within("K3", hands)
    assert inside(site) == {"Timur Aliev"}


def test_k5_the_door_goes_on_when_the_network_drops(site: Site, door: str, visit: Visit):
    ask(site)
    page = visit(site, viewport=PHONE, has_touch=True)
    hands = opens(page, door)

    page.context.set_offline(True)
    hands.press(page.get_by_label("Find a name"))
    hands.type(page.get_by_label("Find a name"), "emir")
    hands.press(page.get_by_role("listitem").get_by_role("button", name="Check in"))
    expect(result(page)).to_contain_text("Language of the headphones")
    stay_within("K5", hands)
    assert violations(page, EVERYTHING) == []
    stop_time(page, site)
    result(page).get_by_role("button", name="Check in").click()
    expect(result(page)).to_contain_text("An answer is missing. Without it, write why.")
    page.get_by_label("Kyrgyz").check()
    result(page).get_by_role("button", name="Check in").click()
    expect(result(page)).to_contain_text("Checked in")
    page.clock.run_for(GOOD_NEWS_MS)
    expect(result(page)).to_be_hidden()
    page.goto(f"{door}/walkin?name=Timur Aliev")  # every page leads back to the one that is kept
    page.get_by_role("button", name=re.compile("as a walk-in")).click()
    page.get_by_role("dialog").get_by_role("button", name="Check in").click()
    page.get_by_label("No answer, because").fill("In haste")
    page.get_by_role("dialog").get_by_role("button", name="Check in").click()
    expect(page.get_by_text("Offline. Waiting to be sent:")).to_contain_text("2")
    page.context.set_offline(False)

    expect(page.get_by_text("Online", exact=True)).to_be_visible()
    assert inside(site) == {"Emir Osman", "Timur Aliev"}
    assert told(site, "Emir Osman") == {"Language of the headphones": "Kyrgyz"}


def test_walk_in_who_waits_for_a_place_is_let_in_as_the_same_person_without_a_network(
    site: Site, door: str, visit: Visit
):
    page = visit(site, viewport=PHONE, has_touch=True)
    opens(page, door)

    page.context.set_offline(True)
    page.get_by_label("Find a name").fill("Asanova Zhyldyz")
    page.get_by_role("button", name=re.compile("as a walk-in")).click()
    expect(result(page)).to_contain_text("On the list already")
    expect(result(page)).to_contain_text("Waiting list")
    assert violations(page, EVERYTHING) == []
    stop_time(page, site)
    page.get_by_role("button", name="Let in anyway").click()
    expect(result(page)).to_contain_text("Checked in")
    page.context.set_offline(False)

    expect(page.locator("[data-door=came]")).to_have_text("1")
    assert people(site) == dict.fromkeys(NAMES, False) | {WAITS: True}


KEPT = """async () => {
  const base = await new Promise((done) => {
    const asked = indexedDB.open("doors");
    asked.onsuccess = () => done(asked.result);
  });
  const left = await new Promise((done) => {
    const asked = base.transaction("kept").objectStore("kept").getAllKeys();
    asked.onsuccess = () => done(asked.result);
  });
  return [left, await caches.keys()];
}"""  # keys of what this device holds of doors, and its pages


def test_forgotten_device_keeps_neither_list_nor_page(site: Site, door: str, visit: Visit):
    page = visit(site, viewport=PHONE)
    opens(page, door)
    assert violations(page, EVERYTHING) == []

    page.get_by_role("button", name="Forget this device").click()
    expect(page.get_by_label("PIN")).to_be_visible()

    assert page.evaluate(KEPT) == [["device"], []]


def test_a_day_after_the_event_a_telephone_forgets_the_list_by_itself(
    site: Site, door: str, visit: Visit
):
    page = visit(site, viewport=PHONE)
    opens(page, door)
    expect(page.locator("[data-door=saved]")).to_be_visible()
    code = door.rpartition("/")[2]
    assert f"list:{code}" in page.evaluate(KEPT)[0]

    page.context.set_offline(True)
    page.clock.set_fixed_time(site.now + timedelta(days=60))
    page.reload()

    page.wait_for_function(f"async () => !(await ({KEPT})())[0].includes('list:{code}')")
