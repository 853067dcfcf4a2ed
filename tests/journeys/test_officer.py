"""Jobs of a press officer at the desk: the press let in, lists taken in, papers printed."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState, expect
from pypdf import PdfReader

from eventsapp.accreditation.models import Applicant
from eventsapp.contacts.models import Contact, Email
from eventsapp.core.texts import Texts
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.materials.models import Material
from tests.conftest import NOW
from tests.factories import (
    make_applicant,
    make_category,
    make_contact,
    make_event,
    make_intake,
    make_organisation,
    make_participation,
    make_registration,
    make_user,
    make_venue,
)
from tests.journeys import desk, screens
from tests.journeys.conftest import Visit
from tests.journeys.hands import Hands, stay_within, until_ready
from tests.journeys.server import Site
from tests.materials.kits import photo


@pytest.fixture
def officer(site: Site, visit: Visit) -> Page:
    """At the desk of a ministry whose press conference, number 1, is in a week."""
    site.turn_clock(NOW)
    page = visit(site)
    with site.app.app_context():
        ministry = make_organisation()
        event = make_event(
            organisation=ministry, slug="safe-learning", doors=datetime(2026, 12, 4, 11, 30)
        )
        make_category(event)
        assert event.id == 1
        desk.come_signed_in(page, site, make_user(ministry))
    return page


def its_event() -> Event:
    """The press conference. Call within the site's app context."""
    return db.session.get_one(Event, 1)


def journalists_apply(site: Site, number: int):
    with site.app.app_context():
        event = make_intake(its_event(), outlet_limit=None).event
        for each in range(number):
            make_applicant(event, name=f"Reporter {each + 1:02}", outlet=f"Agency {each + 1}")


def standings(site: Site) -> Counter[str]:
    with site.app.app_context():
        return Counter(str(each.status) for each in db.session.query(Applicant))


def test_a3_moves_the_start_and_tells_everybody(site: Site, officer: Page):
    with site.app.app_context():
        make_registration(its_event())
    officer.goto("/desk/e/1/details")
    hands = Hands(officer)

    hands.press(officer.get_by_label("More", exact=True))
    hands.press_link("Move")
    hands.type(officer.get_by_label("Starts at"), "12:30")
    for label, hour in (("Ends at", "14:00"), ("Doors", "12:00")):
        expect(officer.get_by_label(label)).to_have_value(hour)
    hands.press_button("Move event and tell 1 person")
    expect(officer.get_by_role("status").filter(has_text="moved")).to_be_visible()

    stay_within("A3", hands)


def test_a6_accredits_twenty_at_once(site: Site, officer: Page):
    journalists_apply(site, 22)
    hands = Hands(officer)

    hands.open("/desk/e/1/press")
    hands.press(officer.get_by_label("Choose all"))
    for name in ("Reporter 03", "Reporter 17"):
        hands.press(officer.get_by_role("row", name=name).get_by_role("checkbox"))
    expect(officer.get_by_text("20 selected")).to_be_visible()
    hands.press(officer.locator("[data-bulk]").get_by_role("button", name="Accept"))
    expect(officer.get_by_role("status").filter(has_text="20 decided.")).to_be_visible()

    stay_within("A6", hands)
    assert standings(site) == {"accepted": 20, "submitted": 2}
    site.turn_clock(site.now + timedelta(minutes=2))
    site.run_jobs()
    assert len(site.postbox.letters) == 20


def test_a7_reviews_one_journalist_with_one_key(site: Site, officer: Page):
    journalists_apply(site, 2)
    hands = Hands(officer)

    hands.open("/desk/e/1/press")
    expect(officer.locator(".rail")).to_contain_text("Reporter 01")
    hands.press_key("a")
    expect(officer.locator(".rail")).to_contain_text("Reporter 02")

    stay_within("A7", hands)
    assert standings(site) == {"accepted": 1, "submitted": 1}


def test_keys_move_mark_undo_and_can_be_switched_off(site: Site, officer: Page):
    journalists_apply(site, 3)
    officer.goto("/desk/e/1/press")
    until_ready(officer)
    shown = officer.locator(".rail")
    expect(shown).to_contain_text("Reporter 01")

    officer.keyboard.press("j")
    expect(shown).to_contain_text("Reporter 02")
    officer.keyboard.press("k")
    officer.keyboard.press("x")
    expect(officer.get_by_text("1 selected")).to_be_visible()
    officer.keyboard.press("a")
    expect(officer.get_by_role("status").filter(has_text="1 decided.")).to_be_visible()
    assert standings(site) == {"accepted": 1, "submitted": 2}
    until_ready(officer)
    officer.keyboard.press("z")
    expect(officer.get_by_role("row", name="Reporter 01")).to_be_visible()
    assert standings(site) == {"submitted": 3}

    officer.keyboard.press("?")
    officer.get_by_label("Use these keys on this device").uncheck()
    officer.keyboard.press("Escape")
    officer.reload()
    until_ready(officer)
    officer.keyboard.press("j")
    officer.keyboard.press("a")
    expect(shown).to_contain_text("Reporter 01")
    assert standings(site) == {"submitted": 3}


def test_a9_uploads_a_press_kit_and_sets_an_embargo(site: Site, officer: Page):
    hands = Hands(officer)

    hands.open("/desk/e/1/materials")
    drop(officer, {f"hall-{number}.jpg": photo((60 + number, 40)) for number in range(6)})
    hands.clicks += 1
    expect(officer.get_by_text("6 files", exact=False)).to_be_visible()
    hands.type(officer.get_by_label("Embargo until"), "2026-12-04T12:00")
    hands.press_button("Save")
    expect(officer.get_by_text("Until 4 December", exact=False).first).to_be_visible()

    stay_within("A9", hands)
    with site.app.app_context():
        kept = {each.embargo_at for each in db.session.query(Material)}
    assert kept == {datetime(2026, 12, 4, 6, 0, tzinfo=UTC)}
    assert "hall-0.jpg" not in site.read("/en/e/safe-learning/press").decode()


def drop(page: Page, files: dict[str, bytes]):
    """Let go of files over the place for them."""
    dropped = page.evaluate_handle(
        """(files) => {
            const carried = new DataTransfer();
            for (const [name, bytes] of files)
                carried.items.add(new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }));
            return carried;
        }""",
        [[name, list(data)] for name, data in files.items()],
    )
    until_ready(page)
    page.dispatch_event(".upload", "drop", {"dataTransfer": dropped})


def test_a10_sees_what_needs_attention_today(demo: Site, desk_session: StorageState, visit: Visit):
    page = visit(demo, storage_state=desk_session)
    page.goto("/desk?lang=en")
    hands = Hands(page)

    expect(page.get_by_role("heading", name="To decide")).to_be_in_viewport()
    assert page.locator(".tasks li:visible").count() > 1
    expect(page.locator(".tasks li .button").first).to_be_in_viewport()

    stay_within("A10", hands)


def test_a11_sees_whether_the_hall_is_free_on_friday(site: Site, officer: Page):
    with site.app.app_context():
        event = its_event()  # on the Friday of next week
        event.venue = make_venue(organisation=event.organisation)
        event.room = event.venue.rooms[0]
        db.session.commit()
    officer.goto("/desk/venues")
    hands = Hands(officer)

    hands.press_link("What is free")
    this_friday = officer.get_by_role("row", name="Fri 27 Nov")
    expect(this_friday.get_by_text("Free", exact=True)).to_be_visible()
    hands.press_link("Next week")
    next_friday = officer.get_by_role("row", name="Fri 4 Dec")
    expect(next_friday).to_contain_text("12:00 to 13:30 Safe learning environment")

    stay_within("A11", hands)


def test_a12_makes_a_report_for_the_minister(
    demo: Site, desk_session: StorageState, visit: Visit, values: dict[str, str]
):
    page = visit(demo, storage_state=desk_session)
    page.goto(screens.address("details", "en", values))
    hands = Hands(page)

    hands.press_link("Report")
    with page.expect_download() as report:
        hands.press_button("PDF")

    stay_within("A12", hands)
    words = words_of_pdf(report.value.path())
    for part in ("Registered", "Outlets", "Languages"):  # numbers, and what the plots are of
        assert part in words


def test_a13_imports_a_spreadsheet_with_duplicates(site: Site, officer: Page, tmp_path: Path):
    with site.app.app_context():
        ministry = its_event().organisation
        make_contact(organisation=ministry, names=Texts(ky="Айгүл Төлөева"), emails=[], phones=[])
        make_contact(organisation=ministry, emails=[Email(address="person7@example.org")])
    table = tmp_path / "press.csv"
    table.write_text(rows_of_people(), encoding="utf-8")
    officer.clock.install(time=site.now)
    hands = Hands(officer)

    hands.open("/desk/contacts/import")
    hands.attach(officer.get_by_label("File"), table)
    hands.press_button("Continue")
    expect(officer.get_by_text("250 rows found")).to_be_visible()
    hands.press_button("Import contacts")
    until_ready(officer)
    site.run_jobs()
    officer.clock.run_for(10_000)  # the page looks by itself
    expect(officer.get_by_text("249", exact=True)).to_be_visible()
    hands.press_link("Look for duplicates")
    hands.press_link("Compare")
    hands.press_button("Merge into one")
    expect(officer.get_by_text("No two contacts look alike.")).to_be_visible()

    stay_within("A13", hands)
    with site.app.app_context():
        assert db.session.query(Contact).filter(Contact.merged_into_id.is_(None)).count() == 250


def rows_of_people() -> str:
    """A table of 250: one has an address that is known, one a name that is."""
    people = [f"Person {number};person{number}@example.org" for number in range(1, 250)]
    return "\r\n".join(("Name;E-mail", *people, "Aigul Toloeva;aigul@example.org", ""))


def test_a14_prints_the_list_name_plates_and_badges(site: Site, officer: Page):
    with site.app.app_context():
        event = its_event()
        make_participation(event)
        for name in ("Ainura Bekova", "Emir Osmonov"):
            make_registration(event, name=name)
    hands = Hands(officer)

    hands.open("/desk/e/1/documents")
    said = [pdf_of(hands, name) for name in ("Attendance sheet", "Name plates", "Badges, ten")]

    stay_within("A14", hands)
    assert all("Emir Osmonov" in words for words in (said[0], said[2]))
    assert "Marat Bekov" in said[1]


def pdf_of(hands: Hands, document: str) -> str:
    """What stands on a document that is fetched with one click."""
    row = hands.page.get_by_role("row", name=document)
    with hands.page.expect_download() as printed:
        hands.press(row.get_by_role("link", name="PDF"))
    return words_of_pdf(printed.value.path())


def words_of_pdf(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
