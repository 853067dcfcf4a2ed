from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.extensions import db
from eventsapp.mail import preferences, services
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import State
from eventsapp.mail.preferences import Kind

ALL = [kind.value for kind in Kind]


@pytest.fixture
def remind(queue):
    """Queue a reminder of some event."""

    def put(key="reminder:1", **overrides):
        message = queue(key, **{"unsubscribe": True, **overrides})
        message.template = "messages/day"
        db.session.commit()
        return message

    return put


@pytest.fixture
def link(remind, now):
    message = remind("asked from", topic="event:9", due_at=now + timedelta(days=900))
    return services.unsubscribe_url(message).removeprefix("https://agenda.example.org")


def test_page_shows_what_is_chosen_and_changes_nothing(client, link):
    page = client.get(link)

    assert page.status_code == 200
    assert page.text.count(" checked") == len(ALL)
    assert preferences.find("ada@example.org") is None


def test_declined_kind_is_not_sent_for_any_event(client, link, remind, postbox, now):
    client.post(link, data={"save": "1", "kinds": ["news", "thanks"]})
    remind("reminder:2", topic="event:2", to="Ada@example.org")
    remind("reminder:3", topic="event:3", to="bob@example.org")

    deliver_pending(now)

    assert postbox.recipients == ["bob@example.org"]


def test_declining_takes_back_what_waits(client, link, remind, now):
    waiting = remind("later", topic="event:2", due_at=now + timedelta(days=3))

    client.post(link, data={"save": "1", "kinds": ["news"]})

    db.session.expire_all()
    assert waiting.state is State.WITHDRAWN


def test_confirmation_goes_out_whatever_is_declined(client, link, queue, postbox, now):
    client.post(link, data={"save": "1"})
    queue("confirmation")

    assert deliver_pending(now) == 1


def test_pause_holds_only_what_falls_into_it(app, remind, now):
    until = datetime(2026, 12, 1, tzinfo=UTC)
    during = remind("during", due_at=now + timedelta(days=1))
    after = remind("after", due_at=now + timedelta(days=10))

    preferences.choose("ada@example.org", wanted=ALL, paused_until=until, now=now)
    db.session.commit()

    assert (during.state, after.state) == (State.WITHDRAWN, State.QUEUED)


def test_pause_that_is_no_date_is_refused_with_what_was_chosen(client, link):
    page = client.post(link, data={"save": "1", "kinds": ["news"], "paused_until": "31.31.2026"})

    assert page.status_code == 422
    assert page.text.count(" checked") == 1
    assert preferences.find("ada@example.org") is None


def test_saving_needs_no_session(app, client, link):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post(link, data={"save": "1", "kinds": ["news"]})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert answer.status_code == 200
    assert preferences.find("ada@example.org").declined == ["reminders", "thanks"]
