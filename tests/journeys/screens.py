"""The screens that are looked at one by one, by name, with their addresses in the demonstration."""

from collections.abc import Callable, Mapping
from datetime import datetime

from playwright.sync_api import Page
from sqlalchemy import and_, func, select

from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.imports import services as press_imports
from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.kinds import Step
from eventsapp.accreditation.marks import services as marks
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.pool.models import PoolPlace
from eventsapp.accreditation.queries import find_intake
from eventsapp.accreditation.replacing import services as replacing
from eventsapp.accreditation.security import links as security_links
from eventsapp.checkin.models import Door
from eventsapp.contacts import duplicates
from eventsapp.contacts.models import Contact, Post
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.core import tokens
from eventsapp.digests.models import Subscription
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event, PressContact, State, Visibility
from eventsapp.extensions import db
from eventsapp.guests.models import Guest
from eventsapp.invitations.models import Invitee
from eventsapp.mail.models import Message
from eventsapp.mail.queries import TOKEN_KIND
from eventsapp.messages.models import Mailing
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.outcome.models import Quote
from eventsapp.programme.models import Item
from eventsapp.registration.entry import passing
from eventsapp.registration.imports import services as imports
from eventsapp.registration.models import Registration, Status
from eventsapp.site import people
from eventsapp.webhooks.models import Endpoint
from tests.journeys.server import Site

PUBLIC = {
    "list": "/{lang}/",
    "month": "/{lang}/calendar/{year}/{month}",
    "week": "/{lang}/calendar/week/{year}-W49",
    "day": "/{lang}/calendar/day/{year}-12-04",
    "past": "/{lang}/archive",
    "event": "/{lang}/e/{slug}",
    "event with a contact": "/{lang}/e/{reached}",
    "cancelled event": "/{lang}/e/{cancelled}",
    "postponed event": "/{lang}/e/{postponed}",
    "register": "/{lang}/e/{slug}/register",
    "lost link": "/{lang}/e/{slug}/lost-link",
    "ticket": "/r/{token}?lang={lang}",
    "change": "/r/{token}/edit?lang={lang}",
    "pass a place on": "/r/{token}/transfer?lang={lang}",
    "take a place over": "/t/{offered}?lang={lang}",
    "erase a registration": "/r/{token}/erase?lang={lang}",
    "security list by mail": "/security-list/{checked}?lang={lang}",
    "subscribe": "/{lang}/subscribe",
    "list elsewhere": "/{lang}/embed?theme=dark",
    "search": "/{lang}/search?q=Osh",
    "person": "/{lang}/p/{person}",
    "organisations": "/{lang}/organisations",
    "organisation": "/{lang}/o/{organisation}",
    "privacy": "/{lang}/privacy",
    "accessibility": "/{lang}/accessibility",
    "sign in": "/account/sign-in?lang={lang}",
    "accredit": "/{lang}/e/{slug}/accredit",
    "accreditation": "/a/{applicant}?lang={lang}",
    "send a colleague": "/a/{applicant}/colleague?lang={lang}",
    "come instead": "/a/instead/{instead}?lang={lang}",
    "press card": "/press-card/{card}?lang={lang}",
    "check a card": "/{lang}/press-card",
    "own data": "/c/{contact}?lang={lang}",
    "invited": "/i/{invited}?lang={lang}",
    "own pool place": "/a/{holder}/pool?lang={lang}",
    "microphone": "/a/{applicant}/microphone?lang={lang}",
    "answer": "/r/{token}/answer?lang={lang}",
    "own calendar": "/r/{token}/calendar?lang={lang}",
    "my calendar": "/my-calendar/{calendar}?lang={lang}",
    "digest": "/{lang}/subscribe/mail",
    "own digest": "/s/{digest}?lang={lang}",
    "own mails": "/u/{reminder}?lang={lang}",
    "door": "/door/{door}?lang={lang}",
    "press room": "/{lang}/press",
    "press kit": "/{lang}/e/{slug}/press",
    "missing": "/{lang}/e/nothing-here",
}
DESK = {
    "today": "/desk?lang={lang}",
    "find": "/desk/find?q=osh&lang={lang}",
    "statistics": "/desk/stats?lang={lang}",
    "events": "/desk/events?lang={lang}",
    "trash": "/desk/trash?lang={lang}",
    "new event": "/desk/events/new?lang={lang}",
    "import a calendar": "/desk/events/import?lang={lang}",
    "new of a type": "/desk/events/new/briefing?lang={lang}",
    "details": "/desk/e/{event}/details?lang={lang}",
    "guests": "/desk/e/{event}/team?lang={lang}",
    "guest": "/desk/e/{guests_event}/team/{guest}?lang={lang}",
    "programme": "/desk/e/{event}/programme?lang={lang}",
    "item": "/desk/e/{event}/programme/new?lang={lang}",
    "people": "/desk/e/{event}/people?lang={lang}",
    "person on stage": "/desk/e/{event}/people/new?lang={lang}",
    "registrations": "/desk/e/{event}/registrations?lang={lang}",
    "registration rules": "/desk/e/{event}/registrations/rules?lang={lang}",
    "form": "/desk/e/{event}/registrations/form?lang={lang}",
    "question": "/desk/e/{event}/registrations/form/new?kind=one&lang={lang}",
    "form preview": "/desk/e/{event}/registrations/form/preview?lang={lang}",
    "import people": "/desk/e/{event}/registrations/import?lang={lang}",
    "columns to import": "/desk/e/{event}/registrations/import/{file}?lang={lang}",
    "import preview": "/desk/e/{event}/registrations/import/{file}/check?lang={lang}",
    "registered person": "/desk/e/{event}/registrations/{registration}?lang={lang}",
    "columns": "/desk/e/{event}/registrations/columns?lang={lang}",
    "messages": "/desk/e/{event}/messages?lang={lang}",
    "new message": "/desk/e/{event}/messages/mailings/new?lang={lang}",
    "mailing": "/desk/e/{event}/messages/mailings/{mailing}?lang={lang}",
    "edit message": "/desk/e/{event}/messages/mailings/{mailing}/edit?lang={lang}",
    "press": "/desk/e/{event}/press?lang={lang}",
    "press of all events": "/desk/press/queue?lang={lang}",
    "press accepted": "/desk/e/{event}/press?view=accepted&lang={lang}",
    "replace by a colleague": "/desk/e/{event}/press/{replaced}/colleague?lang={lang}",
    "press settings": "/desk/e/{event}/press/settings?lang={lang}",
    "press list": "/desk/e/{event}/press/list?lang={lang}",
    "import journalists": "/desk/e/{event}/press/import?lang={lang}",
    "columns of journalists": "/desk/e/{event}/press/import/{press_file}?lang={lang}",
    "journalists preview": "/desk/e/{event}/press/import/{press_file}/check?lang={lang}",
    "security list": "/desk/e/{event}/press/security?lang={lang}",
    "press cards": "/desk/press?lang={lang}",
    "new press card": "/desk/press/cards/new?lang={lang}",
    "check-in": "/desk/e/{live}/checkin?lang={lang}",
    "people at the door": "/desk/e/{live}/checkin/people?lang={lang}",
    "paste": "/desk/events/new/paste?lang={lang}",
    "documents": "/desk/e/{event}/documents?lang={lang}",
    "materials": "/desk/e/{event}/materials?lang={lang}",
    "outcome": "/desk/e/{event}/outcome?lang={lang}",
    "linked document": "/desk/e/{event}/outcome/documents/new?lang={lang}",
    "report": "/desk/e/{event}/report?lang={lang}",
    "diary": "/desk/diary?lang={lang}",
    "line of questions": "/desk/e/{event}/press/microphone?lang={lang}",
    "pool": "/desk/e/{event}/press/pool?lang={lang}",
    "pool settings": "/desk/e/{event}/press/pool/settings?lang={lang}",
    "draw": "/desk/e/{event}/press/draw?lang={lang}",
    "duplicates": "/desk/contacts/merge?lang={lang}",
    "compare": "/desk/contacts/merge/{pair}?lang={lang}",
    "outlets": "/desk/outlets?lang={lang}",
    "outlet": "/desk/outlets/{outlet}?lang={lang}",
    "edit outlet": "/desk/outlets/{outlet}/edit?lang={lang}",
    "contact with posts": "/desk/contacts/{posted}?lang={lang}",
    "contact lists": "/desk/lists?lang={lang}",
    "import contacts": "/desk/contacts/import?lang={lang}",
    "test letter": "/desk/mail/test?lang={lang}",
    "api access": "/desk/api?lang={lang}",
    "webhooks": "/desk/webhooks?lang={lang}",
    "webhook": "/desk/webhooks/{webhook}?lang={lang}",
    "installation": "/system?lang={lang}",
    "installation organisations": "/system/organisations?lang={lang}",
    "installation accounts": "/system/users?lang={lang}",
    "installation languages": "/system/languages?lang={lang}",
    "installation test letter": "/system/mail-test?lang={lang}",
    "installation personal data": "/system/erase?lang={lang}",
    "team": "/desk/team?lang={lang}",
    "document templates": "/desk/templates?lang={lang}",
    "personal data": "/desk/privacy?lang={lang}",
    "log": "/desk/audit?lang={lang}",
    "guide": "/desk/guide/press?lang={lang}",
    "history": "/desk/e/{event}/history?lang={lang}",
    "move": "/desk/e/{event}/move?lang={lang}",
    "cancel": "/desk/e/{event}/cancel?lang={lang}",
    "invitations": "/desk/e/{event}/invitations?lang={lang}",
    "invite": "/desk/e/{event}/invitations/new?lang={lang}",
    "venues": "/desk/venues?lang={lang}",
    "venue": "/desk/venues/new?lang={lang}",
    "venue week": "/desk/venues/{hall}/week?lang={lang}",
    "contacts": "/desk/contacts?lang={lang}",
    "contact": "/desk/contacts/new?lang={lang}",
    "own bodies": "/desk/organisations?lang={lang}",
    "body": "/desk/organisations/new?lang={lang}",
    "profile": "/account/?lang={lang}",
    "security": "/account/security?lang={lang}",
    "authenticator": "/account/authenticator?lang={lang}",
}
ALL = PUBLIC | DESK
assert len(ALL) == len(PUBLIC) + len(DESK), "two screens share a name"
MAIN = (
    "list", "month", "week", "past", "event", "event with a contact", "cancelled event", "postponed event", "register", "ticket", "subscribe", "list elsewhere", "search", "person", "organisations",
    "privacy", "sign in", "today", "find", "statistics", "events", "trash", "new event", "details", "programme", "people", "registrations",
    "messages", "venues", "contacts", "accredit", "accreditation", "press card", "answer", "own digest",
    "own mails",
    "pass a place on", "take a place over", "erase a registration", "security list", "security list by mail", "press accepted",
    "send a colleague", "come instead", "replace by a colleague",
    "mailing", "new message", "edit message", "press", "press of all events", "press settings", "press cards", "check-in", "people at the door", "paste",
    "api access", "webhooks", "webhook", "installation", "installation organisations", "installation accounts", "installation languages", "installation personal data", "team", "document templates", "personal data", "log", "guide", "history", "security", "authenticator", "documents", "outlet", "edit outlet", "contact with posts", "contact lists", "import contacts",
    "import journalists", "columns of journalists", "journalists preview", "import people", "columns to import", "import preview", "own data", "microphone", "line of questions", "draw", "duplicates", "compare", "test letter",
    "invitations", "invite", "invited",
)  # fmt: skip


Go = Callable[[Page, Mapping[str, str], str], None]


def _approval(page: Page, values: Mapping[str, str], language: str) -> None:
    """The answer to people who asked for a place, before it is decided."""
    page.goto(f"/desk/e/{values['asked']}/registrations?status=waitlisted&lang={language}")
    page.locator("input[name=chosen]").last.check()  # the first in the line, not a companion
    page.locator(".menu:has([name=edit]) > summary").click()
    page.locator("[name=edit][value=approve]").click()
    page.wait_for_selector(".answer-draft")


def _door(page: Page, values: Mapping[str, str], language: str) -> None:
    """A door on a telephone on which the PIN was typed."""
    page.goto(f"/door/{values['door']}?lang={language}")
    page.locator("input[name=pin]").fill(values["pin"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/scan*")
    page.goto(f"/door/{values['door']}/scan?lang={language}")


def _found(page: Page, values: Mapping[str, str], language: str) -> None:
    """Whom a few letters mean at the door."""
    _door(page, values, language)
    page.goto(f"/door/{values['door']}/find?q=as&lang={language}")


def _at_the_door(page: Page, values: Mapping[str, str], language: str) -> None:
    """What the door says of one person."""
    _found(page, values, language)
    person = page.locator(".door-person a").first.get_attribute("href")
    page.goto(f"{person}?lang={language}")


def _wall(page: Page, values: Mapping[str, str], language: str) -> None:
    """The counter for a screen on the wall."""
    _door(page, values, language)
    page.goto(f"/door/{values['door']}/counter?lang={language}")


def _walk_in(page: Page, values: Mapping[str, str], language: str) -> None:
    """Somebody who is not on the list."""
    _door(page, values, language)
    page.goto(f"/door/{values['door']}/walkin?lang={language}")


def _unfinished_message(page: Page, values: Mapping[str, str], language: str) -> None:
    """A message without words, asked to go out."""
    page.goto(address("new message", language, values))
    page.locator("button[name=act][value=check]").first.click()
    page.wait_for_selector(".error-summary")


REACHED: Mapping[str, Go] = {
    "answer to an approval": _approval,
    "door behind the PIN": _door,
    "found at the door": _found,
    "person at the door": _at_the_door,
    "counter on the wall": _wall,
    "walk-in at the door": _walk_in,
    "unfinished message": _unfinished_message,
}  # behind something that has to be done first


def address(screen: str, language: str, values: Mapping[str, str]) -> str:
    """The address of a screen in a language."""
    return ALL[screen].format(lang=language, **values)


def values_of(site: Site) -> dict[str, str]:
    """The event that has most to show, with one of its tickets."""
    with site.app.app_context():
        event = _fullest_event(site.now)
        ticket = db.session.scalars(
            select(Registration).where(
                Registration.event == event, Registration.status == Status.CONFIRMED
            )
        ).first()
        assert ticket, f"{event.slug} has no registrations"
        return {
            "event": str(event.id),
            "slug": str(event.slug),
            "hall": str(event.venue_id),
            "token": ticket.token,
            "registration": str(ticket.id),
            "offered": _transfer(ticket, site.now),
            "checked": _security_link(event, site.now),
            **_replaced(event, site.now),
            "reached": _reached(State.PUBLISHED, site.now),
            "cancelled": _reached(State.CANCELLED, site.now),
            "postponed": _reached(State.POSTPONED, site.now),
            "organisation": event.organisation.slug,
            "year": str(event.local_starts_at.year),
            "month": str(event.local_starts_at.month),
        } | _later_values(event)


def _later_values(event: Event) -> dict[str, str]:
    """What the press, the doors, letters and digests add."""
    accepted = select(Applicant).where(
        Applicant.event == event, Applicant.status == Standing.ACCEPTED
    )
    door = db.session.scalars(select(Door).order_by(Door.id)).first()
    contact = db.session.scalars(select(Contact).where(Contact.outlet != "")).first()
    [pair, *_others] = duplicates.pairs(event.organisation_id)
    guest = db.session.scalars(select(Guest)).first()
    reminder = select(Message.id).where(Message.is_optional, Message.recipient != "").limit(1)
    return {
        "calendar": db.session.scalars(select(OwnCalendar)).first().page_token,
        "holder": db.session.scalars(select(PoolPlace)).first().applicant.token,
        "applicant": db.session.scalars(accepted).first().token,
        "card": db.session.scalars(select(Card)).first().token,
        "digest": db.session.scalars(select(Subscription)).first().token,
        "reminder": tokens.make(TOKEN_KIND, db.session.scalar(reminder)),
        "mailing": str(db.session.scalar(select(Mailing.id).where(Mailing.event == event))),
        "door": door.code,
        "pin": door.pin,
        "asked": str(_asked()),
        "contact": contact.token,
        "person": _quoted(),
        "pair": f"{pair.left.id}/{pair.right.id}",
        "outlet": str(db.session.scalar(select(Outlet.id).where(Outlet.site != ""))),
        "posted": str(
            db.session.scalar(select(Post.contact_id).where(Post.held_until.is_not(None)))
        ),
        "live": str(door.event_id),
        "guest": str(guest.id),
        "guests_event": str(guest.event_id),
        "webhook": str(db.session.scalar(select(Endpoint.id))),
        "file": str(_file(event)),
        "press_file": str(_press_file(event)),
        "invited": db.session.scalars(
            select(Invitee).where(Invitee.event == event, Invitee.answer.is_(None))
        )
        .first()
        .token,
    }


def _quoted() -> str:
    """The page of somebody who has said something in public."""
    said = select(Quote).where(Quote.participation_id.is_not(None))
    return people.slug(db.session.scalars(said).first().participation.contact)


def _file(event: Event) -> int:
    """A file of people to import, with somebody who can be and somebody who cannot."""
    data = b"Name;E-mail\nAda King;ada@example.org\nBen;no address"
    made = imports.begin(event, "people.csv", data, language="en", now=event.created_at)
    db.session.commit()
    return made.id


def _asked() -> int:
    """An event at which somebody waits for a place."""
    waiting = select(Registration.event_id).where(Registration.status == Status.WAITLISTED)
    return db.session.scalars(waiting).first()


def _press_file(event: Event) -> int:
    """A file of journalists to enter, with somebody who can be and somebody who cannot."""
    data = b"Name;E-mail;Outlet;Task\nAda King;ada@example.org;Radio;photo\nBen;no address;;"
    made = press_imports.begin(event, "press.csv", data, language="en", now=event.created_at)
    db.session.commit()
    return made.id


def _transfer(ticket: Registration, now: datetime) -> str:
    """A place that is offered to a colleague."""
    offer = {"name": "Ada King", "email": "king@example.org", "language": "en"}
    made = passing.offer(ticket, **offer, now=now)
    db.session.commit()
    return made.token


def _security_link(event: Event, now: datetime) -> str:
    """The list of the accredited, sent to the security service, with badges handed out."""
    intake = find_intake(event)
    intake.security_name, intake.security_email = "Ada King", "king@example.org"
    made = security_links.send(event, by=None, now=now)
    marks.note(event, Step.HANDED_OUT, by=None, now=now)
    db.session.commit()
    return made.token


def _replaced(event: Event, now: datetime) -> dict[str, str]:
    """One of the press instead of whom a colleague is asked to come."""
    wanted = select(Applicant).where(
        Applicant.event == event, Applicant.status == Standing.SUBMITTED
    )
    person = db.session.scalars(wanted).first()
    asked = {"name": "Ada King", "email": "king@example.org", "language": "en"}
    wish = replacing.ask(person, **asked, by=None, now=now)
    db.session.commit()
    return {"replaced": str(person.id), "instead": wish.token}


def _fullest_event(now: datetime) -> Event:
    """The coming event with open places and the longest programme."""
    return db.session.scalars(
        select(Event)
        .join(Item, Item.event_id == Event.id)
        .where(Event.state == State.PUBLISHED, Event.visibility == Visibility.PUBLIC)
        .where(Event.starts_at > now, Event.categories.any(Category.is_open))
        .where(select(Registration.id).where(Registration.event_id == Event.id).exists())
        .group_by(Event.id)
        .order_by(func.count(Item.id).desc(), Event.id)
    ).first()


def _reached(state: State, now: datetime) -> str:
    """A coming event in this state whose contact has an address and a number, in its card."""
    known = and_(Contact.emails.any(), Contact.phones.any())
    return db.session.scalars(
        select(Event.slug)
        .where(Event.state == state, Event.visibility == Visibility.PUBLIC, Event.starts_at > now)
        .where(Event.contacts.any(PressContact.contact.has(known)))
        .order_by(Event.id)
    ).first()
