"""The page of one's own data: who opens it, what can be corrected, how mail is stopped."""

import pytest

from eventsapp.contacts import letters, lists
from eventsapp.contacts.lists import ListDetails
from eventsapp.contacts.models import Contact
from eventsapp.contacts.models import Email as Address
from eventsapp.core import tokens
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.mail import bounces
from eventsapp.mail import services as outbox
from eventsapp.mail.bounces import Report
from eventsapp.mail.models import Message
from tests.factories import make_contact, make_organisation


@pytest.fixture
def contact(app):
    return make_contact(language="en", note="Likes short answers", consent_source="by e-mail")


def own(contact, action=""):
    return f"/c/{contact.token}{action}"


def answers(**overrides):
    return {
        "name": "Marat Bekov",
        "post": "Editor",
        "outlet": "Osh Tany",
        "emails": "m@example.org\nmarat@example.org",
        "phones": "0500 900011",
        "beats": "culture",
        "regions": "Osh",
        "language": "ky",
        "agrees": "y",
    } | overrides


def test_show_is_for_the_link_alone_and_kept_nowhere(client, contact):
    page = client.get(own(contact))

    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Press secretary" in page.text
    assert "Likes short answers" not in page.text
    assert client.get(f"/c/{tokens.make('contact', contact.id, 1)}").status_code == 404
    assert client.get("/c/nothing").status_code == 404


def test_show_stores_what_they_correct_and_that_they_agree(client, contact, now):
    client.post(own(contact), data=answers())

    db.session.expire_all()
    assert contact.names == Texts(en="Marat Bekov", ky="Марат Беков")
    assert contact.posts[0].titles == Texts(en="Editor")
    assert [email.address for email in contact.emails] == ["m@example.org", "marat@example.org"]
    assert contact.phones[0].e164 == "+996500900011"
    assert (contact.outlet, contact.language) == ("Osh Tany", "ky")
    assert contact.consent_source == "on the page of their own data"
    assert contact.consented_on is not None
    assert contact.checked_at is not None
    assert contact.note == "Likes short answers"


def test_show_writes_a_changed_name_in_every_language(client, contact):
    client.post(own(contact), data=answers(name="Marat <b>Osmonov</b>"))

    db.session.expire_all()
    assert contact.names == Texts(en="Marat <b>Osmonov</b>")
    assert "<b>Osmonov" not in client.get(own(contact)).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"emails": "m@example.org\nnothing"},
        {"phones": "1" * 61},
        {"emails": "\n".join(f"a{each}@example.org" for each in range(21))},
        {"outlet": "x" * 201},
        {"language": "de"},
    ],
)
def test_show_refuses_what_cannot_be_and_keeps_the_rest(client, contact, wrong):
    page = client.post(own(contact), data=answers(**wrong))

    assert page.status_code == 422
    assert 'value="culture"' in page.text
    db.session.expire_all()
    assert contact.outlet == ""


def test_stop_ends_mail_until_they_agree_again(client, contact, now):
    client.post(own(contact, "/stop"))
    db.session.expire_all()
    assert contact.stopped_at is not None
    with pytest.raises(letters.NoWayToWrite):
        letters.ask(contact, now=now)

    client.post(own(contact), data=answers())
    db.session.expire_all()
    assert contact.stopped_at is None


def test_stop_counts_for_every_record_of_the_same_name_and_address(client, contact):
    house, emails = contact.organisation, [each.address for each in contact.emails]
    twice, colleague, elsewhere = (
        make_contact(
            organisation=where,
            names=Texts(en=name),
            emails=[Address(address=each) for each in emails],
        )
        for where, name in (
            (house, contact.names["en"]),
            (house, "Bolot Asanov"),
            (make_organisation(), contact.names["en"]),
        )
    )

    client.post(own(contact, "/stop"))

    db.session.expire_all()
    assert None not in (contact.stopped_at, twice.stopped_at)
    assert (colleague.stopped_at, elsewhere.stopped_at) == (None, None)


def test_one_click_of_a_mail_program_stops_mail(client, contact, now):
    letters.ask(contact, now=now)
    db.session.commit()
    [letter] = db.session.query(Message)
    address = letter.headers["List-Unsubscribe"].strip("<>")
    path = address.removeprefix("https://agenda.example.org")

    assert client.get(path).status_code == 302  # scanners open every link: it asks first
    assert contact.stopped_at is None
    answer = client.post(path, data={"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, "Set-Cookie" in answer.headers) == (200, False)
    db.session.expire_all()
    assert contact.stopped_at is not None


def test_who_calls_a_letter_unwanted_is_asked_no_more_until_they_agree(client, contact, now):
    outbox.unsubscribe(contact.emails[0].address, contact.topic, now)
    with pytest.raises(letters.NoWayToWrite):
        letters.ask(contact, now=now)

    client.post(own(contact), data=answers(emails=contact.emails[0].address))
    db.session.expire_all()

    letters.ask(contact, now=now)
    assert db.session.query(Message).count() == 1


def test_edit_shows_stopped_mail_and_what_came_back(desk, now):
    contact = make_contact(organisation=desk.organisation, stopped_at=now)
    bounces.stop("press@example.org", Report("5.1.1", "no such user"), now)
    db.session.commit()

    page = desk.get(f"/desk/contacts/{contact.id}").text

    assert "Since 26 November 2026, wants mail only about their own registrations." in page
    assert "Mail to press@example.org came back on 26 November 2026: no such user" in page
    assert "Mail comes back" in desk.get("/desk/contacts").text


def test_ask_mails_the_link_once_a_day(desk):
    contact = make_contact(organisation=desk.organisation, language="en")

    for _time in range(2):
        desk.post(f"/desk/contacts/{contact.id}/link")

    [letter] = db.session.query(Message)
    assert letter.recipient == "press@example.org"
    assert contact.token in letter.text
    assert "Asked on" in desk.get(f"/desk/contacts/{contact.id}").text


def test_ask_all_leaves_out_whom_it_may_not_or_lately_asked(app, now):
    house = make_organisation()
    fixed = lists.create(house.id, ListDetails(name="Osh"), now=now)
    people = [
        make_contact(organisation=house, emails=[Address(address=f"{each}@example.org")], **more)
        for each, more in enumerate(({}, {"stopped_at": now}, {"asked_at": now}))
    ]
    lists.add(fixed, [each.id for each in (*people, make_contact(organisation=house, emails=[]))])

    assert letters.ask_all(lists.members(fixed), now=now) == 1
    assert letters.send_due(now) == 1
    assert letters.send_due(now) == 0
    assert [each.recipient for each in db.session.query(Message)] == ["0@example.org"]
    assert letters.ask_all(lists.members(fixed), now=now) == 0


def test_link_of_a_merged_contact_opens_the_one_that_stays(client, contact):
    other = make_contact(organisation=contact.organisation, merged_into_id=contact.id)
    other.hide()
    db.session.commit()

    client.post(own(other), data=answers(outlet="Batken TV"))

    assert db.session.get(Contact, contact.id).outlet == "Batken TV"
