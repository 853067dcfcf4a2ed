"""Papers for one person each: letters to those with a part, certificates for those who came."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from eventsapp.checkin import queries as checkin
from eventsapp.checkin.models import Attendance
from eventsapp.core import dates, tokens
from eventsapp.documents import people, queries
from eventsapp.documents.content import masthead, posts, read
from eventsapp.documents.kinds import Kind
from eventsapp.documents.words import clean, joined, paragraphs
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.programme import queries as programme
from eventsapp.registration.letterhead import contact_line
from eventsapp.registration.models import Registration
from eventsapp.web.locale import current_language, speaking

CERTIFICATE = "certificate"  # kind of token


def letters(event: Event, language: str) -> dict[str, Any]:
    """A letter of invitation to everybody with a part in the event."""
    with speaking(language):
        answer = _("Please answer to %(contact)s.", contact=contact_line(event, language))
        invited = [
            (name, posts(event, each))
            for each in programme.people(event)
            if (name := read(event, each.contact.names))
        ]
        return _letters(event, invited, answer)


def letter(
    event: Event, language: str, *, name: str, about: str, answer_by: datetime
) -> dict[str, Any]:
    """A letter of invitation to one person."""
    with speaking(language):
        answer = _(
            "Please answer by %(moment)s to %(contact)s.",
            moment=dates.moment(answer_by, event.timezone, language),
            contact=contact_line(event, language),
        )
        return _letters(event, [(clean(name), clean(about))], answer)


def certificates(event: Event, language: str, tell: Callable[[int], None]) -> dict[str, Any]:
    """A certificate for everybody who came; `tell` hears how many are drawn."""
    numbers = queries.certificate_numbers(event)
    with speaking(language):
        made = [_certified(person, numbers.get(person.id, "")) for person in came(event)]
        content = _certificates(event, made)
    people.draw(made, tell)
    return content


def certificate(person: Registration, language: str) -> dict[str, Any]:
    """The certificate of one person."""
    numbers = queries.certificate_numbers(person.event)
    with speaking(language):
        made = [_certified(person, numbers.get(person.id, ""))]
        content = _certificates(person.event, made)
    people.draw(made)
    return content


def _certificates(event: Event, made: list[dict[str, str]]) -> dict[str, Any]:
    return masthead(event, Kind.CERTIFICATES) | {
        "name": _("Certificate of attendance"),
        "check": _("Whether this certificate is genuine can be seen at"),
        "people": made,
    }


def came(event: Event) -> list[Registration]:
    """Who was let in, by name."""
    wanted = select(Registration).where(
        Registration.id.in_(checkin.attended(event)), Registration.erased_at.is_(None)
    )
    return people.by_name(db.session.scalars(wanted))


def find_certified(token: str) -> Registration | None:
    """Whom a certificate names, if they came and are still known."""
    known = tokens.read(CERTIFICATE, token)
    person = db.session.get(Registration, known[0]) if known else None
    if person is None or person.erased_at is not None:
        return None
    came_ = db.session.scalar(
        checkin.attended(person.event).where(Attendance.registration_id == person.id)
    )
    return person if came_ else None


def _letters(event: Event, invited: Iterable[tuple[str, str]], answer: str) -> dict[str, Any]:
    """One page for each name, with what is to stand below it, in the language that is spoken."""
    head = masthead(event, Kind.LETTERS)
    holder = event.organisation
    return head | {
        "name": _("Invitation"),
        "sender": joined(read(event, holder.postal_address), holder.email, holder.phone),
        "invitation": _(
            "%(organisation)s invites you to take part in: %(title)s.",
            organisation=head["organisation"],
            title=head["title"],
        ),
        "paragraphs": paragraphs(read(event, event.summaries)),
        "answer": answer,
        "people": [
            {"name": name, "about": about, "greeting": _("Dear %(name)s,", name=name)}
            for name, about in invited
        ],
    }


def certificate_token(person: Registration) -> str:
    """What stands in the address at which their certificate is checked."""
    return tokens.make(CERTIFICATE, person.id)


def _certified(person: Registration, number: str) -> dict[str, str]:
    url = urls.absolute("certificates.show", token=certificate_token(person))
    return {
        "name": clean(person.name),
        "about": clean(person.organisation_name),
        "words": _(
            "This is to certify that %(name)s took part in “%(title)s” on %(day)s.",
            name=clean(person.name),
            title=read(person.event, person.event.titles),
            day=dates.without_weekday(person.event.local_starts_at, current_language()),
        ),
        "number": _("Number %(number)s", number=number) if number else "",
        "url": url,
        "qr": url,
    }
