"""Every e-mail has its three files and says everything in five languages."""

import re
from email import message_from_bytes
from pathlib import Path

import pytest
from jinja2 import Undefined
from sqlalchemy import select

from eventsapp.core.texts import LANGUAGES
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.wire import compose
from tests.mail.samples import SAMPLES

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "email"
UNASKED = {
    "briefs/morning", "briefs/soon", "briefs/trouble", "contacts/link", "diary/week", "digests/news",
    "digests/today", "invitations/invitation", "invitations/reminder", "materials/corrected",
    "materials/opened", "materials/ready", "messages/day", "messages/hour",
    "messages/missed", "messages/news", "messages/thanks", "messages/week", "privacy/report",
    "privacy/retention", "webhooks/stopped",
}  # fmt: skip
# All others answer what somebody did, or correct what they were told of their own place.
MESSAGES = sorted(
    path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*") if path.is_dir()
)


class Missing(Undefined):
    """A value that a template prints and nobody gave."""

    def __str__(self):
        raise AssertionError(f"{self._undefined_name!r} is printed and was not given")

    __html__ = __str__


@pytest.fixture
def strict(app):
    former, app.jinja_env.undefined = app.jinja_env.undefined, Missing
    yield
    app.jinja_env.undefined = former


@pytest.mark.parametrize("message", MESSAGES)
def test_message_has_subject_text_and_html(message):
    assert {path.name for path in (FOLDER / message).iterdir()} == {
        "subject.txt",
        "body.txt",
        "body.html",
    }


def test_every_message_has_a_sample():
    assert sorted(SAMPLES) == MESSAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", MESSAGES)
def test_message_is_whole_in_every_language(strict, now, template, language):
    SAMPLES[template](language, now)

    message = db.session.scalars(select(Message).where(Message.template == template)).one()
    assert message.language == language
    assert 5 < len(message.subject) <= 100
    assert f'<html lang="{language}"' in message.html
    for words in (message.subject, message.text, message.html):
        assert not re.search(r"%\(|\{\{|\bNone\b|Markup\(|lazy|\u202f", words)


@pytest.mark.parametrize("template", MESSAGES)
def test_text_twin_keeps_to_72_columns(strict, now, template):
    SAMPLES[template]("ru", now)

    text = db.session.scalars(select(Message.text).where(Message.template == template)).one()
    wide = [line for line in text.splitlines() if len(line) > 72 and not line.startswith("http")]
    assert wide == []
    assert "\n\n\n" not in text


@pytest.mark.parametrize("template", MESSAGES)
def test_html_works_in_a_mail_program(strict, now, template):
    SAMPLES[template]("kk", now)

    html = db.session.scalars(select(Message.html).where(Message.template == template)).one()
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert addresses
    assert all(address.startswith(("https://", "cid:", "tel:", "mailto:")) for address in addresses)
    assert len(html.encode()) < 60_000
    assert not re.search(r"<script|<link|url\(", html)


@pytest.mark.parametrize("template", MESSAGES)
def test_what_nobody_asked_for_is_ended_in_one_click_and_nothing_else(app, now, template):
    SAMPLES[template]("en", now)
    message = db.session.scalars(select(Message).where(Message.template == template)).one()

    letter = message_from_bytes(compose(message, now=now).content)

    addresses = re.findall(r"<(https://[^>]+)>", letter.get("List-Unsubscribe", ""))
    assert len(addresses) == (template in UNASKED)
    one_click = letter.get("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    assert one_click is (template in UNASKED)
