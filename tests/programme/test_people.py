"""People keep the posts they had at the event, and lists are read as they are pasted."""

import pytest

from eventsapp.contacts import services as contacts
from eventsapp.contacts.models import Contact
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.programme import pasting, people, queries
from eventsapp.programme.models import ItemSpeaker, PersonRole
from eventsapp.programme.pasting import Line
from eventsapp.programme.people import PersonDetails
from tests.factories import make_contact, make_event, make_item, make_participation, save

LIST = """\
1. Надира Жусупбекова, КР Билим берүү жана илим министринин орун басары

– Бактыгүл Акулова — жетектөөчү адис
•\tБактыгүл Жумакулова: мектептик педиатр;  Коомдук кеңештин   мүчөсү
Канат Осмонов
---
"""


def test_read_takes_names_and_posts_of_a_pasted_list():
    assert pasting.read(LIST) == [
        Line("Надира Жусупбекова", ("КР Билим берүү жана илим министринин орун басары",)),
        Line("Бактыгүл Акулова", ("жетектөөчү адис",)),
        Line("Бактыгүл Жумакулова", ("мектептик педиатр", "Коомдук кеңештин мүчөсү")),
        Line("Канат Осмонов"),
    ]


def test_read_leaves_what_is_too_long_for_the_form_to_refuse():
    lines = pasting.read("\n".join(["x" * 300 + ", " + "y" * 400] * 300))

    assert len(lines) == 300
    assert len(lines[0].name) == 300
    assert lines[0].is_too_long


def test_add_copies_the_posts_so_that_later_ones_change_nothing(app, now):
    event = make_event()
    contact = make_contact(organisation=event.organisation)

    person = people.add(event, contact, role=PersonRole.CHAIR, now=now)
    details = contacts.ContactDetails(
        names=contact.names, posts=(contacts.PostDetails(titles=Texts(en="Minister")),)
    )
    contacts.change(contact, details, now=now)
    db.session.commit()
    db.session.expire_all()

    assert [post.titles for post in person.posts] == [Texts(en="Press secretary")]


def test_add_lets_the_search_find_the_event_by_the_name(app, now):
    event = make_event()

    people.add_new(event, PersonDetails(names=Texts(ky="Канат Осмонов")), now=now)

    assert "osmonov" in event.search_key


def test_add_refuses_the_same_role_twice_but_not_another(app, now):
    event = make_event()
    contact = make_contact(organisation=event.organisation)
    people.add(event, contact, role=PersonRole.SPEAKER, now=now)

    people.add(event, contact, role=PersonRole.MODERATOR, now=now)
    with pytest.raises(people.AlreadyThere):
        people.add(event, contact, role=PersonRole.SPEAKER, now=now)


def test_add_lines_finds_contacts_again_and_doubles_nobody(app, now):
    event = make_event()
    known = make_contact(organisation=event.organisation, names=Texts(en="Kanat Osmonov"), posts=[])
    lines = pasting.read(LIST + "Канат Осмонов, эксперт\n")

    added = people.add_lines(event, lines, role=PersonRole.SPEAKER, language="ky", now=now)

    assert [person.contact.names.read(["ky"]).text for person in added] == [
        "Надира Жусупбекова",
        "Бактыгүл Акулова",
        "Бактыгүл Жумакулова",
        "Kanat Osmonov",
    ]
    assert added[3].contact is known
    assert [post.titles["ky"] for post in added[2].posts] == [
        "мектептик педиатр",
        "Коомдук кеңештин мүчөсү",
    ]
    assert people.add_lines(event, lines, role=PersonRole.SPEAKER, language="ky", now=now) == []
    assert db.session.query(Contact).count() == 4


def test_change_writes_name_role_and_posts(app, now):
    event = make_event()
    person = make_participation(event)
    details = PersonDetails(
        names=Texts(ru="Марат Беков"), role=PersonRole.CHAIR, posts=(Texts(ru="Аким"),)
    )

    people.change(person, details, now=now)
    db.session.commit()

    assert person.contact.names == Texts(ru="Марат Беков")
    assert (person.role, [post.titles for post in person.posts]) == (
        PersonRole.CHAIR,
        [Texts(ru="Аким")],
    )


def test_move_puts_a_person_before_or_after_the_neighbour(app, now):
    event = make_event()
    first, second, third = (make_participation(event, position=n) for n in range(3))

    people.move(third, -1, now=now)
    assert queries.people(event) == [first, third, second]

    people.move(first, -1, now=now)
    people.move(second, 1, now=now)
    assert queries.people(event) == [first, third, second]


def test_remove_keeps_the_contact_and_takes_the_person_off_the_items(app, now):
    event = make_event()
    person = make_participation(event)
    item = save(make_item(event, speakers=[ItemSpeaker(participation=person)]))

    people.remove(person, now=now)
    db.session.commit()
    db.session.expire_all()

    assert item.speakers == []
    assert db.session.query(Contact).count() == 1
    assert "bekov" not in event.search_key
