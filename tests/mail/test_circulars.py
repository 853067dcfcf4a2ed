"""One letter to many: the same words as a letter of its own, in a handful of statements."""

from datetime import datetime

import pytest
from jinja2 import ChoiceLoader, DictLoader

from eventsapp.extensions import db
from eventsapp.mail import circulars, services
from eventsapp.mail.circulars import Circular, Copy
from eventsapp.mail.models import Message
from tests.counting import statements

TEMPLATES = {
    "email/circular/subject.txt": "{{ name }}, tomorrow",
    "email/circular/body.txt": "Dear {{ name }},\nsee {{ link }}\n{{ unsubscribe_url }}",
    "email/circular/body.html": "<p>{{ name }}</p><a href='{{ link }}'>{{ title }}</a>",
}


@pytest.fixture(autouse=True)
def templates(app, monkeypatch):
    loader = ChoiceLoader([DictLoader(TEMPLATES), app.jinja_env.loader])
    monkeypatch.setattr(app.jinja_env, "loader", loader)


def circular() -> Circular:
    own = ("name", "link", circulars.UNSUBSCRIBE)
    return Circular("circular", "en", {"title": "Bread & roses"}, own=own)


def copies(number: int, now: datetime, letter: Circular) -> list[Copy]:
    return [
        Copy(
            services.draft(
                "circular",
                to=f"ada{each}@example.org",
                language="en",
                key=f"circular:{each}",
                now=now,
                topic="event:1",
                unsubscribe=True,
            ),
            letter,
            {"name": f"Ada <{each}>", "link": f"https://agenda.example.org/r/{each}"},
        )
        for each in range(number)
    ]


def test_enqueue_all_fills_in_what_is_each_persons_own(app, now):
    circulars.enqueue_all(copies(2, now, circular()))

    first, second = db.session.query(Message).order_by(Message.id)
    assert first.subject == "Ada <0>, tomorrow"
    assert "Dear Ada <1>,\nsee https://agenda.example.org/r/1\n" in second.text
    assert "<p>Ada &lt;1&gt;</p>" in second.html
    assert "Bread &amp; roses" in second.html
    assert services.unsubscribe_url(second) in second.text
    assert services.unsubscribe_url(first) not in second.text


def test_enqueue_all_writes_to_nobody_twice(app, now):
    letter = circular()
    circulars.enqueue_all(copies(2, now, letter))

    assert circulars.enqueue_all(copies(3, now, letter)) == 1
    assert db.session.query(Message).count() == 3


def test_enqueue_all_asks_the_database_as_often_for_many_as_for_one(app, now):
    letter, counted = circular(), []
    for number in (1, 40):
        db.session.query(Message).delete()
        db.session.expunge_all()
        with statements() as seen:
            circulars.enqueue_all(copies(number, now, letter))
        counted.append(len(seen))

    assert counted[0] == counted[1]
