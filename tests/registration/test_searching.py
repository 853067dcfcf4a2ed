"""Finding people over all events of an organisation, by words that the worker writes."""

import pytest
from sqlalchemy import func, select

from eventsapp.extensions import db
from eventsapp.registration import queries, retention, searching, services
from eventsapp.registration.models import Registration
from eventsapp.registration.word_models import Word
from tests.conftest import NOW
from tests.factories import make_event, make_registration


def person(event, name, **fields):
    made = make_registration(event, name=name, **fields)
    made.refresh_search_key()
    db.session.commit()
    return made


def found(event, query):
    wanted = select(Registration.name).where(*searching.matches(event.organisation_id, query))
    return sorted(db.session.scalars(wanted))


@pytest.fixture(params=["new", "written"])
def event(app, request):
    made = make_event()
    person(made, "Айгүл Осмонова", email="a.osmonova@example.org")
    person(made, "Kanat Bekov", email="kanat@example.org", organisation_name="Ош Таңы")
    if request.param == "written":
        assert searching.write_words(NOW) == 2
    return made


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("osmon", ["Айгүл Осмонова"]),
        ("ОСМОН айг", ["Айгүл Осмонова"]),
        ("bek tany", ["Kanat Bekov"]),
        ("smonov", []),
        ("osmon kanat", []),
        ("kanat@example.org", ["Kanat Bekov"]),
        ("%", ["Kanat Bekov", "Айгүл Осмонова"]),  # no word at all
    ],
)
def test_matches_finds_beginnings_of_words_in_any_script(event, query, names):
    listed = db.session.scalars(queries.listed(event, query=query))

    assert found(event, query) == names
    assert sorted(each.name for each in listed) == names


def test_matches_finds_those_who_have_changed_by_their_new_name_alone(event):
    one = db.session.scalars(select(Registration).order_by(Registration.id)).first()
    one.name = "Айгүл Токтогулова"
    one.refresh_search_key()
    db.session.commit()

    assert found(event, "toktogul") == ["Айгүл Токтогулова"]
    searching.write_words(NOW)
    assert found(event, "toktogul") == ["Айгүл Токтогулова"]
    assert found(event, "osmonova") == ["Айгүл Токтогулова"]  # her address still says so


def test_matches_finds_the_same_when_a_word_is_very_common(event, monkeypatch):
    monkeypatch.setattr(searching, "BROAD", 1)

    assert found(event, "osmon") == ["Айгүл Осмонова"]
    assert found(event, "smonov") == []


def test_write_words_has_nothing_to_do_twice(event):
    searching.write_words(NOW)

    assert searching.write_words(NOW) == 0


def test_write_words_goes_on_part_by_part(event, monkeypatch):
    monkeypatch.setattr(searching, "BATCH", 2)
    for number in range(3):
        person(event, f"Person {number}")

    searching.write_words(NOW)

    assert found(event, "person") == ["Person 0", "Person 1", "Person 2"]
    assert db.session.scalars(select(Registration.has_words).distinct()).all() == [True]


def test_erased_people_leave_no_words(event):
    searching.write_words(NOW)
    one = db.session.scalars(select(Registration).where(Registration.name == "Kanat Bekov")).one()
    own = select(func.count()).where(Word.registration_id == one.id)
    assert db.session.scalar(own) > 0

    retention.erase(one, now=NOW)
    db.session.commit()

    assert found(event, "kanat") == []
    assert db.session.scalar(own) == 0


def test_who_comes_along_leaves_no_words_either(event):
    lead = person(event, "Ada King")
    friend = person(event, "Zamira Toktogulova", email=None, party=lead)
    searching.write_words(NOW)
    theirs = select(func.count()).where(Word.registration_id.in_([lead.id, friend.id]))
    assert db.session.scalar(theirs) > 0

    retention.erase(lead, now=NOW)
    db.session.commit()

    assert db.session.scalar(theirs) == 0


def test_cancelled_people_are_still_found(event):
    searching.write_words(NOW)
    one = db.session.scalars(select(Registration).where(Registration.name == "Kanat Bekov")).one()

    services.cancel(one, now=NOW)
    db.session.commit()

    assert found(event, "kanat") == ["Kanat Bekov"]
