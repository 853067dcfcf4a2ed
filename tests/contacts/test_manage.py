"""The contacts pages: what an editor sees, enters and gets told."""

import pytest

from eventsapp.contacts.models import Contact
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from tests.factories import make_contact, make_event, make_participation


def answers(**overrides):
    fields = {
        "names-ky": "Канат Осмонов",
        "posts-0-titles-ky": "Басма сөз катчысы",
        "posts-0-titles-en": "Press secretary",
        "posts-1-titles-ky": "Кеңештин мүчөсү",
        "phones-0": "0500 900011",
        "emails-0": "press@example.org",
        "shown": "ky",
    }
    return {name: value for name, value in (fields | overrides).items() if value is not None}


def test_index_says_what_to_do_while_nobody_is_there(desk):
    assert "No contacts yet." in desk.get("/desk/contacts").text


def test_index_shows_name_posts_and_links_to_call(desk):
    make_contact(organisation=desk.organisation)

    page = desk.get("/desk/contacts")

    assert "Marat Bekov" in page.text
    assert "Press secretary" in page.text
    assert '<a href="tel:+996500000000">+996 500 000 000</a>' in page.text


def test_index_calls_a_desk_without_a_name_press_contact(desk):
    make_contact(organisation=desk.organisation, names=Texts(), posts=[])

    assert "Press contact" in desk.get("/desk/contacts").text


def test_index_pages_through_many(desk):
    for number in range(51):
        make_contact(organisation=desk.organisation, names=Texts(en=f"Person {number:02}"))

    page = desk.get("/desk/contacts?page=2")

    assert "51 contacts" in page.text
    assert "Page 2 of 2" in page.text
    assert "Person 50" in page.text
    assert "Person 49" not in page.text
    assert desk.get("/desk/contacts?page=99").status_code == 200


def test_new_stores_posts_in_several_languages_and_both_forms_of_the_phone(desk):
    page = desk.post("/desk/contacts/new", data=answers())

    contact = db.session.query(Contact).one()
    assert page.status_code == 302
    assert contact.original_language == "ky"
    assert [post.titles for post in contact.posts] == [
        Texts(ky="Басма сөз катчысы", en="Press secretary"),
        Texts(ky="Кеңештин мүчөсү"),
    ]
    assert [(phone.written, phone.e164) for phone in contact.phones] == [
        ("0500 900011", "+996500900011")
    ]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            {"names-ky": "", "phones-0": "", "emails-0": " "},
            "Enter a name, a phone or an e-mail address.",
        ),
        ({"emails-0": "press"}, "Enter an e-mail like name@example.org."),
        ({"emails-0": "басма@example.org"}, "Enter an e-mail like name@example.org."),
        ({"emails-0": "a@b.org, c@d.org"}, "Enter an e-mail like name@example.org."),
        ({"emails-0": "x" * 250 + "@example.org"}, "Field cannot be longer than 254 characters."),
        ({"names-ky": "x" * 201}, "Кыргызча: Enter at most 200 characters."),
        ({"posts-0-titles-en": "x" * 301}, "English: Enter at most 300 characters."),
        ({"phones-0": "1" * 61}, "Field cannot be longer than 60 characters."),
        ({"language": "de"}, "Not a valid choice."),
    ],
)
def test_new_refuses_what_cannot_be_and_keeps_the_rest(desk, wrong, told):
    page = desk.post("/desk/contacts/new", data=answers(**wrong))

    assert page.status_code == 422
    assert told in page.text
    assert "Кеңештин мүчөсү" in page.text
    assert db.session.query(Contact).count() == 0


def test_new_keeps_hostile_names_on_one_line_and_escaped(desk):
    desk.post("/desk/contacts/new", data=answers(**{"names-ky": "<b>Канат</b>\r\nBcc: a@b\u202e"}))

    assert db.session.query(Contact).one().names["ky"] == "<b>Канат</b> Bcc: a@b"
    assert "<b>Канат" not in desk.get("/desk/contacts").text


def test_new_adds_and_removes_rows_without_saving(desk):
    more = desk.post("/desk/contacts/new", data=answers(rows="add:phones"))
    assert 'name="phones-1"' in more.text
    assert 'value="0500 900011"' in more.text

    fewer = desk.post("/desk/contacts/new", data=answers(rows="remove:posts-0"))
    assert "Press secretary" not in fewer.text
    assert "Кеңештин мүчөсү" in fewer.text
    assert db.session.query(Contact).count() == 0


def test_edit_shows_what_is_stored_and_changes_it(desk):
    contact = make_contact(organisation=desk.organisation)

    page = desk.get(f"/desk/contacts/{contact.id}")
    assert 'value="Марат Беков"' in page.text
    assert 'value="+996 500 000 000"' in page.text

    desk.post(f"/desk/contacts/{contact.id}", data=answers())
    db.session.expire_all()
    assert contact.names == Texts(ky="Канат Осмонов")


def test_edit_of_another_organisation_is_not_found(desk):
    contact = make_contact()

    assert desk.get(f"/desk/contacts/{contact.id}").status_code == 404
    assert desk.post(f"/desk/contacts/{contact.id}", data=answers()).status_code == 404
    assert desk.post(f"/desk/contacts/{contact.id}/deletion").status_code == 404


def test_delete_asks_first(desk):
    contact = make_contact(organisation=desk.organisation)
    address = f"/desk/contacts/{contact.id}/deletion"

    assert "are erased for good" in desk.get(address).text
    assert db.session.query(Contact).count() == 1

    desk.post(address)
    assert db.session.query(Contact).count() == 0


def test_delete_says_why_it_cannot_be(desk):
    contact = make_contact(organisation=desk.organisation)
    make_participation(make_event(organisation=desk.organisation), contact)
    address = f"/desk/contacts/{contact.id}/deletion"

    assert "An event names this contact." in desk.get(address).text
    assert desk.post(address).status_code == 409
    assert db.session.query(Contact).count() == 1
