"""A Kazakh press release on a council: entered, published, registered for, seen as a whole day."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import council, desk
from tests.journeys.announcements import Announcement, row_numbers
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.letters import invitation, text
from tests.journeys.public import entry_in_feed, register, starts, words_of
from tests.journeys.server import Site

ANNOUNCED = datetime(2015, 11, 16, 5, 0, tzinfo=UTC)


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
    site.run_jobs()

    (letter,) = site.postbox.letters
    assert council.title(seed) in letter["Subject"]
    assert "18 Сәрсенбі, 2015 ж. қараша" in text(letter)
    method, entry = invitation(letter)
    assert (method, starts(entry)) == ("REQUEST", council.DAY)
    assert starts(entry_in_feed(site, "kk", council.title(seed))) == council.DAY


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
