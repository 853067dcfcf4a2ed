"""The page behind the footer of a mail: unsubscribing, kinds, language, pause, digests."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.contacts.models import Email
from eventsapp.digests import services as digests
from eventsapp.digests.models import Frequency
from eventsapp.digests.models import State as Subscribed
from eventsapp.events.filters import Filter
from eventsapp.extensions import db
from eventsapp.invitations import letters as invitations
from eventsapp.mail import preferences, services
from eventsapp.mail.models import Message, State
from eventsapp.materials import letters as kits
from eventsapp.preferences import languages
from eventsapp.site.freshness import HOME_ZONE
from tests.digests.conftest import WISH, make_subscription
from tests.factories import (
    make_applicant,
    make_card,
    make_city,
    make_contact,
    make_event,
    make_invite,
    make_organisation,
    make_registration,
)
from tests.materials.kits import make_material

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)
HOME = ZoneInfo(HOME_ZONE)
KAZAKH = {"save": "1", "kinds": list(preferences.TO_READERS), "language": "kk"}


@pytest.fixture
def link(queue):
    """The path of the unsubscribing link in a Russian reminder."""
    message = queue(language="ru", unsubscribe=True)
    return services.unsubscribe_url(message).removeprefix("https://agenda.example.org")


def test_unsubscribe_page_asks_and_changes_nothing(client, link):
    page = client.get(link)

    assert page.status_code == 200
    assert '<html lang="ru"' in page.text
    assert "ada@example.org" in page.text
    assert not services.is_unsubscribed("ada@example.org", "event:1")


def test_one_click_of_a_mail_program_unsubscribes(client, link):
    answer = client.post(link, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert services.is_unsubscribed("ada@example.org", "event:1")


def test_one_click_as_a_multipart_form_and_twice_is_the_same(client, link):
    for _ in range(2):
        answer = client.post(
            link, data={"List-Unsubscribe": "One-Click"}, content_type="multipart/form-data"
        )
        assert answer.status_code == 200

    assert services.unsubscribed("event:1") == {"ada@example.org"}


def test_one_click_needs_no_form_token(app, client, link):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post(link, data={"List-Unsubscribe": "One-Click"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert answer.status_code == 200


def test_unsubscribing_takes_back_the_waiting_reminder(client, queue):
    message = queue(unsubscribe=True)

    client.post(services.unsubscribe_url(message))

    db.session.expire_all()
    assert message.state is State.WITHDRAWN


def test_undo_subscribes_again(client, link):
    client.post(link)

    page = client.post(link, data={"subscribe": "again"})

    assert page.status_code == 200
    assert not services.is_unsubscribed("ada@example.org", "event:1")


def test_language_can_be_changed(client, link):
    assert '<html lang="tr"' in client.get(f"{link}?lang=tr").text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("token", ["x", "aaaaaaaaaeaab", "ы" * 30, "a" * 5000])
def test_unknown_token_is_not_found(client, queue, method, token):
    queue(unsubscribe=True)

    assert getattr(client, method)(f"/u/{token}").status_code == 404


def test_token_of_a_confirmation_is_not_found(client, queue):
    path = services.unsubscribe_url(queue()).removeprefix("https://agenda.example.org")

    assert client.post(path).status_code == 404


def test_erased_message_is_not_found(client, queue):
    message = queue(unsubscribe=True)
    path = services.unsubscribe_url(message)
    services.erase(topic="event:1")
    db.session.commit()

    assert client.get(path).status_code == 404


def checked(page) -> list[str]:
    """The kinds that are ticked on the page."""
    return re.findall(r'<input checked [^>]*value="(\w+)"', page.text)


def test_page_shows_what_is_chosen_and_changes_nothing(client, link):
    page = client.get(link)

    assert page.status_code == 200
    assert checked(page) == ["reminders", "thanks", "news", "invitations", "kits"]
    assert preferences.find("ada@example.org") is None


def test_kinds_and_pause_are_kept(client, link):
    wanted = {"save": "1", "kinds": ["news"], "language": "ru", "paused_until": "2026-12-24"}
    page = client.post(link, data=wanted)

    kept = preferences.find("ada@example.org")
    assert kept.declined == ["reminders", "thanks", "invitations", "kits"]
    assert kept.paused_until == datetime(2026, 12, 24, tzinfo=UTC)
    assert checked(page) == checked(client.get(link)) == ["news"]
    assert not services.is_unsubscribed("ada@example.org", "event:1")


def test_pause_that_is_no_date_is_refused_with_what_was_chosen(client, link):
    wrong = {"save": "1", "kinds": ["news"], "language": "ru", "paused_until": "31.31.2026"}
    page = client.post(link, data=wrong)

    assert page.status_code == 422
    assert checked(page) == ["news"]
    assert "error-summary" in page.text
    assert preferences.find("ada@example.org") is None


def test_saving_needs_no_session(app, client, link):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post(link, data={"save": "1", "kinds": ["news"], "language": "ru"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert preferences.find("ada@example.org").declined == [
        "reminders",
        "thanks",
        "invitations",
        "kits",
    ]


def test_language_holds_for_registrations_and_digests_of_the_address_alone(client, link):
    event = make_event()
    own = make_registration(event, email="ada@example.org", language="ru")
    other = make_registration(event, email="bob@example.org", language="ru")
    digest = make_subscription(NOW, language="ru")

    page = client.post(link, data={"save": "1", "language": "kk", digest_name(digest): "daily"})

    db.session.expire_all()
    assert '<html lang="kk"' in page.text
    assert (own.language, other.language, digest.language) == ("kk", "ru", "kk")
    assert '<html lang="kk"' in client.get(link).text


def test_language_holds_for_the_next_letter_to_somebody_who_is_invited(client, queue):
    event = make_event()
    soon = event.starts_at - timedelta(days=5)
    invite = make_invite(event, email="ada@example.org", language="ru", remind_at=soon)
    make_invite(event, email="bob@example.org", language="ru", remind_at=soon, round=invite.round)
    message = queue(language="ru", unsubscribe=True, topic=event.topic)
    link = services.unsubscribe_url(message).removeprefix("https://agenda.example.org")

    page = client.post(link, data=KAZAKH)
    invitations.remind_due(soon)
    db.session.commit()

    reminders = db.session.query(Message).filter_by(template="invitations/reminder")
    assert '<html lang="kk"' in page.text
    assert '<html lang="kk"' in client.get(link).text
    assert {each.recipient: each.language for each in reminders} == {
        "ada@example.org": "kk",
        "bob@example.org": "ru",
    }


def test_language_holds_for_the_next_press_kit(app, client, link, now):
    event = make_event()
    make_material(event)
    for name in ("ada", "bob"):
        make_applicant(event, status=Standing.ACCEPTED, email=f"{name}@example.org", language="ru")

    client.post(link, data=KAZAKH)
    kits.announce_kit(event, now=now)

    letters = db.session.query(Message).filter_by(template="materials/ready")
    assert {each.recipient: each.language for each in letters} == {
        "ada@example.org": "kk",
        "bob@example.org": "ru",
    }


def test_language_of_one_of_a_crew_is_their_own(app, client, link, now):
    event = make_event()
    make_material(event)
    sender = make_applicant(event, status=Standing.ACCEPTED, language="ru")
    own = make_registration(event, email="ada@example.org", language="ru")
    make_applicant(
        event,
        status=Standing.ACCEPTED,
        email="ada@example.org",
        application=sender.application,
        position=1,
        registration=own,
    )

    client.post(link, data=KAZAKH)
    kits.announce_kit(event, now=now)

    letters = db.session.query(Message).filter_by(template="materials/ready")
    assert {each.recipient: each.language for each in letters} == {
        "ada@example.org": "kk",
        sender.email: "ru",
    }


def test_language_holds_for_contacts_and_press_cards(client, link):
    body = make_organisation()
    unasked = make_contact(organisation=body, emails=[Email(address="ada@example.org")])
    russian = make_contact(
        organisation=body, language="ru", emails=[Email(address="ada@example.org")]
    )
    other = make_contact(organisation=body, language="ru")
    card = make_card(body, email="ada@example.org", language="ru")

    client.post(link, data=KAZAKH)

    db.session.expire_all()
    found = [each.language for each in (unasked, russian, other, card)]
    assert found == ["kk", "kk", "ru", "kk"]


# Never written to again by itself (a link asked for is sent in the language of that page), or of
# organisers, who choose it with their account.
OTHERWISE = {"account", "own_calendar", "privacy_handout"}


def test_every_table_of_people_with_a_language_is_asked():
    kept = {model.__tablename__ for model, _mine in languages.KEPT}
    spoken = {
        table.name
        for table in db.metadata.tables.values()
        if {"email", "language"} <= {*table.c.keys()}
    }

    assert spoken - OTHERWISE == kept - {"press_application", "contact"}


def digest_name(subscription) -> str:
    return f"digest_{subscription.id}"


def save_digest(client, link, subscription, answer):
    given = {"save": "1", "language": "en", digest_name(subscription): answer}
    page = client.post(link, data=given)
    db.session.expire_all()
    return page


def test_page_names_what_each_digest_tells_of(client, link):
    make_city()
    make_subscription(NOW, filter=Filter(types=("briefing",), cities=("osh",)))
    make_subscription(NOW, email="bob@example.org")

    page = client.get(f"{link}?lang=en")

    assert "Briefing, Osh" in page.text
    assert "All events" not in page.text


@pytest.mark.parametrize(
    ("answer", "frequency"), [("weekly", Frequency.WEEKLY), ("daily", Frequency.DAILY)]
)
def test_digest_comes_as_often_as_chosen(client, link, answer, frequency):
    digest = make_subscription(NOW)

    page = save_digest(client, link, digest, answer)

    assert (digest.frequency, digest.is_active) == (frequency, True)
    assert digest.due_at.astimezone(HOME).strftime("%H:%M") == "08:00"
    assert f'<option selected value="{answer}">' in page.text


def test_digest_can_be_ended_and_taken_up_again(client, link):
    digest = make_subscription(NOW)

    page = save_digest(client, link, digest, "never")
    assert digest.state is Subscribed.ENDED
    assert '<option selected value="never">' in page.text

    save_digest(client, link, digest, "weekly")
    assert (digest.state, digest.frequency) == (Subscribed.ACTIVE, Frequency.WEEKLY)


def test_digest_that_nobody_confirmed_is_not_shown(client, link):
    digests.subscribe("ada@example.org", Filter(), WISH, now=NOW)
    db.session.commit()

    assert "digest_" not in client.get(link).text


def test_digest_of_another_address_cannot_be_ended(client, link):
    digest = make_subscription(NOW, email="bob@example.org")

    assert save_digest(client, link, digest, "never").status_code == 200

    assert digest.is_active


@pytest.fixture
def brief(queue):
    """The path of the link in a morning brief."""
    message = queue(unsubscribe=True, topic="desk:1", sender_name="Ministry of Education")
    return services.unsubscribe_url(message).removeprefix("https://agenda.example.org")


def test_organiser_is_asked_about_the_mails_for_organisers(client, brief):
    page = client.get(brief)

    assert "the team of Ministry of Education" in page.text
    assert checked(page) == ["morning", "coming", "trouble"]
    assert "reminders" not in page.text
    assert 'name="language"' not in page.text


def test_organiser_keeps_the_morning_brief_alone(client, brief):
    client.post(brief, data={"save": "1", "kinds": ["morning"]})

    assert preferences.find("ada@example.org").declined == ["coming", "trouble"]


def test_organiser_unsubscribes_in_one_click(client, brief):
    page = client.post(brief, data={"List-Unsubscribe": "One-Click"})

    assert "You will get no more mails for organisers" in page.text
    assert services.unsubscribed("desk:1") == {"ada@example.org"}
