"""Where an organisation has a person with this address: one read for each kind of record."""

from collections.abc import Sequence

from sqlalchemy import func, select

from eventsapp.accounts.models import Invite
from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.imports import services as press_imports
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.replacing.models import Replacement
from eventsapp.accreditation.security.models import SecurityLink
from eventsapp.api.models import KeptAnswer, Token
from eventsapp.contacts import imports as contact_imports
from eventsapp.contacts.models import Contact, Email, Post
from eventsapp.core.imports import FileImport
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.guests.models import Guest
from eventsapp.invitations.models import Invitee
from eventsapp.mail.models import Message
from eventsapp.mycalendar import queries as own_calendars
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.privacy.models import Handout
from eventsapp.registration.entry.models import Transfer
from eventsapp.registration.imports import services as registration_imports
from eventsapp.registration.models import Registration


def registrations(organisation_id: int, email: str) -> Sequence[Registration]:
    """Registrations at its events."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.event)
        .where(Event.organisation_id == organisation_id, Registration.email == email)
    ).all()


def invitees(organisation_id: int, email: str) -> Sequence[Invitee]:
    """Personal invitations to its events."""
    return db.session.scalars(
        select(Invitee)
        .join(Invitee.event)
        .where(Event.organisation_id == organisation_id, Invitee.email == email)
    ).all()


def guests(organisation_id: int, email: str) -> Sequence[Guest]:
    """Guests of its events."""
    return db.session.scalars(
        select(Guest)
        .join(Guest.event)
        .where(Event.organisation_id == organisation_id, Guest.email == email)
    ).all()


def applicants(organisation_id: int, email: str) -> Sequence[Applicant]:
    """Applicants for accreditation."""
    return db.session.scalars(
        select(Applicant)
        .join(Applicant.event)
        .where(Event.organisation_id == organisation_id, Applicant.email == email)
    ).all()


def security_contacts(organisation_id: int, email: str) -> Sequence[Intake]:
    """Its events whose security list goes to them."""
    return db.session.scalars(
        select(Intake)
        .join(Intake.event)
        .where(Event.organisation_id == organisation_id, Intake.security_email == email)
    ).all()


def security_links(organisation_id: int, email: str) -> Sequence[SecurityLink]:
    """Security lists that were sent to them."""
    return db.session.scalars(
        select(SecurityLink)
        .join(SecurityLink.event)
        .where(Event.organisation_id == organisation_id, SecurityLink.email == email)
    ).all()


def cards(organisation_id: int, email: str) -> Sequence[Card]:
    """Press cards it has issued."""
    return db.session.scalars(
        select(Card).where(Card.organisation_id == organisation_id, Card.email == email)
    ).all()


def contacts(organisation_id: int, email: str) -> Sequence[Contact]:
    """Its contacts."""
    theirs = select(Email.contact_id).where(Email.address == email)
    return db.session.scalars(
        select(Contact).where(Contact.organisation_id == organisation_id, Contact.id.in_(theirs))
    ).all()


def posts(organisation_id: int, email: str) -> Sequence[Post]:
    """Those of the contacts with an address, as long as the contacts are kept."""
    theirs = [contact.id for contact in contacts(organisation_id, email)]
    return db.session.scalars(select(Post).where(Post.contact_id.in_(theirs))).all()


def messages(organisation_id: int, email: str) -> Sequence[Message]:
    """Mails about its events and from its address book."""
    events = select(Event.id).where(Event.organisation_id == organisation_id)
    topics = {f"event:{number}" for number in db.session.scalars(events)}
    topics |= {each.topic for each in contacts(organisation_id, email)}
    topics |= {each.topic for each in security_links(organisation_id, email)}
    sent = db.session.scalars(select(Message).where(Message.recipient == email)).all()
    return [message for message in sent if message.topic in topics]


def transfers(organisation_id: int, email: str) -> Sequence[Transfer]:
    """Places at its events that somebody passes on to them."""
    return db.session.scalars(
        select(Transfer)
        .join(Transfer.registration)
        .join(Registration.event)
        .where(Event.organisation_id == organisation_id, Transfer.email == email)
    ).all()


def replacements(organisation_id: int, email: str) -> Sequence[Replacement]:
    """Wishes that they come instead of somebody of the press."""
    return db.session.scalars(
        select(Replacement)
        .join(Replacement.applicant)
        .join(Applicant.event)
        .where(Event.organisation_id == organisation_id, Replacement.email == email)
    ).all()


def team_invites(organisation_id: int, email: str) -> Sequence[Invite]:
    """Invitations to its team."""
    return db.session.scalars(
        select(Invite).where(Invite.organisation_id == organisation_id, Invite.email == email)
    ).all()


def files(organisation_id: int, email: str) -> Sequence[FileImport]:
    """Imported files that name them."""
    return [
        *contact_imports.naming(organisation_id, email),
        *registration_imports.naming(organisation_id, email),
        *press_imports.naming(organisation_id, email),
    ]


def kept_answers(organisation_id: int, email: str) -> Sequence[KeptAnswer]:
    """What programs were answered of them, kept for a day for who asks the same again."""
    return db.session.scalars(
        select(KeptAnswer)
        .join(Token, Token.id == KeptAnswer.token_id)
        .where(
            Token.organisation_id == organisation_id,
            func.lower(KeptAnswer.body).contains(f'"{email}"', autoescape=True),
        )
    ).all()


def calendars(_organisation_id: int, email: str) -> Sequence[OwnCalendar]:
    """The calendar of an address that is known nowhere else: asked for after all others."""
    return [each for each in own_calendars.unknown() if each.email == email]


def handouts(organisation_id: int, email: str) -> Sequence[Handout]:
    """Links to their data."""
    return db.session.scalars(
        select(Handout).where(Handout.organisation_id == organisation_id, Handout.email == email)
    ).all()
