"""What announcement and agenda say of an event, in one language, as plain data for any file."""

from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from eventsapp.contacts.models import Contact
from eventsapp.core import dates
from eventsapp.core.alphabets import capitals
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.documents import facts
from eventsapp.documents.kinds import LOOKS, Kind
from eventsapp.documents.words import clean, joined, paragraphs
from eventsapp.events.dateline import dateline
from eventsapp.events.form_rows import ROLES, called
from eventsapp.events.models import Event, OrganisationRole
from eventsapp.mail import urls
from eventsapp.organisations.models import Organisation
from eventsapp.programme import forms as programme_words
from eventsapp.programme import queries as programme
from eventsapp.programme.models import Item, Openness, Participation
from eventsapp.web.locale import current_language, reading_order, speaking


def announcement(event: Event, language: str) -> dict[str, Any]:
    """The press announcement."""
    with speaking(language):
        return _for_the_press(event, Kind.ANNOUNCEMENT) | {
            "paragraphs": _text(event),
            "sections": facts.said(event),
            "programme": _programme(event),
        }


def advisory(event: Event, language: str) -> dict[str, Any]:
    """The media advisory: the same in brief, with the way to be accredited."""
    with speaking(language):
        return _for_the_press(event, Kind.ADVISORY) | {
            "paragraphs": paragraphs(read(event, event.summaries)),
            "sections": facts.for_the_press(event),
            "boilerplates": [],
        }


def release(event: Event, language: str) -> dict[str, Any]:
    """The press release after the event."""
    with speaking(language):
        return _for_the_press(event, Kind.RELEASE) | {
            "paragraphs": facts.result(event) or _text(event),
            "sections": [*facts.decided(event), *facts.said(event)],
        }


def agenda(event: Event, language: str) -> dict[str, Any]:
    """The agenda, day by day."""
    with speaking(language):
        return masthead(event, Kind.AGENDA) | {
            "programme": _programme(event),
            "words": {"hour": _("Time"), "item": _("Programme")},
        }


def _for_the_press(event: Event, kind: Kind) -> dict[str, Any]:
    return masthead(event, kind) | {
        "paragraphs": [],
        "sections": [],
        "programme": [],
        "people": [_person(each) for each in programme.people(event)],
        "bodies": _bodies(event),
        "contacts": [_contact(each.contact, event) for each in event.contacts],
        "boilerplates": _boilerplates(event),
        "words": {
            "programme": _("Programme"),
            "people": _("People"),
            "bodies": _("Organisations"),
            "contacts": _("Press contacts"),
        },
    }


def masthead(event: Event, kind: Kind) -> dict[str, Any]:
    """What stands on top of a document; call it while its language is spoken."""
    holder = read(event, event.organisation.names)
    return {
        "language": current_language(),
        "author": holder,
        "organisation": holder,
        **named(kind),
        "title": read(event, event.titles) or _("Untitled event"),
        "facts": [fact for fact in _about(event) if fact["text"]],
    }


def named(kind: Kind) -> dict[str, str]:
    """What kind of document it is, also in the capitals of the language that is spoken."""
    name = str(LOOKS[kind].name)
    return {"name": name, "capitals": capitals(name, current_language())}


def read(event: Event, texts: Texts) -> str:
    """A text in the language spoken, else in that of the event."""
    return clean(texts.read(reading_order(event.original_language)).text)


def posts(event: Event, person: Participation) -> str:
    """The posts of somebody at the event."""
    return joined(*(read(event, post.titles) for post in person.posts))


def _about(event: Event) -> list[dict[str, str]]:
    line = dateline(event, current_language())
    when = joined(line.when, line.zone_line)
    page = ""
    if event.is_public:
        page = urls.absolute("site.show", lang=current_language(), slug=event.slug)
    known = (
        (_("When"), when),
        (_("Doors"), line.doors),
        (_("Where"), line.place),
        (_("Details and registration") if _is_awaited(event) else _("Details"), page),
    )
    return [{"label": label, "text": clean(text)} for label, text in known]


def _is_awaited(event: Event) -> bool:
    """Whether people may still register."""
    return bool(event.categories) and not event.is_over(utcnow())


def _text(event: Event) -> list[str]:
    order = reading_order(event.original_language)
    parts = (event.summaries, event.descriptions, event.funding_lines)
    return [line for texts in parts for line in paragraphs(texts.read(order).text)]


def _programme(event: Event) -> list[dict[str, Any]]:
    items = programme.programme(event)
    by_day = groupby(items, key=lambda item: item.local_starts_at and item.local_starts_at.date())
    days = [(day, [_item(event, item) for item in group]) for day, group in by_day]
    several = len(days) > 1
    return [
        {"day": dates.heading(day, current_language()) if several and day else "", "items": lines}
        for day, lines in days
    ]


def _item(event: Event, item: Item) -> dict[str, Any]:
    hour = item.local_starts_at
    titles = item.titles or (item.side_event.titles if item.side_event else item.titles)
    lines = [_speaker(event, each.participation) for each in item.speakers]
    lines += paragraphs(read(event, item.notes))
    if item.openness is not Openness.OPEN:
        lines.append(str(programme_words.OPENNESS[item.openness]))
    return {
        "time": dates.clock_range(hour, item.local_ends_at, "ru") if hour else "",
        "title": read(event, titles),
        "lines": lines,
    }


def _speaker(event: Event, person: Participation) -> str:
    return joined(read(event, person.contact.names), posts(event, person))


def _person(person: Participation) -> dict[str, str]:
    event = person.event
    role = str(programme_words.ROLES[person.role])
    return {
        "name": read(event, person.contact.names),
        "about": " · ".join(filter(None, (posts(event, person), role))),
    }


def _bodies(event: Event) -> list[dict[str, str]]:
    return [
        {
            "label": called(role, len(bodies)),
            "text": joined(*(read(event, each.names) for each in bodies)),
        }
        for role, bodies in _by_role(event).items()
    ]


def _by_role(event: Event) -> dict[OrganisationRole, list[Organisation]]:
    found: dict[OrganisationRole, list[Organisation]] = {}
    for body in event.bodies:
        found.setdefault(body.role, []).append(body.organisation)
    return {role: found[role] for role in ROLES if role in found}


def _contact(contact: Contact, event: Event) -> str:
    order = reading_order(contact.original_language)
    titles = (
        post.titles.read(order).text for post in contact.posts_on(event.local_starts_at.date())
    )
    phones = (phone.written for phone in contact.phones)
    emails = (email.address for email in contact.emails)
    return joined(contact.names.read(order).text, *titles, *phones, *emails)


def _boilerplates(event: Event) -> list[dict[str, Any]]:
    bodies = {body.organisation_id: body.organisation for body in event.bodies}
    bodies.setdefault(event.organisation_id, event.organisation)
    return [
        {
            "name": read(event, body.names),
            "paragraphs": paragraphs(
                body.boilerplate.read(reading_order(event.original_language)).text
            ),
        }
        for body in bodies.values()
        if event.leaves_out(body.boilerplate)
    ]
