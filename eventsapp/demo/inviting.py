"""Guests of honour are invited in person; some have answered, one sends a deputy.

A colleague of a partner works at the same event, as a guest of the desk.
"""

from datetime import timedelta

from eventsapp.accounts.access import Member
from eventsapp.contacts import lists
from eventsapp.contacts import services as contacts
from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.lists import ListDetails
from eventsapp.core.slugs import slugify
from eventsapp.core.texts import Texts
from eventsapp.demo import history
from eventsapp.demo.content import guests, press
from eventsapp.demo.content.guests import Guest
from eventsapp.demo.staging import Stage
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.guests import services as partners
from eventsapp.invitations import answering, letters, queries, services
from eventsapp.invitations.models import Answer, Invitee
from eventsapp.registration.details import AttendeeDetails
from eventsapp.web.guard import Role

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def invite(stage: Stage) -> None:
    """A list of guests, invited two days ago by the people who work with the book."""
    event, at = stage.events[press.CONFERENCE], stage.now - 2 * DAY
    chosen = _list_guests(stage)
    terms = services.Terms(
        category_id=event.categories[0].id,
        answer_by=max(event.starts_at - 2 * DAY, stage.now + DAY),
        remind_days=1,
        companions=1,
        notes=Texts(guests.WORDS),
    )
    by = stage.directory.colleague.id
    services.invite(event, terms, list_ids=[chosen], contact_ids=[], by=by, now=at)
    letters.write_next(at + services.UNDO)
    answers = {each.name: each for each in guests.GUESTS}
    for invitee in db.session.scalars(queries.listed(event)):
        _answer(stage, invitee, answers[invitee.name])
    _admit_partner(stage, event)


def _admit_partner(stage: Stage, event: Event) -> None:
    by = Member(stage.directory.colleague, stage.directory.keeper, Role.EDITOR)
    at = stage.now - 2 * DAY
    partner = partners.invite(event, guests.PARTNER_EMAIL, Role.PRESS, by=by, now=at)
    partners.join(partner, now=at + HOUR).name = guests.PARTNER
    history.post_to(guests.PARTNER_EMAIL)


def _list_guests(stage: Stage) -> int:
    """The number of a list with the guests in the address book."""
    keeper, at = stage.directory.keeper, stage.now - 3 * DAY
    made = lists.create(keeper.id, ListDetails(name=guests.LIST), now=at)
    for guest in guests.GUESTS:
        details = ContactDetails(
            names=Texts({guest.language: guest.name}),
            original_language=guest.language,
            language=guest.language,
            posts=(PostDetails(titles=Texts({guest.language: guest.post})),),
            emails=(_address(guest.name),),
            consent_source="Guest book of the ministry",
        )
        lists.add(made, [contacts.create(keeper, details, now=at).id])
    return made.id


def _answer(stage: Stage, invitee: Invitee, guest: Guest) -> None:
    at = stage.now - DAY
    if guest.has_opened or guest.answer:
        services.open_page(invitee, now=at)
    if guest.answer is Answer.YES:
        answering.accept(invitee, _details(invitee, guest.name), now=at)
    elif guest.answer is Answer.DEPUTY:
        answering.send_deputy(invitee, _details(invitee, guest.deputy), now=at)
    elif guest.answer is Answer.NO:
        answering.decline(invitee, now=at)


def _details(invitee: Invitee, name: str) -> AttendeeDetails:
    return AttendeeDetails(
        name=name,
        email=_address(name),
        category_id=invitee.round.category_id,
        language=invitee.language,
        is_invited=True,
    )


def _address(name: str) -> str:
    return f"{slugify(name).replace('-', '.')}@example.org"
