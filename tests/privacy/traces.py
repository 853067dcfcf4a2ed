"""One person who has met an organisation, and the installation, in every way there is."""

import json

from eventsapp.accounts import services as accounts
from eventsapp.accounts.models import Invite, User
from eventsapp.accreditation.identities import IdentityDetails
from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.replacing import services as replacing
from eventsapp.accreditation.sealing import seal
from eventsapp.accreditation.security import links as security_links
from eventsapp.api.models import KeptAnswer
from eventsapp.contacts import letters as contact_letters
from eventsapp.contacts.models import Email, Phone
from eventsapp.core.texts import Texts
from eventsapp.digests import services as digests
from eventsapp.digests.models import Frequency
from eventsapp.digests.services import Wish
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail.inbox_models import StoppedAddress
from eventsapp.mail.models import Preference
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.organisations.models import Organisation
from eventsapp.privacy import letters
from eventsapp.registration import mails
from eventsapp.registration.entry import passing
from eventsapp.registration.people import person as kept
from eventsapp.web.guard import Role
from tests.conftest import NOW
from tests.factories import (
    make_applicant,
    make_card,
    make_contact,
    make_event,
    make_guest,
    make_intake,
    make_invite,
    make_registration,
    make_token,
    save,
)

ADDRESS, NAME, PHONE = "gulnara@example.org", "Gulnara Tynystanova", "+996 555 010 203"
HER = {"email": ADDRESS, "name": NAME}


def leave(organisation: Organisation) -> Event:
    """Let the organisation meet her; return the event."""
    event = make_event(organisation=organisation)
    _register(event)
    make_invite(event, **HER)
    applicant = make_applicant(event, **HER, phone=PHONE)
    applicant.identity = seal("AN 1234567")
    applicant.identity_details = IdentityDetails(issuer="MIA 50-12").sealed()
    applicant.told, applicant.application.told = {"citizenship": "KG"}, {"editor": "Bo Lee"}
    _check(event)
    _come_instead(event)
    _be_told_of(organisation)
    make_card(organisation, **HER)
    make_guest(event, email=ADDRESS)
    contact = make_contact(
        organisation=organisation,
        names=Texts(en=NAME),
        emails=[Email(address=ADDRESS)],
        phones=[Phone(written=PHONE)],
    )
    contact_letters.send_link(contact, NOW)
    save(
        Invite(
            organisation=organisation,
            email=ADDRESS,
            role=Role.VIEWER,
            created_at=NOW,
            expires_at=NOW,
        )
    )
    letters.hand_out(organisation, ADDRESS, now=NOW)
    db.session.commit()
    return event


def _check(event: Event) -> None:
    """Let her be sent the list of the security service, for an event with somebody on it."""
    make_applicant(event, status=Standing.ACCEPTED)
    make_intake(event, security_name=NAME, security_email=ADDRESS)
    security_links.send(event, by=None, now=NOW)


def _come_instead(event: Event) -> None:
    """Let somebody of the press send her instead."""
    replacing.ask(make_applicant(event), **HER, language="en", by=None, now=NOW)


def _be_told_of(organisation: Organisation) -> None:
    """Let a program have registered her, and keep what it was answered."""
    token, _secret = make_token(organisation)
    answer = KeptAnswer(
        token_id=token.id, key="1", request_digest="", status=201, body=json.dumps(HER), made_at=NOW
    )
    save(answer)


def read() -> None:
    """Let her be a reader whom the installation knows, and nobody else."""
    wish = Wish(language="en", frequency=Frequency.WEEKLY, tells_at_once=True)
    digests.subscribe(ADDRESS, Filter(), wish, now=NOW)
    save(OwnCalendar(email=ADDRESS, language="en", created_at=NOW))
    save(Preference(address=ADDRESS, declined=[], changed_at=NOW))
    save(StoppedAddress(address=ADDRESS, status="5.1.1", reason=f"<{ADDRESS}>", stopped_at=NOW))
    save(User(**HER, created_at=NOW))
    accounts.send_reset(ADDRESS, now=NOW)
    db.session.commit()


def _register(event: Event) -> None:
    registration = make_registration(event, **HER, phone=PHONE)
    registration.refresh_search_key()
    mails.expect(registration, NOW)
    mails.confirm(registration, NOW)
    kept.note(registration, f"{NAME} needs a ramp", by=None, now=NOW)
    outbox.unsubscribe(ADDRESS, event.topic, NOW)
    other = make_registration(event, status="confirmed")
    passing.offer(other, name=NAME, email=ADDRESS, language="en", now=NOW)
