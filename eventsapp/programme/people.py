"""What is done to the people of an event: added, pasted as a list, ordered, changed, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from eventsapp.contacts import services as contacts
from eventsapp.contacts.details import PostDetails
from eventsapp.contacts.models import Contact
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.programme import queries
from eventsapp.programme.models import Participation, ParticipationPost, PersonRole
from eventsapp.programme.pasting import Line
from eventsapp.programme.touch import touch


class AlreadyThere(Refusal):
    """A person has each role once."""

    message = _l("This person has this role at the event already.")


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """A person's name, role and posts at an event."""

    names: Texts
    role: PersonRole = PersonRole.SPEAKER
    posts: tuple[Texts, ...] = ()
    original_language: str = "en"


def add(
    event: Event,
    contact: Contact,
    *,
    role: PersonRole,
    now: datetime,
    posts: Sequence[Texts] | None = None,
) -> Participation:
    """Give a contact a role at an event, with these posts, else with those the contact holds now.

    Raises AlreadyThere when they have this role.
    """
    people = queries.people(event)
    if any(person.contact_id == contact.id and person.role is role for person in people):
        raise AlreadyThere
    last = people[-1].position if people else -1
    person = _give_role(event, contact, role=role, position=last + 1, posts=posts)
    touch(event, now=now)
    return person


def add_new(event: Event, details: PersonDetails, *, now: datetime) -> Participation:
    """Add somebody who is not in the address book yet, and put them there."""
    contact = contacts.create(
        event.organisation,
        contacts.ContactDetails(
            names=details.names,
            original_language=details.original_language,
            posts=tuple(PostDetails(titles=titles) for titles in details.posts),
        ),
        now=now,
    )
    return add(event, contact, role=details.role, now=now)


def add_lines(
    event: Event, lines: Sequence[Line], *, role: PersonRole, language: str, now: datetime
) -> list[Participation]:
    """Add the people of a pasted list; those of the address book are found in any script.

    Whoever has the role already is left as they are.
    """
    people = queries.people(event)
    standing = {each.contact_id for each in people if each.role is role}
    position = people[-1].position if people else -1
    added = []
    for line in lines:
        contact = contacts.find_or_create(
            event.organisation, line.name, language=language, posts=line.posts, now=now
        )
        if contact.id not in standing:
            standing.add(contact.id)
            position += 1
            posts = [Texts({language: post}) for post in line.posts] or None
            added.append(_give_role(event, contact, role=role, position=position, posts=posts))
    touch(event, now=now)
    return added


def change(person: Participation, details: PersonDetails, *, now: datetime) -> None:
    """Write name, role and posts; the name is the contact's, everywhere. Raises AlreadyThere."""
    others = [each for each in queries.people(person.event) if each is not person]
    if any(each.contact_id == person.contact_id and each.role is details.role for each in others):
        raise AlreadyThere
    person.role = details.role
    person.contact.names = details.names
    person.contact.refresh_search_key()
    _set_posts(person, details.posts)
    touch(person.event, now=now)


def move(person: Participation, step: int, *, now: datetime) -> None:
    """Put a person before (-1) or after (+1) their neighbour."""
    people = list(queries.people(person.event))
    here = people.index(person)
    people.insert(max(0, here + step), people.pop(here))
    for position, each in enumerate(people):
        each.position = position
    touch(person.event, now=now)


def remove(person: Participation, *, now: datetime) -> None:
    """Take a person off the event, and off its items. The address book keeps them."""
    event = person.event
    db.session.delete(person)
    touch(event, now=now)


def _give_role(
    event: Event,
    contact: Contact,
    *,
    role: PersonRole,
    position: int,
    posts: Sequence[Texts] | None,
) -> Participation:
    person = Participation(event=event, contact=contact, role=role, position=position)
    held = contact.posts_on(event.local_starts_at.date())
    _set_posts(person, [post.titles for post in held] if posts is None else posts)
    db.session.add(person)
    return person


def _set_posts(person: Participation, posts: Sequence[Texts]) -> None:
    person.posts = [
        ParticipationPost(position=n, titles=Texts(titles)) for n, titles in enumerate(posts)
    ]
