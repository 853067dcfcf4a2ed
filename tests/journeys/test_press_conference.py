"""A Kyrgyz press announcement, from the first form to the cancellation, as it was in June 2019."""

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import desk, press_conference
from tests.journeys.announcements import Announcement, row_numbers
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.letters import invitation, part, text
from tests.journeys.public import entry_in_feed, register, starts, words_of
from tests.journeys.server import Site

ANNOUNCED = datetime(2019, 6, 10, 4, 0, tzinfo=UTC)
START = datetime(2019, 6, 14, 6, 0, tzinfo=UTC)  # 12:00 in Osh
MOVED = START + timedelta(minutes=30)
REMINDER = datetime(2019, 6, 13, 6, 0, tzinfo=UTC)  # the day before, at noon in Osh
SECOND = timedelta(seconds=1)


@pytest.fixture
def seed() -> Announcement:
    return Announcement("004")


def test_press_conference_from_announcement_to_cancellation(
    site: Site, visit: Visit, seed: Announcement, tmp_path: Path
):
    site.turn_clock(ANNOUNCED)
    organiser = visit(site)
    event = press_conference.enter(organiser, site, seed, tmp_path)
    path = desk.publish(organiser, event).replace("/en/", "/ky/")
    press_conference.add_school_visit(organiser, event, seed)
    reader = visit(site)
    every_row_is_on_its_page(reader, path, seed)
    bodies_and_contact_are_what_they_are(reader, path, seed)
    it_is_found_in_any_spelling(site, seed)

    register(visit(site, viewport=PHONE), path, name="Айнура Бекова", email="ainura@example.org")
    the_confirmation_arrives(site, seed)
    the_start_moves_by_half_an_hour(site, organiser, event, seed)
    the_reminder_goes_out_the_day_before(site, seed)
    the_cancellation_reaches_everyone(site, organiser, event, seed)


def test_every_row_is_looked_for_or_waits_for_its_place(seed: Announcement):
    looked_for = {row for row, _words in press_conference.rows(seed)}

    assert looked_for | set(press_conference.LATER) == row_numbers(4)


def every_row_is_on_its_page(reader: Page, path: str, seed: Announcement):
    reader.goto(path)
    shown = words_of(reader)
    rows = press_conference.rows(seed)
    assert {row: words for row, words in rows if words not in seed.words} == {}
    assert {row: words for row, words in rows if words.casefold() not in shown.casefold()} == {}


def bodies_and_contact_are_what_they_are(reader: Page, path: str, seed: Announcement):
    number = press_conference.phone(seed).replace(" ", "")
    expect(reader.locator(f"a[href='tel:{number}']").first).to_be_visible()
    expect(reader.locator(".bodies img")).to_have_count(1)
    reader.goto(path.replace("/ky/", "/en/"))
    roles = {
        dl.locator("dt").text_content(): [
            dd.text_content().strip() for dd in dl.locator("dd").all()
        ]
        for dl in reader.locator(".bodies-role").all()
    }
    assert roles == press_conference.BODIES_BY_ROLE
    reader.get_by_role("link", name=press_conference.PROJECT).first.click()
    expect(reader.locator("a[href='https://safe.edu.kg/']")).to_be_visible()


def it_is_found_in_any_spelling(site: Site, seed: Announcement):
    speaker = seed.match(press_conference.SPEAKERS[0])["name"].split()[-1]
    for words in (speaker, "koopsuzdugu", "Oş", "adenauer"):
        answer = site.read(f"/ky/search?q={quote(words)}").decode()
        found = re.sub("</?mark>", "", answer)  # which stand round what was looked for
        assert press_conference.title(seed) in found, words


def received(site: Site) -> list[EmailMessage]:
    """What has come to the registered person; administrators get letters as well."""
    return [letter for letter in site.postbox.letters if "ainura@example.org" in letter["To"]]


def the_confirmation_arrives(site: Site, seed: Announcement):
    title = press_conference.title(seed)
    site.run_jobs()

    (letter,) = received(site)
    assert letter["To"].addresses[0].addr_spec == "ainura@example.org"
    assert title in letter["Subject"]
    assert "12:00–13:30" in text(letter)
    assert title in text(letter, "text/html")
    assert part(letter, "image/png").get_content().startswith(b"\x89PNG")
    method, entry = invitation(letter)
    assert (method, starts(entry), entry.sequence.value) == ("REQUEST", START, "0")
    assert [each.value for each in entry.attendee_list] == ["mailto:ainura@example.org"]
    assert starts(entry_in_feed(site, "ky", title)) == START


def the_start_moves_by_half_an_hour(site: Site, organiser: Page, event: str, seed: Announcement):
    desk.act(organiser, event, "Move")
    organiser.get_by_label("Starts at").fill("12:30")
    organiser.get_by_label("Ends at").fill("14:00")
    organiser.get_by_label("Doors open at").fill("12:00")
    desk.save(organiser, "Move event and tell 1 person", "1 person hears of it in ten minutes.")
    decided = site.now
    site.turn_clock(decided + timedelta(minutes=9))
    site.run_jobs()
    assert len(received(site)) == 1

    site.turn_clock(decided + timedelta(minutes=10))
    site.run_jobs()

    _confirmation, letter = received(site)
    assert "12:30–14:00" in text(letter)
    method, entry = invitation(letter)
    assert (method, starts(entry), entry.sequence.value) == ("REQUEST", MOVED, "1")
    in_feed = entry_in_feed(site, "ky", press_conference.title(seed))
    assert (starts(in_feed), in_feed.sequence.value) == (MOVED, "1")
    visit_to_the_school = entry_in_feed(site, "ky", press_conference.school_visit(seed))
    assert starts(visit_to_the_school) == START + timedelta(hours=2)  # it stays where it was


def the_reminder_goes_out_the_day_before(site: Site, seed: Announcement):
    site.turn_clock(REMINDER - 10 * SECOND)
    site.run_jobs()
    assert len(received(site)) == 2

    site.turn_clock(REMINDER)
    site.run_jobs()

    letter = received(site)[-1]
    assert len(received(site)) == 3
    assert "12:30" in text(letter)
    assert press_conference.phone(seed) in text(letter)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def the_cancellation_reaches_everyone(site: Site, organiser: Page, event: str, seed: Announcement):
    desk.sign_in_again(organiser)
    desk.act(organiser, event, "Cancel event")
    desk.choose_language(organiser, "ky")
    desk.write(organiser, "ky", {"Reason": "Имаратта жарык өчтү."})
    desk.save(organiser, "Cancel event and tell 1 person", "1 person hears of it in ten minutes.")
    site.turn_clock(site.now + timedelta(minutes=10))
    site.run_jobs()

    letter = received(site)[-1]
    assert len(received(site)) == 4
    assert "Имаратта жарык өчтү." in text(letter)
    method, entry = invitation(letter)
    assert (method, entry.status.value, entry.sequence.value) == ("CANCEL", "CANCELLED", "2")
    in_feed = entry_in_feed(site, "ky", press_conference.title(seed))
    assert (in_feed.status.value, starts(in_feed)) == ("CANCELLED", MOVED)
    expect(organiser.get_by_text("Cancelled", exact=True).first).to_be_visible()
