"""Saving a venue, a body or a person is a change of every event that shows it."""

from datetime import timedelta

import pytest

from eventsapp.contacts import services as contacts
from eventsapp.contacts.details import ContactDetails
from eventsapp.core.texts import Texts
from eventsapp.events import queries
from eventsapp.events import services as events
from eventsapp.events.filters import Filter
from eventsapp.events.models import EventOrganisation, OrganisationRole, PressContact
from eventsapp.extensions import db
from eventsapp.organisations import services as organisations
from eventsapp.organisations.services import OrganisationDetails
from eventsapp.venues import services as venues
from eventsapp.venues.services import VenueDetails
from tests.counting import statements
from tests.factories import make_contact, make_event, make_organisation, make_venue


@pytest.fixture
def venue(app):
    return make_venue()


def rename_venue(venue, name, now):
    venues.change(venue, VenueDetails(city=venue.city, names=Texts(en=name)), now=now)
    db.session.commit()


def found(query, now):
    return list(queries.upcoming(Filter(query=query), now=now, limit=9))


def test_follow_raises_the_last_change_of_events_at_a_changed_venue(venue, now):
    here, elsewhere = make_event(venue=venue), make_event()
    version, before = here.version, elsewhere.updated_at

    rename_venue(venue, "House of Culture", now)

    assert (here.updated_at, here.sequence) == (now, 0)
    assert elsewhere.updated_at == before
    assert here.version == version  # a form of it that lies open can still be saved


def test_follow_lets_the_search_find_events_by_the_new_name_of_their_venue(venue, now):
    event = make_event(venue=venue)
    events.refresh_search_key(event)
    db.session.commit()

    rename_venue(venue, "House of Culture", now)

    assert found("culture", now) == [event]
    assert found("press centre", now) == []


def test_follow_keeps_the_words_of_the_announcement(venue, now):
    event = make_event(venue=venue, descriptions=Texts(en="Laboratories of the future"))
    events.refresh_search_key(event)
    db.session.commit()

    rename_venue(venue, "House of Culture", now)

    assert found("laboratories", now) == [event]


@pytest.mark.parametrize("role", [None, OrganisationRole.PARTNER])
def test_follow_reaches_events_that_a_body_keeps_or_takes_part_in(app, now, role):
    body = make_organisation()
    event = make_event(
        organisation=make_organisation() if role else body,
        bodies=[EventOrganisation(organisation=body, role=role)] if role else [],
    )

    details = OrganisationDetails(names=Texts(en="Academy of Sciences"))
    organisations.change(body, details, version=body.version, now=now)
    db.session.commit()

    assert event.updated_at == now
    assert found("academy", now) == [event]


def test_follow_reaches_events_whose_press_contact_has_changed(app, now):
    contact = make_contact()
    event = make_event(contacts=[PressContact(contact=contact)])

    contacts.change(contact, ContactDetails(phones=("+996 500 111 111",)), now=now)
    db.session.commit()

    assert event.updated_at == now


def test_follow_asks_as_much_for_three_events_as_for_one(venue, now):
    counted = []
    for number in (1, 2):
        for _event in range(number):
            make_event(venue=venue)
        db.session.expire_all()
        with statements() as asked:
            rename_venue(venue, f"Hall {number}", now)
        counted.append(len([sql for sql in asked if sql.startswith("UPDATE event ")]))

    assert counted == [2, 2]


def test_what_is_part_of_an_event_changes_when_that_is_withdrawn(app, now):
    parent = make_event()
    part = make_event(parent=parent, organisation=parent.organisation)

    events.withdraw(parent, registered=0, by=None, now=now + timedelta(hours=1))
    db.session.commit()

    assert part.updated_at == now + timedelta(hours=1)
