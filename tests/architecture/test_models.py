"""The foundation: records come with their defaults, and keep their promises in the database."""

import pytest
from sqlalchemy.exc import IntegrityError

from eventsapp.core.texts import Texts
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.registration.models import Status
from tests.factories import make_event, make_registration


def test_new_records_have_their_defaults_before_they_are_stored():
    event = Event()

    assert event.state is State.DRAFT
    assert event.titles == Texts()


def test_event_keeps_wall_time_and_instant(app):
    event = make_event()

    db.session.expire_all()

    assert event.local_starts_at.isoformat() == "2026-12-04T12:00:00"
    assert event.starts_at.isoformat() == "2026-12-04T06:00:00+00:00"


def test_one_live_registration_per_address(app):
    first = make_registration(email="ada@example.org")

    with pytest.raises(IntegrityError):
        make_registration(first.event, email="ada@example.org")
    db.session.rollback()

    first.status = Status.CANCELLED
    db.session.commit()
    assert make_registration(first.event, email="ada@example.org").id
