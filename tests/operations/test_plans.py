"""What is asked most often finds its rows by an index, however many rows there are."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event as sqlalchemy_event

from eventsapp.core.clock import utcnow
from eventsapp.demo import filling
from eventsapp.extensions import db
from eventsapp.mail.delivery import deliver_pending
from tests.factories import make_contact, make_event, make_registration

GROWING = {"event", "registration", "message", "contact", "invitation", "press_applicant"}
SCANS = {
    "postgresql": re.compile(r"Seq Scan on (\w+)"),
    "sqlite": re.compile(r"SCAN (\w+)(?! USING)(?:$|')", re.MULTILINE),
}
NUMBERED = re.compile(r"_\d+$")  # of a table that stands twice in a statement
PAGES = {
    "list": "/en/",
    "month": "/en/calendar/2026/12",
    "event": "/en/e/{slug}",
    "form": "/en/e/{slug}/register",
    "ticket": "/r/{token}",
    "search": "/en/search?q=council",
    "feed": "/en/events.ics",
    "today": "/desk",
    "events": "/desk/events",
    "registrations": "/desk/e/{event}/registrations",
    "messages": "/desk/e/{event}/messages",
    "contacts": "/desk/contacts?q=marat",
    "find": "/desk/find?q=council",
}


@contextmanager
def asked():
    """The statements that read, with what was filled in."""
    seen = []

    def note(_connection, _cursor, statement, parameters, *_more):
        if statement.lstrip("( ").upper().startswith(("SELECT", "UPDATE", "WITH")):
            seen.append((statement, parameters))

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sqlalchemy_event.remove(db.engine, "before_cursor_execute", note)


def read_through(statements, *, freely=False):
    """Tables that grow and were read from end to end, with the statement that did it.

    Where there are few rows PostgreSQL reads all of them, unless it is not left free to.
    """
    name = db.engine.dialect.name
    word = "EXPLAIN QUERY PLAN " if name == "sqlite" else "EXPLAIN "
    found = []
    with db.engine.connect() as connection:
        if name == "postgresql" and not freely:
            connection.exec_driver_sql("SET enable_seqscan = off")
        for statement, parameters in statements:
            lines = connection.exec_driver_sql(word + statement, parameters).all()
            plan = "\n".join(str(line[-1]) for line in lines)
            scanned = {NUMBERED.sub("", each) for each in SCANS[name].findall(plan)} & GROWING
            found += [(table, statement, plan) for table in scanned]
        connection.rollback()
    return found


@pytest.fixture
def person(desk):
    event = make_event(organisation=desk.organisation)
    make_contact(organisation=desk.organisation)
    return make_registration(event)


@pytest.mark.parametrize("page", PAGES)
def test_page_reads_no_growing_table_from_end_to_end(desk, person, page):
    address = PAGES[page].format(slug=person.event.slug, token=person.token, event=person.event_id)
    db.session.commit()

    with asked() as statements:
        answer = desk.get(address)

    assert answer.status_code == 200
    assert read_through(statements) == []


def test_delivery_reads_no_growing_table_from_end_to_end(person):
    with asked() as statements:
        deliver_pending(utcnow())

    assert statements
    assert read_through(statements) == []


def test_a_scan_is_noticed(person):
    with asked() as statements:
        db.session.execute(db.text("SELECT id FROM registration WHERE name LIKE '%a'")).all()
    db.session.rollback()

    assert [table for table, _statement, _plan in read_through(statements)] == ["registration"]


FEW_OF_MANY = ("/en/", "/en/calendar/2026/12", "/en/events.ics", "/desk", "/desk/stats")


@pytest.fixture
def years(desk):
    """Years of events, of which each page shows a few; the planner knows how many there are."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite's planner weighs no numbers of rows")
    filling.fill(filling.Size(events=4000), utcnow())
    db.session.execute(db.text("ANALYZE event"))
    db.session.commit()


@pytest.mark.parametrize("page", FEW_OF_MANY)
def test_page_reads_few_of_many_events(desk, years, page):
    with asked() as statements:
        assert desk.get(page).status_code == 200

    read = [each for each in read_through(statements, freely=True) if each[0] == "event"]
    assert [
        each for each in read if "SELECT EXISTS" not in each[1]
    ] == []  # that stops at the first


def test_search_looks_for_its_words_in_events_once(client, person):
    with asked() as statements:
        assert client.get("/en/search?q=safe").status_code == 200

    looking = re.compile(r"WHERE.*\bevent\.search_key LIKE", re.DOTALL)
    assert len([each for each, _filled in statements if looking.search(each)]) == 1
