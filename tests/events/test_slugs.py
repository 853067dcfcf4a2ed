"""Addresses: plain ASCII from five scripts, unique, and never lost."""

from datetime import datetime

import pytest

from eventsapp.core.texts import Texts
from eventsapp.events import slugs
from eventsapp.events.change_models import FormerSlug
from eventsapp.extensions import db
from tests.factories import make_event


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [
        ("kk", "Үйлестіру кеңесінің отырысы", "uilestiru-kenesinin-otyrysy-2026"),
        ("ky", "Билим берүү чөйрөсү", "bilim-beruu-choirosu-2026"),
        ("ru", "Съезд учителей: Щучинск, июнь", "sezd-uchitelei-shchuchinsk-iiun-2026"),
        ("en", "Women's forum – 2026", "womens-forum-2026"),
        ("tr", "İstanbul’da ışık şöleni", "istanbulda-isik-soleni-2026"),
        ("en", "<script>alert(1)</script>", "script-alert-1-script-2026"),
        ("en", "„🎉“", "event-2026"),
    ],
)
def test_settle_makes_an_address_of_any_title(app, language, title, slug):
    event = make_event(slug=None, titles=Texts({language: title}), original_language=language)

    slugs.settle(event)

    assert event.slug == slug


def test_settle_takes_the_original_title_and_the_year_of_the_event(app):
    event = make_event(
        slug=None,
        original_language="ky",
        titles=Texts(ky="Ачылыш", en="Opening"),
        starts=datetime(2019, 6, 14, 12, 0),
    )

    slugs.settle(event)

    assert event.slug == "achylysh-2019"


def test_settle_counts_up_where_the_address_is_taken(app):
    make_event(slug="forum-2026")
    db.session.add(FormerSlug(slug="forum-2026-2", event_id=make_event().id))
    event = make_event(slug=None, titles=Texts(en="Forum"))

    slugs.settle(event)

    assert event.slug == "forum-2026-3"


def test_settle_gives_an_event_its_former_address_back(app):
    event = make_event(slug="first")
    slugs.settle(event, "second")
    db.session.flush()

    slugs.settle(event, "first")
    db.session.flush()

    assert event.slug == "first"
    assert db.session.get(FormerSlug, "second").event_id == event.id


def test_settle_leaves_an_address_alone(app):
    event = make_event(slug="kept", titles=Texts(en="Quite another title"))

    slugs.settle(event)

    assert event.slug == "kept"


def test_settle_cuts_a_long_title_after_a_word(app):
    event = make_event(slug=None, titles=Texts(en="education " * 20))

    slugs.settle(event)

    assert event.slug == "-".join(["education"] * 8) + "-2026"
