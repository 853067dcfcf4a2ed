"""The address book keeps people as they are written, finds them in any script, and erases with care."""

import pytest
from sqlalchemy import event as hooks

from eventsapp.contacts import queries, services
from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.models import Contact
from eventsapp.core.texts import Texts
from eventsapp.events.models import PressContact
from eventsapp.extensions import db
from tests.factories import make_contact, make_event, make_organisation, make_participation, save


def test_create_reads_phones_in_the_manner_of_the_organisations_country(app, now):
    organisation = make_organisation(timezone="Asia/Almaty")
    details = ContactDetails(
        phones=("8 (702) 900-00-12", "90-00-11"), emails=("Press@Example.org",)
    )

    contact = services.create(organisation, details, now=now)

    assert [(phone.written, phone.e164) for phone in contact.phones] == [
        ("8 (702) 900-00-12", "+77029000012"),
        ("90-00-11", None),
    ]
    assert [email.address for email in contact.emails] == ["press@example.org"]


def test_change_replaces_rows_and_search_key(app, now):
    contact = make_contact()

    details = ContactDetails(
        names=Texts(ru="Анна Осмонова"), posts=(PostDetails(titles=Texts(ru="Редактор")),)
    )
    services.change(contact, details, now=now)
    db.session.commit()
    db.session.expire_all()

    assert contact.phones == []
    assert [post.titles for post in contact.posts] == [Texts(ru="Редактор")]
    assert queries.matching(contact.organisation_id, "Osmonova redaktor") == [contact]
    assert queries.matching(contact.organisation_id, "Bekov") == []


@pytest.mark.parametrize(
    "query", ["osmonov", "Осмонов", "ОСМОНОВ", "press@exam", "0500 900", "+996 500 90", "secretary"]
)
def test_matching_finds_by_name_post_phone_and_address(app, query):
    organisation = make_organisation()
    details = ContactDetails(
        names=Texts(ky="Канат Осмонов"),
        posts=(PostDetails(titles=Texts(en="Press secretary")),),
        phones=("0500 900011",),
        emails=("press@example.org",),
    )
    contact = services.create(organisation, details, now=organisation.created_at)
    make_contact(organisation=organisation, names=Texts(en="Asel"), posts=[], phones=[], emails=[])

    assert queries.matching(organisation.id, query) == [contact]


def test_matching_stays_within_the_organisation(app):
    make_contact()

    assert queries.matching(make_organisation().id, "Bekov") == []


def test_find_or_create_finds_the_same_name_in_another_script(app, now):
    contact = make_contact(names=Texts(ky="Канат Осмонов"))

    found = services.find_or_create(contact.organisation, "Kanat Osmonov", language="en", now=now)

    assert found is contact


def test_find_or_create_does_not_take_a_namesake_with_more_names(app, now):
    contact = make_contact(names=Texts(ky="Бактыгүл Акулова"))

    other = services.find_or_create(
        contact.organisation, "Бактыгүл", language="ky", posts=("Педиатр",), now=now
    )

    assert other is not contact
    assert [post.titles for post in other.posts] == [Texts(ky="Педиатр")]


def test_delete_erases_an_unused_contact_with_its_rows(app):
    contact = make_contact()

    services.delete(contact)
    db.session.commit()

    assert db.session.query(Contact).count() == 0


def test_delete_refuses_while_events_name_the_contact(app):
    contact = make_contact()
    event = make_event(organisation=contact.organisation)
    make_participation(event, contact)
    save(PressContact(event=event, contact=contact))

    assert queries.uses(contact) == 2
    with pytest.raises(services.ContactInUse):
        services.delete(contact)


@pytest.mark.parametrize("rows", [1, 3])
def test_listed_needs_four_queries_however_many_rows(app, rows):
    organisation = make_organisation()
    for _number in range(rows):
        make_contact(organisation=organisation)
    organisation_id = organisation.id
    db.session.expunge_all()
    statements = []
    hooks.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    for contact in queries.matching(organisation_id, ""):
        assert all([contact.posts[0].titles, contact.phones[0].e164, contact.emails[0].address])

    assert len(statements) == 4
