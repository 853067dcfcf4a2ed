"""Job A8 of a press officer: a list of 400 contacts invited in their own languages, and their answers."""

import re
from datetime import timedelta
from email.message import EmailMessage

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from eventsapp.contacts import lists
from eventsapp.contacts import services as contacts
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.lists import ListDetails
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.extensions import db
from eventsapp.invitations import letters
from eventsapp.mail.models import Message
from eventsapp.organisations.models import Organisation
from tests.conftest import NOW
from tests.journeys import desk
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.hands import Hands, stay_within
from tests.journeys.letters import text
from tests.journeys.server import Site

DAY = NOW.date() + timedelta(days=20)
PEOPLE = 400


def test_a_list_is_invited_in_five_clicks_and_answers(site: Site, visit: Visit):
    organiser = visit(site)
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
    desk.publish(organiser, event)
    keep_a_list(site)

    invite(organiser, event)

    assert languages_of_letters(site) == dict.fromkeys(LANGUAGES, PEOPLE // len(LANGUAGES))
    first = an_english_letter(site)
    assert {part.get_filename() for part in first.iter_attachments()} == {"event.ics", "letter.pdf"}
    answers_on_a_telephone(visit(site, viewport=PHONE, has_touch=True), text(first))
    the_desk_shows_it(organiser, event)


def keep_a_list(site: Site) -> None:
    """The guests in the book, as many in each of the five languages."""
    with site.app.app_context():
        house = db.session.scalars(select(Organisation)).one()
        made = lists.create(house.id, ListDetails(name="Guests"), now=site.now)
        for number in range(PEOPLE):
            language = LANGUAGES[number % len(LANGUAGES)]
            details = ContactDetails(
                names=Texts({language: f"Guest {number}"}),
                original_language=language,
                language=language,
                emails=(f"guest{number}@example.org",),
            )
            lists.add(made, [contacts.create(house, details, now=site.now).id])
        db.session.commit()


def invite(page: Page, event: str) -> None:
    """From the event to the letters on their way."""
    page.goto(f"{event}/details")
    hands = Hands(page)
    hands.press_link("Invitations")
    hands.press_link("Invite people")
    hands.press(page.get_by_label(f"Guests ({PEOPLE})"))
    expect(page.locator(".reach-number")).to_contain_text(str(PEOPLE))
    hands.press_button("Send invitations")
    expect(page.get_by_text(f"{PEOPLE} invitations go out in one minute.")).to_be_visible()
    stay_within("A8", hands)


def languages_of_letters(site: Site) -> dict[str, int]:
    """How many letters are in the outbox once the minute to undo is over, by language."""
    site.turn_clock(site.now + timedelta(minutes=2))
    with site.app.app_context():
        while letters.send_due(site.now):
            db.session.commit()
        counted = select(Message.language, func.count()).group_by(Message.language)
        return {language: number for language, number in db.session.execute(counted)}  # noqa: C416 -- rows


def an_english_letter(site: Site) -> EmailMessage:
    """One of those that the worker sends at first."""
    site.run_jobs()
    return next(each for each in site.postbox.letters if each["Content-Language"] == "en")


def answers_on_a_telephone(page: Page, words: str) -> None:
    """One press in the letter, one on the page; and after a change of mind one more."""
    page.goto(re.findall(r"https?://\S+(/i/\S+#accept)", words)[0])
    page.get_by_role("button", name="I will come").locator("visible=true").tap()
    expect(page.get_by_role("heading", name="You will come")).to_be_visible()
    page.get_by_role("button", name="I cannot").tap()
    expect(page.get_by_role("heading", name="You cannot come")).to_be_visible()
    page.get_by_role("textbox", name="Full name").fill("Bolot Esenov")
    page.get_by_role("textbox", name="E-mail").fill("bolot@example.org")
    page.get_by_role("button", name="Send a deputy").tap()
    expect(page.get_by_role("heading", name="Your deputy comes")).to_be_visible()


def the_desk_shows_it(page: Page, event: str) -> None:
    page.goto(f"{event}/invitations?standing=deputy")
    expect(page.get_by_role("row", name="Bolot Esenov")).to_contain_text("Deputy")
