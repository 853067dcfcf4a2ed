"""Subscribing by mail: double opt-in, the same word for every address, a page of one's own."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.core import clock, tokens
from eventsapp.digests import services
from eventsapp.digests.models import Frequency, State, Subscription
from eventsapp.events.filters import Filter
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as Delivery
from eventsapp.web.traps import KIND
from tests.digests.conftest import make_subscription
from tests.factories import make_city, make_event

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)
WISH = {"email": "ada@example.org", "frequency": "weekly", "language": "ru"}


@pytest.fixture
def subscription(app) -> Subscription:
    return make_subscription(NOW)


def opened() -> str:
    """The stamp of a form that was opened a while ago."""
    return tokens.make(KIND, int((clock.utcnow().timestamp() - 60) * 1000))


def ask(client, query: str = "", **answers):
    data = WISH | {"opened": opened()} | answers
    return client.post(f"/en/subscribe/mail{query}", data=data)


def test_subscribe_page_leads_to_the_form_with_its_filters(client):
    make_event(city=make_city())

    page = client.get("/en/subscribe?city=osh").text

    assert "/en/subscribe/mail?city=osh" in page
    assert "<b>Osh</b>" in client.get("/en/subscribe/mail?city=osh").text


def test_new_asks_the_address_to_confirm_and_sends_nothing_else(client):
    make_city()

    page = ask(client, "?city=osh")

    subscription = db.session.query(Subscription).one()
    assert "Check your e-mail" in page.text
    assert (subscription.state, subscription.filter) == (
        State.UNCONFIRMED,
        Filter(cities=("osh",)),
    )
    [mail] = db.session.query(Message)
    assert (mail.recipient, mail.language) == ("ada@example.org", "ru")
    assert f"/s/{subscription.token}" in mail.text


def test_new_says_the_same_whether_the_address_is_known_or_not(client):
    first = ask(client)
    services.confirm(db.session.query(Subscription).one(), now=NOW)
    db.session.commit()

    assert ask(client).text == first.text
    assert db.session.query(Subscription).one().is_active


@pytest.mark.parametrize("email", ["", "ada", "ada@"])
def test_new_asks_for_a_whole_address(client, email):
    page = ask(client, email=email)

    assert page.status_code == 422
    assert "Enter an e-mail like name@example.org." in page.text


def test_new_takes_nothing_from_machines(client):
    page = ask(client, website="https://spam.example.org")

    assert "Check your e-mail" in page.text
    assert db.session.query(Subscription).count() == 0


def test_new_is_limited_for_one_address(client, limits):
    answers = [ask(client).status_code for _time in range(4)]

    assert answers == [200, 200, 200, 429]


def test_opening_the_link_confirms_nothing(client):
    ask(client)
    subscription = db.session.query(Subscription).one()

    page = client.get(f"/s/{subscription.token}?lang=en")

    assert "Confirm your subscription" in page.text
    assert subscription.state is State.UNCONFIRMED
    client.post(f"/s/{subscription.token}/confirmation")
    assert subscription.state is State.ACTIVE


def test_change_takes_another_frequency_and_language(client, subscription):
    data = {"frequency": "weekly", "language": "kk"}

    client.post(f"/s/{subscription.token}", data=data)

    assert (subscription.frequency, subscription.language) == (Frequency.WEEKLY, "kk")
    assert subscription.tells_at_once is False
    assert subscription.due_at.weekday() == 0


def test_change_says_what_to_correct(client, subscription):
    page = client.post(f"/s/{subscription.token}", data={"frequency": "hourly", "language": "kk"})

    assert page.status_code == 422
    assert subscription.frequency is Frequency.DAILY


def test_end_by_one_click_says_goodbye_once_and_can_be_undone(client, subscription):
    for _time in range(2):
        client.post(f"/s/{subscription.token}/end", data={"List-Unsubscribe": "One-Click"})

    assert subscription.state is State.ENDED
    goodbyes = db.session.query(Message).filter_by(template="digests/goodbye")
    assert [mail.state for mail in goodbyes] == [Delivery.QUEUED]
    client.post(f"/s/{subscription.token}/confirmation")
    assert subscription.state is State.ACTIVE


def test_end_by_one_click_answers_without_a_redirect_or_a_cookie(client, subscription):
    answer = client.post(f"/s/{subscription.token}/end", data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200  # a mail program follows no redirect: RFC 8058 §3.1
    assert "Set-Cookie" not in answer.headers
    assert client.post(f"/s/{subscription.token}/end").status_code == 302  # the button of the page


def test_end_by_opening_the_address_changes_nothing(client, subscription):
    client.get(f"/s/{subscription.token}/end")

    assert subscription.is_active


def test_a_forged_link_is_not_found(client, subscription):
    assert client.get(f"/s/{subscription.token[:-1]}").status_code == 404


def test_forget_stale_forgets_after_a_week(app):
    services.subscribe("new@example.org", Filter(), _wish(), now=NOW)
    left = make_subscription(NOW, email="left@example.org")
    make_subscription(NOW, email="stays@example.org")
    services.end(left, now=NOW)
    db.session.commit()

    assert services.forget_stale(NOW + timedelta(days=7)) == 0
    assert services.forget_stale(NOW + timedelta(days=7, minutes=1)) == 2
    assert [each.email for each in db.session.query(Subscription)] == ["stays@example.org"]
    assert {mail.recipient for mail in db.session.query(Message)} == {"", "stays@example.org"}


def _wish() -> services.Wish:
    return services.Wish("en", Frequency.DAILY, tells_at_once=True)
