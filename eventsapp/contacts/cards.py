"""Contacts as vCards: 4.0 (RFC 6350), and 3.0 (RFC 2426) for older telephones."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date

from eventsapp.contacts.details import PostDetails
from eventsapp.contacts.models import Contact, Post, Subject
from eventsapp.mail import urls

FORMER_TITLE, PLACE, HELD = "X-FORMER-TITLE", "X-TITLE-PLACE", "X-TITLE-HELD"
MOST_OCTETS = 75  # of a line: RFC 6350 §3.2


def card(contact: Contact, version: str, today: date) -> str:
    """One card. Notes stay with the team: a card is passed on."""
    lines = _lines_4(contact, today) if version == "4.0" else _lines_3(contact, today)
    every = ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in every)


def _lines_4(contact: Contact, today: date) -> Iterator[str]:
    yield f"UID:{urls.absolute('manage_contacts.edit', contact_id=contact.id)}"
    yield f"REV:{contact.created_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"KIND:{'individual' if contact.names else 'org'}"
    names = contact.names or {contact.original_language: _called(contact)}
    for language, name in names.items():
        yield f"FN;ALTID=1;LANGUAGE={language}:{_escaped(name)}"
    for post in contact.posts:
        for language, title in post.titles.items():
            about = f";ALTID={post.position + 1};LANGUAGE={language}:{_escaped(title)}"
            yield f"{_name_of(post, today)}{about}"
        yield from _about(post)
    for phone in contact.phones:
        value = f";VALUE=uri:tel:{phone.e164}" if phone.e164 else f":{_escaped(phone.written)}"
        yield f"TEL;TYPE=work{value}"
    for email in contact.emails:
        yield f"EMAIL;TYPE=work:{_escaped(email.address)}"
    if contact.language:
        yield f"LANG:{contact.language}"
    yield from _work(contact)


def _lines_3(contact: Contact, today: date) -> Iterator[str]:
    name = _escaped(_called(contact))
    yield f"FN:{name}"
    yield f"N:{name};;;;"
    for post in contact.posts:
        title = post.titles.read([contact.original_language]).text
        yield f"{_name_of(post, today)}:{_escaped(title)}"
        yield from _about(post)
    for phone in contact.phones:
        yield f"TEL;TYPE=WORK,VOICE:{_escaped(phone.e164 or phone.written)}"
    for email in contact.emails:
        yield f"EMAIL;TYPE=INTERNET:{_escaped(email.address)}"
    yield from _work(contact)


def _work(contact: Contact) -> Iterator[str]:
    """Outlet, regions and beats, alike in both versions."""
    if contact.outlet:
        yield f"ORG:{_escaped(contact.outlet)}"
    for region in contact.words_on(Subject.REGION):
        yield f"ADR;TYPE=work:;;;;{_escaped(region)};;"
    if beats := contact.words_on(Subject.BEAT):
        yield f"CATEGORIES:{','.join(map(_escaped, beats))}"


def _name_of(post: Post, today: date) -> str:
    """What a title is called: telephones show only those of posts that are held."""
    title = FORMER_TITLE if PostDetails.of(post).is_over(today) else "TITLE"
    return f"{_group(post)}.{title}" if _says_more(post) else title


def _about(post: Post) -> Iterator[str]:
    """Where a post is, and how long, in lines that belong to its title."""
    if post.place:
        yield f"{_group(post)}.{PLACE}:{_escaped(post.place)}"
    if post.held_from or post.held_until:
        yield f"{_group(post)}.{HELD}:{post.held_from or ''}/{post.held_until or ''}"


def _group(post: Post) -> str:
    return f"post{post.position + 1}"


def _says_more(post: Post) -> bool:
    return bool(post.place or post.held_from or post.held_until)


def _called(contact: Contact) -> str:
    """A name in any case: a card must have one."""
    reach: Iterable[str] = (
        contact.names.read([contact.original_language]).text,
        contact.outlet,
        *(email.address for email in contact.emails),
        *(phone.written for phone in contact.phones),
    )
    return next(filter(None, reach), "")


def _escaped(text: str) -> str:
    for sign in "\\,;":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of 75 octets, none of which parts a letter."""
    pieces, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > MOST_OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += letter
        size += octets
    return "\r\n".join(pieces)
