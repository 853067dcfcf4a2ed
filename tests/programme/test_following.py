"""A person renamed in the address book is found under the new name at their events."""

from eventsapp.contacts import services as contacts
from eventsapp.contacts.details import ContactDetails
from eventsapp.core.texts import Texts
from eventsapp.events import queries
from eventsapp.events.filters import Filter
from eventsapp.extensions import db
from eventsapp.programme import touch
from tests.factories import make_contact, make_event, make_participation


def test_follow_lets_the_search_find_events_by_the_new_names_of_their_people(app, now):
    event, contact = make_event(), make_contact()
    make_participation(event, contact=contact)
    make_participation(event, contact=make_contact(names=Texts(en="Asel Kim")))
    touch.touch(event, now=event.updated_at)
    db.session.commit()
    version = event.version

    contacts.change(contact, ContactDetails(names=Texts(ru="Анна Осмонова")), now=now)
    db.session.commit()

    def found(query):
        return list(queries.upcoming(Filter(query=query), now=now, limit=9))

    assert (event.updated_at, event.version) == (now, version)
    assert found("osmonova") == found("asel") == [event]
    assert found("bekov") == []
