from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.extensions import db
from eventsapp.mail import preferences
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import State
from eventsapp.mail.preferences import TO_TEAM, Kind

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
def choose(app, now):
    """Ada's choice, kept."""

    def keep(*wanted, **given):
        preferences.choose(
            "Ada@example.org", **{"wanted": wanted, "paused_until": None, "now": now, **given}
        )
        db.session.commit()

    return keep


def test_declined_kind_is_not_sent_for_any_event(choose, remind, postbox, now):
    choose("news", "thanks")
    remind("reminder:2", topic="event:2", to="Ada@example.org")
    remind("reminder:3", topic="event:3", to="bob@example.org")

    deliver_pending(now)

    assert postbox.recipients == ["bob@example.org"]


def test_declining_takes_back_what_waits(choose, remind, now):
    waiting = remind("later", topic="event:2", due_at=now + timedelta(days=3))

    choose("news")

    db.session.expire_all()
    assert waiting.state is State.WITHDRAWN


def test_confirmation_goes_out_whatever_is_declined(choose, queue, postbox, now):
    choose()
    queue("confirmation")

    assert deliver_pending(now) == 1


def test_pause_holds_only_what_falls_into_it(choose, remind, now):
    until = datetime(2026, 12, 1, tzinfo=UTC)
    during = remind("during", due_at=now + timedelta(days=1))
    after = remind("after", due_at=now + timedelta(days=10))

    choose(*ALL, paused_until=until)

    assert (during.state, after.state) == (State.WITHDRAWN, State.QUEUED)


def test_choice_of_other_kinds_leaves_those_that_were_not_offered(choose, now):
    choose("news")
    choose("morning", offered=TO_TEAM)

    declined = preferences.find("ada@example.org").declined
    assert declined == ["reminders", "thanks", "invitations", "kits", "coming", "trouble"]


def test_paused_names_who_rests_now(choose, now):
    choose(*ALL, paused_until=now + timedelta(hours=1))

    assert preferences.paused(now) == {"ada@example.org"}
    assert preferences.paused(now + timedelta(hours=1)) == set()


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("messages/missed", "thanks"),
        ("messages/hour", "reminders"),
        ("invitations/invitation", "invitations"),
        ("messages/news", "news"),
        ("materials/ready", "kits"),
        ("materials/opened", "kits"),
        ("materials/corrected", "kits"),
        ("briefs/morning", "morning"),
        ("briefs/soon", "coming"),
        ("briefs/trouble", "trouble"),
    ],
)
def test_refuses_each_optional_mail_by_its_kind(choose, now, template, kind):
    choose(*[other for other in ALL if other != kind], offered=Kind)
    preference = preferences.find("ada@example.org")

    assert preferences.refuses(preference, template, now)

    choose(kind, offered=Kind)
    assert not preferences.refuses(preference, template, now)
