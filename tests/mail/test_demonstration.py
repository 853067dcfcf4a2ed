"""Beside the demonstration, letters to its invented people never reach a mail server."""

from datetime import timedelta

import pytest

from eventsapp import schedule
from eventsapp.accounts.services import DEMO_EMAIL
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from tests.factories import make_user
from tests.mail.conftest import mail_settings


@pytest.fixture
def folder(app, tmp_path):
    with mail_settings(app, MAIL_FOLDER=str(tmp_path / "mail")):
        yield tmp_path / "mail"


def test_letters_to_its_people_stay_files_and_others_leave(postbox, queue, folder, now):
    make_user(email=DEMO_EMAIL)
    queue("1", to="aigul@example.org")
    queue("2", to="editor@press.example.com")

    schedule.DELIVER(now)

    assert postbox.recipients == ["editor@press.example.com"]
    assert len(list(folder.iterdir())) == 1
    assert {each.state for each in db.session.query(Message)} == {State.SENT}


def test_without_the_demonstration_every_letter_leaves(postbox, queue, folder, now):
    queue("1", to="aigul@example.org")

    schedule.DELIVER(now + timedelta(minutes=1))

    assert postbox.recipients == ["aigul@example.org"]
    assert not folder.exists()
