import pytest

from eventsapp.extensions import db
from eventsapp.mail import services
from eventsapp.mail.models import State


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
