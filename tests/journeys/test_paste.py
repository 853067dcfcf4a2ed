"""Job A1 of a press officer: a pasted announcement is public after three screens and few clicks."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.announcements import Announcement, annotated
from tests.journeys.conftest import Visit
from tests.journeys.hands import Hands, stay_within
from tests.journeys.server import Site

REACHED_AT = re.compile(r"[\w.]+@[\w.]+\w|\+\d[\d ()-]{9,}\d")  # addresses, numbers


@pytest.mark.parametrize(
    ("number", "announced", "found"),
    [
        (
            "000",
            datetime(2015, 11, 16, 5, 0, tzinfo=UTC),
            ("Ғылыми-техникалық", "Ақтөбе"),
        ),
        (
            "004",
            datetime(2019, 6, 12, 5, 0, tzinfo=UTC),
            ("12:00", "Ош", "“НУР ТВ” пресс-борбору", "Европа Бирлиги"),
        ),
    ],
    ids=["council", "press conference"],
)
def test_a_pasted_announcement_is_public_in_a_few_clicks(
    site: Site, visit: Visit, number: str, announced: datetime, found: tuple[str, ...]
):
    seed = Announcement(number)

    shown = paste(site, visit, seed.text, announced, zone="Asia/Bishkek")

    expected = (*found, *REACHED_AT.findall(seed.text))
    assert len(expected) > len(found)
    assert [words for words in expected if words.lower() not in shown] == []
    assert "[bookmark" not in shown


@pytest.mark.parametrize(
    ("name", "zone"),
    [("kk-s04", "Asia/Almaty"), ("en-s01", "Asia/Bishkek"), ("tr-s01", "Europe/Istanbul")],
)
def test_texts_of_other_houses_are_public_in_as_few_clicks(
    site: Site, visit: Visit, name: str, zone: str
):
    text = annotated(name)
    announced = datetime.fromisoformat(text["ref_date"]).replace(hour=6, tzinfo=UTC)

    shown = paste(site, visit, text["text"], announced, zone=zone)

    said = text["gold"]
    fields = ("start_time", "registration_time", "city", "venue", "address")
    expected = [*said["title"].split()[:3], *(said[field] for field in fields), *said["emails"]]
    assert [words for words in expected if words.lower() not in shown] == []


def paste(site: Site, visit: Visit, text: str, announced: datetime, *, zone: str) -> str:
    """Make an event of a text; the words of its public page, in small letters."""
    site.turn_clock(announced)
    organiser = visit(site)
    desk.set_up(organiser, site, organisation="Press Service", language="ky", zone=zone)
    organiser.goto("/desk/events")
    hands = Hands(organiser)
    publish(hands, text)
    stay_within("A1", hands)
    organiser.get_by_role("link", name=re.compile("View|Public page")).first.click()
    organiser.wait_for_load_state()
    return " ".join(organiser.locator("main").inner_text().split()).lower()


def publish(hands: Hands, text: str):
    """From the list of events to the public page."""
    page = hands.page
    hands.press(page.get_by_role("link", name="New event").first)
    hands.press_link("Paste an announcement")
    page.get_by_label("Text of the announcement").fill(text)  # pasted, not typed
    hands.press_button("Read it")
    expect(page.get_by_role("heading", name="Your text")).to_be_visible()
    right = page.get_by_label("I have looked at the fields marked “To be checked”: they are right")
    if right.count():
        hands.press(right)
    hands.press(page.get_by_role("button", name=re.compile("ublish$")))
    expect(page.get_by_role("status").filter(has_text="Published.")).to_be_visible()
