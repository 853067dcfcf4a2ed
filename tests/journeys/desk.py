"""What an organiser does on the desk, in its English words."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from eventsapp.accounts.models import User
from eventsapp.core.texts import ENDONYMS
from tests.journeys.server import Site
from tests.signing_in import sign_in

PASSWORD = "quiet river at noon"


def set_up(page: Page, site: Site, *, organisation: str, language: str, zone: str) -> None:
    """Found the installation with the link of the console, and read the desk in English."""
    page.goto(re.findall(r"http\S+/setup\S+", site.console())[0])
    page.get_by_label("Organisation", exact=True).fill(organisation)
    page.get_by_role("combobox", name="Language").select_option(language)
    page.get_by_label("Time zone").select_option(zone)
    page.get_by_label("Your full name").fill("Dana Kim")
    page.get_by_label("Your e-mail").fill("dana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Start").click()
    expect(page).to_have_url(re.compile("/desk$"))
    page.goto("/account?lang=en")
    page.get_by_label("Language of the interface").select_option("en")
    save(page, "Save profile", "saved")


def come_signed_in(page: Page, site: Site, user: User) -> None:
    """Have somebody at the desk who has signed in already. Call within the site's app context."""
    name = site.app.config["SESSION_COOKIE_NAME"]
    cookie = sign_in(site.app.test_client(), user).get_cookie(name)
    assert cookie is not None
    page.context.add_cookies([{"name": name, "value": cookie.value, "url": site.url}])


def write(place: Page | Locator, language: str, texts: Mapping[str, str]) -> None:
    """Fill in texts by their labels; their language has been chosen above them."""
    for label, text in texts.items():
        place.get_by_label(re.compile(rf"^{label} {ENDONYMS[language]}")).fill(text)


def choose_language(page: Page, language: str) -> None:
    """Show the texts of this language."""
    page.locator(".language-choice label", has_text=ENDONYMS[language]).click()


def save(page: Page, button: str, said: str) -> None:
    """Press a button and wait for the answer."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()


def add_partner(page: Page, language: str, name: str, about: str, website: str) -> None:
    """Put an organisation into the directory."""
    page.goto("/desk/organisations/new")
    choose_language(page, language)
    write(page, language, {"Name": name, "About the organisation": about})
    page.get_by_label("Website").fill(website)
    save(page, "Save organisation", "saved")


def describe_organisation(
    page: Page, name: str, language: str, about: str, website: str, *, logo: Path | None = None
) -> None:
    """Complete an organisation that is in the directory already."""
    page.goto("/desk/organisations")
    page.get_by_role("link", name=name).click()
    choose_language(page, language)
    write(page, language, {"About the organisation": about})
    page.get_by_label("Website").fill(website)
    if logo:
        page.get_by_label("Choose a logo").set_input_files(logo)
    save(page, "Save organisation", "saved")


def begin_event(
    page: Page,
    kind: str,
    *,
    title: str,
    language: str,
    day: date,
    hour: str = "",
    city: str,
    usual_programme: bool = False,
) -> str:
    """A draft from a type, in five fields; returns its address on the desk."""
    page.goto("/desk/events")
    page.get_by_role("link", name="New event").first.click()
    page.get_by_role("link", name=kind, exact=True).click()
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Language of the title").select_option(language)
    page.get_by_label("Day").fill(day.isoformat())
    if hour:
        page.get_by_label("Hour").fill(hour)
    page.get_by_label("City").select_option(label=city)
    page.get_by_label("Start with the usual programme").set_checked(usual_programme)
    save(page, "Save draft", "Draft saved")
    return page.url.removesuffix("/details")


def add_body(page: Page, number: int, role: str, name: str) -> None:
    """One organisation in its role, from the directory or, if it is not there, a new one."""
    page.get_by_role("button", name="Add an organisation").click()
    row = page.get_by_role("group", name=f"Organisation {number}", exact=True)
    row.get_by_label("Role", exact=True).select_option(label=role)
    known = row.get_by_label("Organisation", exact=True)
    expect(row.get_by_label("or a new one")).to_be_visible()  # below the list, which is whole then
    if known.get_by_role("option", name=name, exact=True).count():
        known.select_option(label=name)
    else:
        row.get_by_label("or a new one").fill(name)


def add_press_contact(page: Page, *, phones: str, emails: str) -> None:
    """Somebody new who answers the press."""
    page.get_by_role("button", name="Add a press contact").click()
    row = page.get_by_role("group", name="Press contact 1", exact=True)
    row.get_by_label("Phones").fill(phones)
    row.get_by_label("E-mail addresses").fill(emails)


def add_person(page: Page, event: str, language: str, name: str, posts: list[str]) -> None:
    """Somebody who speaks, with every post they hold."""
    page.goto(f"{event}/people")
    page.get_by_role("link", name="New person").first.click()
    choose_language(page, language)
    write(page, language, {"Full name": name})
    for number, post in enumerate(posts):
        if number:
            page.get_by_role("button", name="Add a post").click()
        page.get_by_label(f"Post {ENDONYMS[language]}").nth(number).fill(post)
    save(page, "Save person", "Person added.")


def add_item(page: Page, event: str, language: str, title: str, *, hour: str = "") -> None:
    """One item of the programme; without an hour a point of the agenda."""
    page.goto(f"{event}/programme")
    page.get_by_role("link", name=re.compile(r"^Add (an|the first) item$")).click()
    choose_language(page, language)
    write(page, language, {"Title": title})
    if hour:
        page.get_by_label("Starts at").fill(hour)
    save(page, "Save item", "Item added.")


def publish(page: Page, event: str) -> str:
    """Make it public; returns the path of its public page in English."""
    page.goto(f"{event}/publish")
    page.get_by_role("button", name="Publish", exact=True).click()
    link = page.get_by_role("link", name="View page")
    return str(link.get_attribute("href"))


def sign_in_again(page: Page) -> None:
    """After a night: who did not ask to be remembered has been signed out."""
    page.goto("/account/sign-in?lang=en")
    page.get_by_label("E-mail").fill("dana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/desk$"))


def act(page: Page, event: str, name: str) -> None:
    """Choose something from the menu of an event."""
    page.goto(f"{event}/details")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("link", name=name, exact=True).click()
    expect(page).not_to_have_url(re.compile("/details$"))  # which has fields of the same names
