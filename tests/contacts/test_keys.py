"""Keys of contacts: what finds them, and that an index answers on both databases."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, text

from eventsapp.contacts import duplicates, indexing, keys, queries
from eventsapp.contacts.keys import Kind
from eventsapp.contacts.models import Contact, Email, Key, Phone
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from tests.counting import statements
from tests.factories import make_contact, make_organisation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Канат Осмонов", "Osmonov Kanat"),
        ("Осмонов Канат Бекович", "Канат Осмонов"),
        ("Айгүл Серікқызы Ахметова", "Aigul Akhmetova"),
        ("Бакыт Асан уулу", "Asan uulu Bakyt"),
    ],
)
def test_name_key_is_the_same_for_one_name_written_otherwise(one, other):
    assert keys.name_key(one) == keys.name_key(other)


@pytest.mark.parametrize("name", ["Айгүл", "Ілияс Ахмет", "محمد علي", "x" * 500, "Ivan Petrovich"])
def test_name_key_takes_any_name(name):
    assert keys.name_key(name)


def test_index_holds_address_number_words_and_name():
    made = keys.index(
        ["Канат Осмонов"], "Kün", ["editor"], ["Press@Example.org"],
        [("0500 900011", "+996500900011"), ("90-00-11", None)],
    )  # fmt: skip

    assert (made.outlet_key, made.search_key) == ("kun", "kanat osmonov kun editor")
    assert made.keys == {
        (Kind.NAME, "kanat osmonov"),
        (Kind.WORD, "kanat"),
        (Kind.WORD, "osmonov"),
        (Kind.WORD, "kun"),
        (Kind.WORD, "editor"),
        (Kind.EMAIL, "press@example.org"),
        (Kind.WORD, "@example.org"),
        (Kind.PHONE, "+996500900011"),
        (Kind.WORD, "500900011"),
        (Kind.WORD, "0500900011"),
        (Kind.WORD, "900011"),
    }


@pytest.mark.parametrize("query", ["@exam", "press@", "900011", "90-00", "osm marat"])
def test_matching_finds_beginnings(app, query):
    contact = make_contact(
        names=Texts(en="Marat Osmonov"),
        emails=[Email(address="press@example.org")],
        phones=[Phone(written="90-00-11")],
    )

    assert queries.matching(contact.organisation_id, query) == [contact]


def test_matching_reads_an_index_whatever_the_database(app):
    organisation = make_organisation()
    _fill(organisation.id, 3000)

    plan = _plan(queries.listed(organisation.id, "osmonov12").limit(12))

    assert "ix_contact_key_kind_text" in plan
    assert "Seq Scan on contact_key" not in plan


def test_listed_pages_in_the_order_of_an_index(app):
    organisation = make_organisation()
    _fill(organisation.id, 3000)

    assert "ix_contact_listed" in _plan(queries.listed(organisation.id).limit(50))


def test_pairs_read_the_index_however_many_there_are(app):
    organisation = make_organisation()
    _fill(organisation.id, 3000)

    plan = _plan(duplicates._alike(organisation.id))

    assert plan.count("ix_contact_key_kind_text") >= 3
    assert "Seq Scan on contact_key" not in plan


def test_index_missing_makes_the_keys_of_older_contacts(app, now):
    contact = make_contact()
    contact.sort_key, contact.keys = None, []
    db.session.commit()

    assert queries.matching(contact.organisation_id, "bekov") == []
    assert indexing.index_missing(now) == 1
    assert queries.matching(contact.organisation_id, "bekov") == [contact]
    assert indexing.index_missing(now) == 0


def test_index_of_contacts_costs_as_much_for_many_as_for_one(desk):
    counts = []
    for number in (1, 20):
        for _each in range(number):
            make_contact(organisation=desk.organisation)
        with statements() as seen:
            desk.get("/desk/contacts?q=bekov")
        counts.append(len(seen))

    assert counts[0] == counts[1]


def _fill(organisation_id, number):
    created = datetime(2026, 11, 1, tzinfo=UTC)
    names = [f"osmonov{each}" for each in range(number)]
    db.session.execute(
        insert(Contact),
        [
            {
                "id": each,
                "organisation_id": organisation_id,
                "sort_key": name,
                "search_key": name,
                "created_at": created,
            }
            for each, name in enumerate(names, 1)
        ],
    )
    db.session.execute(
        insert(Key),
        [
            {
                "contact_id": each,
                "organisation_id": organisation_id,
                "kind": Kind.WORD,
                "text": name,
            }
            for each, name in enumerate(names, 1)
        ],
    )
    db.session.execute(text("ANALYZE"))
    db.session.commit()


def test_pairs_are_looked_up_by_their_keys_before_any_statistics(app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("gathers statistics by itself")
    house = make_organisation()

    plan = _plan(duplicates._alike(house.id))

    assert plan.count("left_key USING COVERING INDEX ix_contact_key_kind_text") == 1
    assert "_key USING COVERING INDEX ix_contact_key_kind_text (organisation_id=?)" not in plan


def _plan(wanted):
    """How the database would answer, in its own words."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    compiled = wanted.compile(db.engine, compile_kwargs={"literal_binds": True})
    lines = db.session.execute(
        text(f"EXPLAIN {'QUERY PLAN' if is_sqlite else ''} {compiled}".replace(":", r"\:"))
    )
    return "\n".join(str(line) for line in lines)
