"""People of events come into the address book once, whatever brings them."""

import pytest

from eventsapp.contacts import collecting
from eventsapp.contacts.collecting import Person
from eventsapp.contacts.models import Contact, Email, Phone
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from tests.counting import statements
from tests.factories import (
    make_applicant,
    make_contact,
    make_event,
    make_intake,
    make_organisation,
    make_registration,
)

MEERIM = Person(
    name="Мээрим Асанова", email="m@example.org", language="ky", phone="0500 900011", outlet="Ош"
)


@pytest.fixture
def house(app):
    return make_organisation(timezone="Asia/Bishkek")


@pytest.mark.parametrize(
    "standing",
    [
        {"names": Texts(en="M. Asanova"), "emails": [Email(address="m@example.org")], "phones": []},
        {
            "names": Texts(en="Asanova Meerim"),
            "emails": [],
            "phones": [Phone(written="x", e164="+996500900011")],
        },
    ],
)
def test_collect_knows_people_again_and_fills_what_is_lacking(house, now, standing):
    contact = make_contact(organisation=house, **standing)

    assert collecting.collect(house, [MEERIM, MEERIM], now=now) == (0, 2)
    assert contact.outlet == "Ош"
    assert contact.names == standing["names"]
    assert [email.address for email in contact.emails] == ["m@example.org"]


def test_collect_takes_a_colleague_at_the_same_phone_as_another_person(house, now):
    make_contact(
        organisation=house,
        names=Texts(ru="Бакыт Осмонов"),
        emails=[],
        phones=[Phone(written="x", e164="+996500900011")],
    )

    assert collecting.collect(house, [MEERIM, MEERIM], now=now) == (1, 1)
    assert collecting.collect(house, [MEERIM], now=now) == (0, 1)


def test_collect_leaves_what_stands(house, now):
    contact = make_contact(
        organisation=house, outlet="Batken TV", emails=[Email(address="m@example.org")]
    )

    collecting.collect(house, [MEERIM], now=now)

    assert (contact.outlet, contact.names["en"]) == ("Batken TV", "Marat Bekov")


def test_collect_asks_as_often_for_many_known_people_as_for_one(house, now):
    counts = []
    for number in (1, 20):
        people = [
            Person(name="A B", email=f"{number}.{each}@example.org", language="en")
            for each in range(number)
        ]
        collecting.collect(house, people, now=now)
        db.session.commit()
        with statements() as seen:
            collecting.collect(house, people, now=now)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_add_puts_ticked_registrations_into_the_book(desk):
    event = make_event(organisation=desk.organisation)
    ticked = make_registration(event, name="Ainura Bekova", email="a@example.org")
    make_registration(event, name="Other")
    address = f"/desk/e/{event.id}/registrations/contacts"

    for _time in range(2):
        desk.post(address, data={"chosen": ticked.id})

    [contact] = db.session.query(Contact)
    assert contact.names == Texts(en="Ainura Bekova")
    assert contact.note == "Registered for “Safe learning environment”, 4 December 2026."
    assert "Tick the people first." in desk.post(address, follow_redirects=True).text


def test_add_puts_ticked_journalists_into_the_book(desk):
    event = make_event(organisation=desk.organisation)
    make_intake(event)
    applicant = make_applicant(event)

    answer = desk.post(
        f"/desk/e/{event.id}/press/contacts",
        data={"chosen": f"{applicant.id}.{applicant.version}"},
    )

    assert answer.status_code == 302

    [contact] = db.session.query(Contact)
    assert (contact.outlet, contact.language) == ("National Agency", "en")
    assert "Known contact" in desk.get(f"/desk/e/{event.id}/press").text
