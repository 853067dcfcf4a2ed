"""What administrators hear of the installation by mail, and how seldom."""

from datetime import timedelta

import pytest

from eventsapp.core import jobs
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.system import letters, standing
from tests.factories import make_user

LONG = timedelta(days=90)


def letters_sent() -> list[Message]:
    """Those that were written, gone out by now."""
    found = db.session.query(Message).filter_by(template=letters.TROUBLE).all()
    for message in found:
        message.state = State.SENT
    return found


@pytest.fixture
def admin(app, now):
    """Somebody who looks after an installation where all is well."""
    user = make_user(is_admin=True, language="ru", created_at=now - LONG)
    well(now)
    return user


def well(now):
    for name in (jobs.BACKUP, standing.FEEDS):
        jobs.note(name, now)
    jobs.beat(now)


@pytest.fixture(autouse=True)
def _what_surrounds_it_is_well(app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example.org")
    monkeypatch.setattr(standing.health, "has_current_migrations", lambda: True)
    monkeypatch.setattr(standing, "FULL", 1.1)


def test_nothing_is_said_while_all_is_well(admin, now):
    assert letters.report_trouble(now) == 0
    assert letters_sent() == []


def test_a_backup_that_did_not_come_is_told_in_the_language_of_the_administrator(admin, now):
    later = now + timedelta(days=3)
    jobs.note(standing.FEEDS, later)
    jobs.beat(later)

    letters.report_trouble(later)

    [letter] = letters_sent()
    assert (letter.recipient, letter.language) == (admin.email, "ru")
    assert "flask backup" in letter.text
    assert "/system" in letter.text


def test_the_same_trouble_is_told_once_a_week_and_another_at_once(admin, now):
    stale = now + timedelta(days=3)  # a Sunday: the next day another week begins
    for hours in range(5):
        moment = stale + timedelta(hours=hours)
        jobs.note(standing.FEEDS, moment)
        jobs.beat(moment)
        letters.report_trouble(moment)
        assert len(letters_sent()) == 1

    letters.report_trouble(stale + timedelta(hours=10))  # the feeds have become old as well
    assert len(letters_sent()) == 2

    week = stale + timedelta(days=7)
    jobs.note(standing.FEEDS, week)
    jobs.beat(week)
    letters.report_trouble(week)
    assert len(letters_sent()) == 3


def test_a_new_installation_has_two_days_to_be_set_up(app, now):
    make_user(is_admin=True, created_at=now)

    assert letters.report_trouble(now + timedelta(days=1)) == 0


def test_only_administrators_hear(app, now):
    make_user(created_at=now - LONG)

    assert letters.report_trouble(now) == 0
