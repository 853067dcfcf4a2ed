"""Jobs of a journalist: accreditation, its answer, the kit, a feed, the telephone of the press."""

import re
import zipfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import vobject
from playwright.sync_api import Page, expect

from eventsapp.accreditation.kinds import Ask, Need, Paper
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.services import add_papers
from eventsapp.core.papers import Upload
from eventsapp.events.models import Event
from eventsapp.extensions import db
from tests.conftest import NOW
from tests.factories import (
    make_applicant,
    make_event,
    make_intake,
)
from tests.journeys import screens
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.hands import Hands, stay_within, until_ready
from tests.journeys.letters import text
from tests.journeys.server import Site
from tests.materials.kits import make_material, photo

EVENT = "/en/e/safe-learning"
ASKED = {Ask.CARD: Need.REQUIRED, Ask.EQUIPMENT: Need.REQUIRED}


@pytest.fixture
def journalist(site: Site, visit: Visit) -> Page:
    """In the newsroom, where a press conference takes the press by card and equipment."""
    site.turn_clock(NOW)
    with site.app.app_context():
        event = make_event(slug="safe-learning")
        make_intake(event, asks=ASKED)
    return visit(site)


def its_event() -> Event:
    """The press conference. Call within the site's app context."""
    return db.session.query(Event).filter_by(slug="safe-learning").one()


def applicants(site: Site) -> list[tuple[str, str]]:
    with site.app.app_context():
        found = db.session.query(Applicant).order_by(Applicant.id)
        return [(each.name, str(each.status)) for each in found]


def test_j1_changes_the_language_at_the_first_step(site: Site, journalist: Page):
    journalist.goto(f"{EVENT}/accredit")
    until_ready(journalist)
    journalist.get_by_label("Full name, as in the identity document").first.fill("Asel Maratova")

    journalist.get_by_label("Language", exact=True).locator("summary").click()
    journalist.get_by_role("button", name="Кыргызча").click()

    expect(journalist.locator("html")).to_have_attribute("lang", "ky")
    expect(journalist.locator("[name=name]")).to_have_value("Asel Maratova")
    assert applicants(site) == []


def test_j1_applies_for_the_first_time(site: Site, journalist: Page, tmp_path: Path):
    card = tmp_path / "card.jpg"
    card.write_bytes(photo())
    journalist.goto(EVENT)
    hands, page = Hands(journalist), journalist

    hands.press(page.get_by_role("link", name="Accredit", exact=True).locator("visible=true").first)
    hands.type(page.get_by_label("Full name, as in the identity document").first, "Asel Maratova")
    hands.type(page.get_by_label("E-mail").first, "asel@example.org")
    hands.type(page.get_by_label("Mobile phone"), "+996 500 000 000")
    hands.type(page.get_by_label("Press card number").first, "KG 4412")
    hands.attach(page.get_by_label("Photo of the press card"), card)
    hands.press_button("Next")
    hands.type(page.get_by_label("Outlet", exact=False).first, "Valley News")
    hands.choose(page.get_by_label("Kind of outlet"), "Online publication")
    hands.choose(page.get_by_label("Country"), "Kyrgyzstan")
    hands.type(page.get_by_label("City"), "Osh")
    hands.press(page.get_by_role("radio", name="Photo", exact=True))
    hands.type(page.get_by_label("Equipment"), "Camera, 4012345")
    hands.press_button("Next")
    hands.press(page.get_by_label("I agree that these data are used"))
    hands.press_button("Send request")
    expect(page.get_by_role("heading", name="Your application has come")).to_be_visible()

    stay_within("J1", hands)
    assert applicants(site) == [("Asel Maratova", "submitted")]


def former_application(site: Site):
    """What somebody sent to the same press service for an event two months ago."""
    with site.app.app_context():
        event = its_event()
        earlier = make_event(
            organisation=event.organisation, starts=(NOW - timedelta(days=60)).replace(tzinfo=None)
        )
        make_intake(earlier)
        sent = make_applicant(earlier, email="asel@example.org", card_number="KG 4412")
        sent.application.equipment = "Camera, 4012345"
        add_papers(sent.application, {Paper.CARD: Upload(photo(), "image/jpeg")}, NOW)
        db.session.commit()


def form_by_mail(site: Site, page: Page) -> str:
    """The link that somebody known by their address gets."""
    page.goto(f"{EVENT}/accredit/link")
    page.get_by_label("E-mail").fill("asel@example.org")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Check your e-mail")).to_be_visible()
    site.run_jobs()
    return str(re.findall(r"\S+/accredit\?former=\S+", text(site.postbox.letters[-1]))[0])


def test_j2_applies_again_by_a_link(site: Site, journalist: Page):
    former_application(site)
    link = form_by_mail(site, journalist)
    hands = Hands(journalist)

    hands.open(link)
    hands.press(journalist.get_by_label("I agree that these data are used"))
    hands.press_button("Send request")
    expect(journalist.get_by_role("heading", name="Your application has come")).to_be_visible()

    stay_within("J2", hands)
    with site.app.app_context():
        again = db.session.query(Applicant).filter_by(event=its_event()).one()
        assert again.card_number == "KG 4412"
        assert again.application.document(Paper.CARD)


def test_j3_applies_for_a_crew_of_five(site: Site, journalist: Page):
    former_application(site)
    hands, page = Hands(journalist), journalist
    link = form_by_mail(site, journalist)
    crew = ("Emir Osmonov", "Ainura Bekova", "Timur Aliev", "Kanat Usenov")

    hands.open(link)
    for name in crew:
        hands.press_button("Add a person")
        row = page.get_by_role("group", name="One more person").last
        hands.type(row.get_by_label("Full name"), name)
    for number in (0, 1):
        row = page.get_by_role("group", name="One more person").nth(number)
        hands.choose(row.get_by_label("Task"), "Video")
    hands.press(page.get_by_label("I agree that these data are used"))
    hands.press_button("Send request")
    expect(page.get_by_role("heading", name="Your application has come")).to_be_visible()

    stay_within("J3", hands)
    with site.app.app_context():
        sent = db.session.query(Applicant).filter_by(event=its_event()).order_by(Applicant.id).all()
        assert [each.name for each in sent[1:]] == list(crew)
        assert {each.address for each in sent} == {"asel@example.org"}


def test_j4_subscribes_to_press_conferences_of_one_city(demo: Site, visit: Visit):
    page = visit(demo, viewport=PHONE, has_touch=True)
    page.goto("/en/?type=press_conference&city=astana")
    hands = Hands(page)

    hands.press(page.locator("main").get_by_role("link", name="Subscribe"))
    into_calendar = page.get_by_role("link", name="Add to Apple Calendar or Outlook")
    feed = urlsplit(str(into_calendar.get_attribute("href")))
    hands.press(into_calendar)

    stay_within("J4", hands)
    assert feed.scheme == "webcal"
    entries = vobject.readOne(demo.read(f"{feed.path}?{feed.query}").decode()).vevent_list
    assert {each.location.value.split(", ")[-1] for each in entries} == {"Astana"}


def test_j6_rings_the_press_officer(demo: Site, visit: Visit, values: dict[str, str]):
    page = visit(demo, viewport=PHONE, has_touch=True)
    page.goto(screens.address("event", "en", values))
    hands = Hands(page)

    call = page.locator(".contact-card").get_by_role("link", name=re.compile("^Call ")).first
    number = call.get_attribute("href")
    hands.press(call)

    stay_within("J6", hands)
    assert re.fullmatch(r"tel:\+\d{9,15}", str(number))


def test_j5_takes_the_kit_as_one_file(site: Site, journalist: Page):
    with site.app.app_context():
        for name in ("speech.pdf", "figures.pdf"):
            make_material(its_event(), name=name)
    hands = Hands(journalist)

    hands.open(f"{EVENT}/press")
    with journalist.expect_download() as kit:
        hands.press(journalist.get_by_role("link", name=re.compile("Download all")))

    stay_within("J5", hands)
    with zipfile.ZipFile(kit.value.path()) as files:
        assert sum(name.endswith(".pdf") for name in files.namelist()) == 2


def test_j7_reads_where_the_request_stands(site: Site, journalist: Page):
    with site.app.app_context():
        own = f"/a/{make_applicant(its_event()).token}"
    hands = Hands(journalist)

    hands.open(own)
    expect(journalist.get_by_role("heading", name="Your application has come")).to_be_visible()

    stay_within("J7", hands)
