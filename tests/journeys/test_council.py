"""A Kazakh press release on a council: a whole day, from the first form to the cancellation."""

import re
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import council, desk
from tests.journeys.announcements import Announcement, row_numbers
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.letters import invitation, text
from tests.journeys.public import entry_in_feed, register, starts, words_of
from tests.journeys.server import Site

ANNOUNCED = datetime(2015, 11, 16, 5, 0, tzinfo=UTC)
NEXT_DAY = date(2015, 11, 19)
REMINDER = datetime(2015, 11, 18, 7, 0, tzinfo=UTC)  # the day before, at noon in Aktobe


@pytest.fixture
def seed() -> Announcement:
    return Announcement("000")


def test_council_on_a_day_without_an_hour(site: Site, visit: Visit, seed: Announcement):
    site.turn_clock(ANNOUNCED)
    organiser = visit(site)
    event = council.enter(organiser, site, seed)
    path = desk.publish(organiser, event).replace("/en/", "/kk/")
    reader = visit(site)
    every_row_is_on_its_page(reader, path, seed)
    the_figures_are_bold(reader)
    both_phones_can_be_dialled(reader, seed)

    register(visit(site, viewport=PHONE), path, name="Айгүл Сейтова", email="aigul@example.org")
    the_confirmation_holds_the_whole_day(site, seed)
    it_moves_to_the_next_day(site, organiser, event, seed)
    the_reminder_goes_out_the_day_before(site)
    the_cancellation_takes_the_day_out_of_calendars(site, organiser, event, seed)


def received(site: Site) -> list[EmailMessage]:
    """What has come to the registered person; administrators get letters as well."""
    return [letter for letter in site.postbox.letters if "aigul@example.org" in letter["To"]]


def the_confirmation_holds_the_whole_day(site: Site, seed: Announcement):
    site.run_jobs()

    (letter,) = received(site)
    assert council.title(seed) in letter["Subject"]
    assert "18 Сәрсенбі, 2015 ж. қараша" in text(letter)
    method, entry = invitation(letter)
    assert (method, starts(entry)) == ("REQUEST", council.DAY)
    assert starts(entry_in_feed(site, "kk", council.title(seed))) == council.DAY


def it_moves_to_the_next_day(site: Site, organiser: Page, event: str, seed: Announcement):
    desk.act(organiser, event, "Move")
    organiser.get_by_label("Starts on").fill(NEXT_DAY.isoformat())
    desk.save(organiser, "Move event and tell 1 person", "1 person hears of it in ten minutes.")
    site.turn_clock(site.now + timedelta(minutes=10))
    site.run_jobs()

    _confirmation, letter = received(site)
    assert "19 Бейсенбі, 2015 ж. қараша" in text(letter)
    method, entry = invitation(letter)
    assert (method, starts(entry), entry.sequence.value) == ("REQUEST", NEXT_DAY, "1")
    assert starts(entry_in_feed(site, "kk", council.title(seed))) == NEXT_DAY


def the_reminder_goes_out_the_day_before(site: Site):
    site.turn_clock(REMINDER - timedelta(seconds=10))
    site.run_jobs()
    assert len(received(site)) == 2

    site.turn_clock(REMINDER)
    site.run_jobs()

    letter = received(site)[-1]
    assert len(received(site)) == 3
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def the_cancellation_takes_the_day_out_of_calendars(
    site: Site, organiser: Page, event: str, seed: Announcement
):
    desk.sign_in_again(organiser)
    desk.act(organiser, event, "Cancel event")
    desk.choose_language(organiser, "kk")
    desk.write(organiser, "kk", {"Reason": "Әуежай жабық."})
    desk.save(organiser, "Cancel event and tell 1 person", "1 person hears of it")
    site.turn_clock(site.now + timedelta(minutes=10))
    site.run_jobs()

    letter = received(site)[-1]
    assert "Әуежай жабық." in text(letter)
    method, entry = invitation(letter)
    assert (method, entry.status.value, starts(entry)) == ("CANCEL", "CANCELLED", NEXT_DAY)
    in_feed = entry_in_feed(site, "kk", council.title(seed))
    assert (in_feed.status.value, starts(in_feed)) == ("CANCELLED", NEXT_DAY)


def test_every_row_is_looked_for_or_waits_for_its_place(seed: Announcement):
    looked_for = {row for row, _words in council.ROWS} | set(council.FIGURES) | set(council.REACH)

    assert looked_for | set(council.LATER) == row_numbers(0)


def every_row_is_on_its_page(reader: Page, path: str, seed: Announcement):
    reader.goto(path)
    shown = words_of(reader)
    assert {row: words for row, words in council.ROWS if words not in seed.words} == {}
    assert {row: words for row, words in council.ROWS if words not in shown} == {}
    assert "**" not in shown


def the_figures_are_bold(reader: Page):
    bold = reader.locator(".prose strong").all_text_contents()
    assert set(council.FIGURES.values()) <= set(bold)


def both_phones_can_be_dialled(reader: Page, seed: Announcement):
    reach = council.contact(seed)
    for written in (reach["0.30"], reach["0.31"]):
        number = "+7" + re.sub(r"\D", "", written)[1:]  # 8 is how one dials inside the country
        link = reader.locator(f"a[href='tel:{number}']", has_text=written)
        expect(link).to_be_visible()
    expect(reader.get_by_role("link", name=reach["0.32"])).to_be_visible()
