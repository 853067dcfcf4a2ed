"""Somebody who has just installed it, and somebody who was told of their event; with and without script."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.conftest import NOW
from tests.journeys import desk
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.hands import Hands, stay_within
from tests.journeys.letters import text
from tests.journeys.public import register
from tests.journeys.server import Site

DAY = NOW.date() + timedelta(days=20)


def test_newcomer_from_the_console_to_a_guest_who_changes_their_mind(site: Site, visit: Visit):
    newcomer = visit(site)
    finds_the_way_in(newcomer, site)
    publishes_a_first_event(newcomer)

    guest = visit(site, viewport=PHONE, has_touch=True)
    finds_it_and_registers(guest)
    cancels_and_takes_it_back(guest)

    site.run_jobs()
    (letter,) = site.postbox.letters
    assert letter["Subject"] == "You are registered: Water for the valley"
    newcomer.get_by_role("link", name="Registrations").click()
    expect(newcomer.get_by_role("row", name="Ainura Bekova")).to_contain_text("Registered")


def finds_the_way_in(page: Page, site: Site):
    page.goto("/")
    page.get_by_role("link", name="For organisers").first.click()
    page.get_by_label("Code").fill(re.findall(r"code=(\S+)", site.console())[0])
    page.get_by_label("Organisation", exact=True).fill("River Foundation")
    page.get_by_label("Your full name").fill("Dana Kim")
    page.get_by_label("Your e-mail").fill("dana@example.org")
    page.get_by_label("Password", exact=True).fill(desk.PASSWORD)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="No events here yet.")).to_be_visible()


def publishes_a_first_event(page: Page):
    page.get_by_role("link", name="New event").first.click()
    page.get_by_role("link", name="Round table", exact=True).click()
    page.get_by_label("Title", exact=True).fill("Water for the valley")
    page.get_by_label("Day").fill(DAY.isoformat())
    page.get_by_label("Hour").fill("10:00")
    page.get_by_label("City").select_option(label="Bishkek")
    desk.save(page, "Save draft", "Draft saved")
    page.locator("#details").get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Publish this event?")).to_be_visible()
    desk.save(page, "Publish", "Published.")


def finds_it_and_registers(page: Page):
    page.goto("/en/")
    page.get_by_role("link", name="Water for the valley").click()
    page.get_by_role("link", name="Register").locator("visible=true").first.tap()
    page.get_by_label("Full name").fill("Ainura Bekova")
    page.get_by_label("E-mail").fill("ainura@example.org")
    page.get_by_role("button", name="Register").locator("visible=true").last.tap()
    expect(page.get_by_role("heading", name="You are registered")).to_be_visible()
    expect(page.get_by_role("img", name="Entry code")).to_be_visible()


def cancels_and_takes_it_back(page: Page):
    page.get_by_role("link", name="Change or cancel").click()
    page.get_by_text("Cancel your registration?").click()
    page.get_by_role("button", name="Cancel my registration").click()
    expect(page.get_by_role("heading", name="Your registration is cancelled")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="You are registered")).to_be_visible()


def test_n1_publishes_the_first_event_after_signing_up(site: Site, visit: Visit):
    page = visit(site)
    hands = Hands(page)

    hands.open("/setup?code=" + re.findall(r"code=(\S+)", site.console())[0])
    hands.type(page.get_by_label("Organisation", exact=True), "River Foundation")
    hands.type(page.get_by_label("Your full name"), "Dana Kim")
    hands.type(page.get_by_label("Your e-mail"), "dana@example.org")
    hands.type(page.get_by_label("Password", exact=True), desk.PASSWORD)
    hands.press_button("Start")
    hands.press(page.get_by_role("main").get_by_role("link", name="New event"))
    hands.press_link("Round table")
    hands.type(page.get_by_label("Title", exact=True), "Water for the valley")
    hands.type(page.get_by_label("Day"), DAY.isoformat())
    hands.type(page.get_by_label("Hour"), "10:00")
    hands.choose(page.get_by_label("City"), "Bishkek")
    hands.press_button("Save and publish")
    expect(page.get_by_role("heading", name="Publish this event?")).to_be_visible()
    hands.press_button("Publish")
    expect(page.get_by_role("status").filter(has_text="Published.")).to_be_visible()

    stay_within("N1", hands)
    assert "Water for the valley" in site.read("/en/").decode()


def test_everything_goes_without_script(site: Site, visit: Visit):
    organiser = visit(site, java_script_enabled=False)
    desk.set_up(
        organiser, site, organisation="River Foundation", language="en", zone="Asia/Bishkek"
    )
    event = desk.begin_event(
        organiser,
        "Seminar",
        title="Reading rivers",
        language="en",
        day=DAY,
        hour="10:00",
        city="Bishkek",
    )
    desk.write(organiser, "en", {"Summary": "How to read a gauge."})
    desk.choose_language(organiser, "ky")
    desk.write(organiser, "ky", {"Title": "Дарыяларды окуу"})
    desk.add_body(organiser, 1, "Partner", "Valley School")
    desk.add_body(organiser, 2, "Host", "Mountain School")
    organiser.get_by_role("button", name="Remove organisation 1").click()
    desk.add_press_contact(organiser, phones="+996 500 000 000", emails="press@example.org")
    desk.save(organiser, "Save draft", "Draft saved")
    path = desk.publish(organiser, event)

    guest = visit(site, viewport=PHONE, java_script_enabled=False)
    register(guest, path, name="Ainura Bekova", email="ainura@example.org")
    expect(guest.get_by_role("img", name="Entry code")).to_be_visible()
    guest.goto(path.replace("/en/", "/ky/"))
    expect(guest.get_by_role("heading", name="Дарыяларды окуу")).to_be_visible()
    expect(guest.locator(".bodies")).to_have_text(re.compile("Mountain School"))
    expect(guest.locator(".bodies")).not_to_contain_text("Valley School")

    site.run_jobs()
    (letter,) = site.postbox.letters
    assert "+996 500 000 000" in text(letter)
