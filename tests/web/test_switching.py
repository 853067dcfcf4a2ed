"""A form seen in another language half-way: what was typed stays, and nothing is taken."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.web.guard import Role
from tests.conftest import NOW
from tests.digests.conftest import make_subscription
from tests.factories import (
    make_applicant,
    make_category,
    make_contact,
    make_event,
    make_intake,
    make_invite,
    make_item,
    make_user,
    make_venue,
)
from tests.signing_in import sign_in

BUTTON = re.compile(r'form="(\w+)" name="switch_to" value="ru" formaction="([^"]+)"')
ADDRESS = {"email": "half typed@exam"}
TITLE = {"titles-en": "Half ty"}
NAME = {"names-en": "Half ty"}

PUBLIC = {
    "lost link": (lambda: f"/en/e/{make_category().event.slug}/lost-link", ADDRESS),
    "lost application": (lambda: f"/en/e/{make_intake().event.slug}/accredit/link", ADDRESS),
    "colleague": (lambda: f"/a/{make_applicant().token}/colleague", {"name": "Half ty"} | ADDRESS),
    "digests": (lambda: "/en/subscribe/mail", ADDRESS),
    "accept": (
        lambda: f"/i/{make_invite(companions=2).token}",
        {"people-0": "Half ty"},
    ),
    "sign in": (lambda: make_user() and "/account/sign-in", ADDRESS),
    "password": (lambda: "/account/reset", ADDRESS),
    "link": (lambda: "/account/link", ADDRESS),
}
DESK = {
    "item": (lambda event: f"/desk/e/{event.id}/programme/{make_item(event).id}", TITLE),
    "person": (lambda event: f"/desk/e/{event.id}/people/new", NAME),
    "message": (
        lambda event: f"/desk/e/{event.id}/messages/mailings/new",
        {"subjects-en": "Half ty"},
    ),
    "question": (
        lambda event: f"/desk/e/{event.id}/registrations/form/new?kind=line",
        {"labels-en": "Half ty"},
    ),
    "quote": (
        lambda event: f"/desk/e/{event.id}/outcome/quotes/new",
        {"texts-en": "Half ty"},
    ),
    "cancel": (lambda event: f"/desk/e/{event.id}/cancel", {"reasons-en": "Half ty"}),
    "venue": (lambda _event: "/desk/venues/new", NAME),
    "contact": (lambda _event: "/desk/contacts/new", NAME),
    "partner": (lambda _event: "/desk/organisations/new", NAME),
    "event": (lambda _event: "/desk/events/new/briefing", {"title": "Half ty"}),
    "paste": (lambda _event: "/desk/events/new/paste", {"text": "Half ty"}),
}


def switch(browser, path, typed):
    """The page in Russian, by the button of its language menu."""
    found = BUTTON.search(browser.get(path).text)
    assert found, "the language menu does not send the form"
    form, address = found[1], unescape(found[2])
    page = browser.post(address, data=typed | {"switch_to": "ru"})
    assert page.status_code == 200
    assert '<html lang="ru"' in page.text
    assert f'id="{form}"' in page.text
    return page


@pytest.mark.parametrize(("path", "typed"), PUBLIC.values(), ids=PUBLIC)
def test_a_public_form_keeps_what_was_typed(client, path, typed):
    page = switch(client, path(), typed)

    assert all(f'value="{text}"' in page.text for text in typed.values())
    assert "aria-invalid" not in page.text
    assert db.session.scalar(select(func.count(Message.id))) == 0


@pytest.mark.parametrize(("path", "typed"), DESK.values(), ids=DESK)
def test_a_form_of_the_desk_keeps_what_was_typed(desk, path, typed):
    event = make_event(organisation=desk.organisation)

    page = switch(desk, path(event), typed)

    assert "Half ty" in page.text
    assert "aria-invalid" not in page.text


def test_looking_at_a_form_in_four_languages_uses_up_no_tries(client, limits):
    path = f"/en/e/{make_category().event.slug}/lost-link"
    address = {"email": "ada@example.org"}

    for language in ("kk", "ky", "ru", "tr"):
        client.post(path, data=address | {"switch_to": language})

    assert client.post(path, data=address).status_code == 200


def test_ones_own_subscription_keeps_the_choice(client):
    subscription = make_subscription(NOW)

    page = switch(client, f"/s/{subscription.token}", {"frequency": "weekly", "language": "tr"})

    assert re.search(r'<input[^>]* checked[^>]* value="weekly"', page.text)
    db.session.expire_all()
    assert subscription.language == "en"


def test_ones_own_data_keep_what_was_corrected(client):
    contact = make_contact()

    page = switch(client, f"/c/{contact.token}", {"name": "Half ty", "language": "ky"})

    assert 'value="Half ty"' in page.text
    db.session.expire_all()
    assert contact.names["en"] == "Marat Bekov"


def test_who_only_reads_a_form_switches_by_a_link(client, desk):
    venue = make_venue(organisation=desk.organisation)
    sign_in(client, make_user(desk.organisation, Role.VIEWER))

    page = client.get(f"/desk/venues/{venue.id}").text

    assert "switch_to" not in page
    assert f'href="/desk/venues/{venue.id}?lang=ru"' in page
