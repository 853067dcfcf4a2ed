"""Jobs of somebody who comes: on a phone, without an account, in few taps."""

import re

import pytest
from playwright.sync_api import Page, expect

from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from tests.conftest import NOW
from tests.factories import make_category, make_event
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.hands import Hands, stay_within
from tests.journeys.letters import text
from tests.journeys.public import register
from tests.journeys.server import Site

EVENT = "/en/e/safe-learning"


@pytest.fixture
def phone(site: Site, visit: Visit) -> Page:
    """The phone of somebody who got the link of an event that takes registrations."""
    site.turn_clock(NOW)
    with site.app.app_context():
        make_category(make_event(slug="safe-learning"))
    return visit(site, viewport=PHONE, has_touch=True)


@pytest.fixture
def ticket(phone: Page) -> Page:
    """The same phone, with the ticket on it."""
    register(phone, EVENT, name="Ainura Bekova", email="ainura@example.org")
    return phone


def takes_a_place(hands: Hands, name: str, email: str):
    hands.type(hands.page.get_by_label("Full name"), name)
    hands.type(hands.page.get_by_label("E-mail"), email)
    hands.press_button("Register")
    expect(hands.page.get_by_role("heading", name="You are registered")).to_be_visible()


def who_is_registered(site: Site) -> list[tuple[str, str]]:
    with site.app.app_context():
        found = db.session.query(Registration).order_by(Registration.id)
        return [(each.name, str(each.status)) for each in found]


def test_t1_registers_from_a_link_in_a_messenger(site: Site, phone: Page):
    hands = Hands(phone)

    hands.open(EVENT)
    hands.press(phone.get_by_role("link", name="Register").locator("visible=true").first)
    takes_a_place(hands, "Ainura Bekova", "ainura@example.org")

    stay_within("T1", hands)
    assert who_is_registered(site) == [("Ainura Bekova", "confirmed")]
    expect(phone.get_by_role("img", name="Entry code")).to_be_visible()


def test_t2_puts_it_into_the_calendar_of_the_phone(ticket: Page):
    hands = Hands(ticket)

    with ticket.expect_download() as entry:
        hands.press_link("Add to calendar")

    stay_within("T2", hands)
    assert entry.value.suggested_filename.endswith(".ics")
    assert "Safe learning environment" in entry.value.path().read_text(encoding="utf-8")


def test_t4_cancels_by_the_link_in_the_mail(site: Site, ticket: Page):
    site.run_jobs()
    (letter,) = site.postbox.letters
    hands = Hands(ticket)

    hands.open(re.findall(r"Change or cancel: (\S+)", text(letter))[0])
    hands.press(ticket.get_by_text("Cancel your registration?"))
    hands.press_button("Cancel my registration")
    expect(ticket.get_by_role("heading", name="Your registration is cancelled")).to_be_visible()

    stay_within("T4", hands)
    assert who_is_registered(site) == [("Ainura Bekova", "cancelled")]


def test_t4_changes_the_name_by_the_link_in_the_mail(site: Site, ticket: Page):
    site.run_jobs()
    (letter,) = site.postbox.letters
    hands = Hands(ticket)

    hands.open(re.findall(r"Change or cancel: (\S+)", text(letter))[0])
    ticket.get_by_label("Full name").fill("Ainura Bekova-Asanova")  # the change itself
    hands.press_button("Save changes")
    expect(ticket.get_by_role("heading", name="You are registered")).to_be_visible()

    stay_within("T4", hands)
    assert who_is_registered(site) == [("Ainura Bekova-Asanova", "confirmed")]


def test_t5_registers_a_colleague_too(site: Site, ticket: Page):
    hands = Hands(ticket)

    hands.press_link("Register someone else")
    takes_a_place(hands, "Emir Osmonov", "emir@example.org")

    stay_within("T5", hands)
    assert [name for name, _status in who_is_registered(site)] == ["Ainura Bekova", "Emir Osmonov"]


@pytest.mark.parametrize("has_script", [True, False])
def test_t6_changes_the_language_of_the_form_with_the_name_typed(
    site: Site, visit: Visit, phone: Page, *, has_script: bool
):
    reader = visit(site, viewport=PHONE, java_script_enabled=has_script)
    reader.goto(f"{EVENT}/register")
    reader.get_by_label("Full name").fill("Ainura Bekova")
    reader.get_by_label("E-mail").fill("ainura@example.org")

    reader.get_by_label("Language", exact=True).locator("summary").click()
    reader.get_by_role("button", name="Русский").click()

    expect(reader.locator("html")).to_have_attribute("lang", "ru")
    expect(reader.locator("[name=name]")).to_have_value("Ainura Bekova")
    assert who_is_registered(site) == []
    reader.locator("[name=email]").press("Enter")
    reader.wait_for_url("**/r/*")
    assert who_is_registered(site) == [("Ainura Bekova", "confirmed")]
    kept = {each["name"]: each["value"] for each in reader.context.cookies()}
    assert kept.get("language") == ("ru" if has_script else None)


def test_t6_reads_the_page_in_kazakh(phone: Page):
    phone.goto(EVENT)
    hands = Hands(phone)

    hands.press(phone.get_by_label("Language", exact=True))
    hands.press(phone.get_by_role("link", name="Қазақша").locator("visible=true"))
    expect(phone.locator("html")).to_have_attribute("lang", "kk")

    stay_within("T6", hands)
