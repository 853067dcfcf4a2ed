"""The pages of duplicates: what an editor compares, merges and parts again."""

import pytest

from eventsapp.contacts.models import Contact, Email
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from tests.factories import make_contact


@pytest.fixture
def two(desk):
    return [
        make_contact(
            organisation=desk.organisation,
            names=Texts(en=name),
            emails=[Email(address="m@example.org")],
            outlet=outlet,
        )
        for name, outlet in (("Meerim Asanova", "Osh Tany"), ("Asanova Meerim", "<b>Batken</b>"))
    ]


def address(two, action=""):
    return f"/desk/contacts/merge/{two[0].id}/{two[1].id}{action}"


def test_index_says_when_nothing_looks_alike(desk):
    make_contact(organisation=desk.organisation)

    assert "No two contacts look alike." in desk.get("/desk/contacts/merge").text


def test_index_shows_the_pair_why_and_how_surely(desk, two):
    page = desk.get("/desk/contacts/merge").text

    for words in (
        "1 pair looks like one contact",
        "Same e-mail address",
        "Same name",
        "100 of 100",
    ):
        assert words in page
    assert address(two) in page


def test_edit_points_to_the_one_who_looks_alike(desk, two):
    assert address(two) in desk.get(f"/desk/contacts/{two[1].id}").text


def test_compare_merges_as_chosen_and_undo_parts_again(desk, two):
    page = desk.get(address(reversed_(two))).text
    assert "Osh Tany" in page
    assert "&lt;b&gt;Batken&lt;/b&gt;" in page

    desk.post(address(two), data={"outlet": "right", "names": "left"})
    book = desk.get("/desk/contacts").text
    assert "1 contact" in book
    assert "&lt;b&gt;Batken&lt;/b&gt;" in book

    merge = desk.get("/desk/contacts/merge").text
    assert "Merged in the last seven days" in merge
    desk.post("/desk/contacts/merge/1/undo")
    assert "2 contacts" in desk.get("/desk/contacts").text
    db.session.expire_all()
    assert [contact.outlet for contact in two] == ["Osh Tany", "<b>Batken</b>"]


def reversed_(two):
    return two[::-1]


def test_compare_refuses_a_side_of_no_kind(desk, two):
    assert desk.post(address(two), data={"outlet": "middle"}).status_code == 400
    assert db.session.query(Contact).filter(Contact.merged_into_id.isnot(None)).count() == 0


def test_compare_with_oneself_or_with_one_who_is_gone_is_not_found(desk, two):
    assert desk.get(address([two[0], two[0]])).status_code == 404
    desk.post(address(two))
    assert desk.get(address(two)).status_code == 404


def test_tell_apart_asks_no_more(desk, two):
    desk.post(address(two, "/distinction"))

    assert "No two contacts look alike." in desk.get("/desk/contacts/merge").text
