"""Every screen is open to everyone: axe finds nothing, in light and dark, and a narrow phone shows it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, StorageState, expect

from eventsapp.core.texts import LANGUAGES
from tests.journeys import screens
from tests.journeys.conftest import Visit
from tests.journeys.hands import until_ready
from tests.journeys.server import Site

AXE = Axe()
EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
NARROW = {"width": 320, "height": 640}
LAPTOP = {"width": 1280, "height": 720}
TOO_WIDE = """() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth;
    const out = (box) => box.width && box.right > window.innerWidth + 1;
    const found = [...document.querySelectorAll("main *, header *")];
    return wide ? found.filter((each) => out(each.getBoundingClientRect())).map((each) =>
        `${each.tagName}.${each.className}`).slice(0, 5).concat("too wide") : [];
}"""


@pytest.fixture
def reader(demo: Site, desk_session: StorageState, visit: Visit) -> Page:
    return visit(demo, storage_state=desk_session)


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("screen", screens.MAIN)
def test_screen_has_no_barriers(reader: Page, values: dict[str, str], screen: str, language: str):
    look_at(reader, values, screen, language)


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("screen", screens.REACHED)
def test_screen_behind_a_step_has_no_barriers(
    reader: Page, values: dict[str, str], screen: str, language: str
):
    screens.REACHED[screen](reader, values, language)

    look(reader, language)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", screens.ALL)
def test_no_screen_has_barriers_in_any_language(
    reader: Page, values: dict[str, str], screen: str, language: str
):
    look_at(reader, values, screen, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", ["list", "register"])
def test_screen_is_narrow_enough_before_the_typeface_has_come(
    demo: Site, visit: Visit, values: dict[str, str], screen: str, language: str
):
    reader = visit(demo, viewport=NARROW)
    reader.route("**/*.woff2", lambda route: route.abort())

    reader.goto(screens.address(screen, language, values))

    assert reader.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_of_people_has_its_buttons_in_sight(
    demo: Site, desk_session: StorageState, visit: Visit, values: dict[str, str], language: str
):
    reader = visit(demo, storage_state=desk_session, viewport=LAPTOP)
    reader.goto(screens.address("registrations", language, values))

    button = reader.locator("tbody tr").first.locator("[data-kind=actions] button").last
    frame = reader.locator(".table-frame").bounding_box()
    place = button.bounding_box()

    assert place["x"] + place["width"] <= frame["x"] + frame["width"] + 1


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_first_and_last_day_of_an_event_stand_side_by_side(
    demo: Site, desk_session: StorageState, visit: Visit, values: dict[str, str], language: str
):
    reader = visit(demo, storage_state=desk_session, viewport={"width": 1440, "height": 900})
    reader.goto(screens.address("details", language, values))

    more = "In words that need one more line than those beside them. " * 3
    for words in ("In words.", more):
        reader.locator("[data-hint=ends]").evaluate("(hint, it) => hint.textContent = it", words)
        assert abs(top_of(reader, "starts_on") - top_of(reader, "ends_on")) < 1
        assert abs(top_of(reader, "starts_at") - top_of(reader, "ends_at")) < 1


def test_list_can_be_filtered_without_script(demo: Site, visit: Visit):
    reader = visit(demo, java_script_enabled=False)
    reader.goto("/en/")
    everything = reader.locator(".event-row").count()

    reader.get_by_role("checkbox", name="Press conference").check()
    reader.get_by_role("button", name="Show events").click()
    reader.wait_for_load_state()

    expect(reader.get_by_role("status")).to_have_text(re.compile(r"^\d+ events$"))
    assert 0 < reader.locator(".event-row").count() < everything
    kinds = reader.locator(".event-row-kicker").all_text_contents()
    assert all("Press conference" in kind for kind in kinds)


def test_privacy_names_the_cookies_that_public_pages_set_and_how_long(
    demo: Site, visit: Visit, values: dict[str, str]
):
    reader = visit(demo)
    for screen in screens.PUBLIC:
        reader.request.get(screens.address(screen, "en", values))
    reader.goto("/en/privacy")
    until_ready(reader)
    reader.get_by_label("Language", exact=True).locator("summary").click()
    reader.get_by_role("link", name="English").click()
    reader.wait_for_load_state()

    named = reader.locator(".cookie").all_text_contents()
    kept = {each["name"]: each["expires"] != -1 for each in reader.context.cookies()}
    assert kept == {"language": True, "dateline": False}  # -1: until the browser is closed
    assert set(named) == set(kept)


def top_of(page: Page, name: str) -> float:
    return page.locator(f"[name={name}]").bounding_box()["y"]


def look_at(reader: Page, values: dict[str, str], screen: str, language: str) -> None:
    """A screen that has an address, in every way that counts."""
    answer = reader.goto(screens.address(screen, language, values))
    assert answer is not None
    assert answer.status == (404 if screen == "missing" else 200)
    look(reader, language)


def look(reader: Page, language: str) -> None:
    """Light, then dark, then as narrow as a phone gets."""
    reader.wait_for_load_state()
    assert reader.locator("html").get_attribute("lang") == language
    assert violations(reader, EVERYTHING) == []
    reader.emulate_media(color_scheme="dark", reduced_motion="reduce")
    reader.reload()
    assert violations(reader, COLOURS) == []
    reader.set_viewport_size(NARROW)
    assert reader.evaluate(TOO_WIDE) == []


def violations(page: Page, options: dict) -> list[str]:
    """What axe has to say against the page: the rule, the element, what is wrong with it."""
    return [
        f"{rule['id']}: {node['target']} {node['any'][0]['message'] if node['any'] else ''}"
        for rule in AXE.run(page, options=options).response["violations"]
        for node in rule["nodes"]
    ]
