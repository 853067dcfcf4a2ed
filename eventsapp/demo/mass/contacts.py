"""An address book of any size, with the keys by which people are found."""

from collections.abc import Iterator
from datetime import datetime

from eventsapp.contacts import outlets
from eventsapp.contacts.keys import LONGEST, index
from eventsapp.contacts.models import Contact, Email, Key, Phone, Post, Subject, Word
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core import search
from eventsapp.demo.mass.people import Somebody
from eventsapp.demo.mass.rows import Row, first_free, go_on_after, put
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation

DOUBLED = 200  # of so many contacts one is entered a second time, in another script

Rows = Iterator[tuple[type[Model], Row]]


def enter(organisation: Organisation, count: int, now: datetime) -> None:
    """Put so many contacts into an address book; the caller commits."""
    first = first_free(Contact)
    numbers = range(first, first + count)
    houses = {Somebody(number).outlet for number in numbers}
    outlets.enter(organisation.id, [OutletDetails(name=house) for house in houses], now=now)
    put(row for number in numbers for row in _rows(number, organisation.id, now))
    go_on_after(Contact)


def _rows(number: int, organisation_id: int, now: datetime) -> Rows:
    is_double = number % DOUBLED == 0
    person = Somebody(number - 1 if is_double else number)
    names = {"en": person.latin_name} if is_double else {person.language: person.name}
    e164 = person.phone.replace(" ", "")
    found = index(
        list(names.values()), person.outlet, [person.post], [person.email], [(person.phone, e164)]
    )
    yield (
        Contact,
        {
            "id": number,
            "organisation_id": organisation_id,
            "original_language": next(iter(names)),
            "names": names,
            "language": person.language,
            "outlet": person.outlet,
            "outlet_key": found.outlet_key,
            "search_key": found.search_key,
            "sort_key": found.search_key[:LONGEST],
            "created_at": now,
        },
    )
    own = {"contact_id": number}
    yield Post, own | {"titles": {person.language: person.post}}
    yield Phone, own | {"written": person.phone, "e164": e164}
    yield Email, own | {"address": person.email}
    for subject, texts in ((Subject.BEAT, person.beats), (Subject.REGION, (person.region,))):
        for text in texts:
            yield Word, own | {"subject": subject, "text": text, "key": search.fold(text)}
    for kind, text in sorted(found.keys):
        yield Key, own | {"kind": kind, "text": text, "organisation_id": organisation_id}
