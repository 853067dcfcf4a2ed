"""One document of an event as a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template

from eventsapp.documents import (
    content,
    house,
    letters,
    people,
    poster,
    sandbox,
    typesetting,
    word,
)
from eventsapp.documents.kinds import MEDIA_TYPES, Format, Kind
from eventsapp.events.models import Event

WRITERS = {
    Kind.ANNOUNCEMENT: content.announcement,
    Kind.ADVISORY: content.advisory,
    Kind.RELEASE: content.release,
    Kind.AGENDA: content.agenda,
}
LAYOUTS = {
    **dict.fromkeys(WRITERS, "announcement"),
    Kind.AGENDA: "agenda",
    Kind.PARTICIPANTS: "people",
    Kind.ATTENDANCE: "people",
    Kind.PLATES: "plates",
    Kind.POSTER: "poster",
    Kind.LETTERS: "letter",
    Kind.CERTIFICATES: "certificate",
    **dict.fromkeys(people.SIZES, "badges"),
}


@dataclass(frozen=True)
class File:
    """What is downloaded."""

    name: str
    media_type: str
    data: bytes


def silence(_done: int) -> None:
    """Tell nobody how far it is."""


def make(event: Event, kind: Kind, form: Format, languages: Sequence[str]) -> File:
    """A document in one language, or in two side by side where its kind can.

    Raises NotMade.
    """
    if form is Format.PDF:
        data = make_pdf(event, kind, languages)
    elif form is Format.DOCX:
        data = _make_docx(event, kind, languages)
    else:
        sides = [WRITERS[kind](event, code) for code in languages]
        texts = [
            render_template(f"documents/{LAYOUTS[kind]}.txt", **side).strip() for side in sides
        ]
        data = ("\n\n* * *\n\n".join(texts) + "\n").encode()
    return File(name(event, kind, form, languages), MEDIA_TYPES[form], data)


def make_pdf(
    event: Event, kind: Kind, languages: Sequence[str], tell: Callable[[int], None] = silence
) -> bytes:
    """The PDF of any kind; `tell` hears how many badges are drawn."""
    own = house.bring(event.organisation, kind, Format.PDF, languages[0])
    return typeset(LAYOUTS[kind], content_of(event, kind, languages, tell), own)


def content_of(
    event: Event, kind: Kind, languages: Sequence[str], tell: Callable[[int], None] = silence
) -> dict[str, Any]:
    """What the PDF of a kind says, as its template gets it."""
    if kind not in WRITERS:
        return _of_people(event, kind, languages, tell)
    sides = [WRITERS[kind](event, code) for code in languages]
    return sides[0] | {"sides": sides}


def typeset(layout: str, data: Mapping[str, Any], own: house.House) -> bytes:
    """The PDF of what a document says, by the organisation's own template where it has one."""
    if own.template is None:
        return typesetting.pdf(layout, data, own.logo)
    return sandbox.fill(Format.PDF, own, data)[0]


def starting_point(kind: Kind, form: Format) -> bytes:
    """The shipped template of a kind, for an organisation that wants to change it."""
    source = typesetting if form is Format.PDF else word
    return source.starting_point(LAYOUTS[kind])


def _make_docx(event: Event, kind: Kind, languages: Sequence[str]) -> bytes:
    own = house.bring(event.organisation, kind, Format.DOCX, languages[0])
    sides = [WRITERS[kind](event, code) for code in languages]
    if own.template is None:
        return word.docx(LAYOUTS[kind], sides)
    return sandbox.fill(Format.DOCX, own, {"sides": sides})[0]


def _of_people(
    event: Event, kind: Kind, languages: Sequence[str], tell: Callable[[int], None]
) -> dict[str, Any]:
    first = languages[0]
    if kind is Kind.POSTER:
        return poster.poster(event, first)
    if kind is Kind.PLATES:
        return people.plates(event, languages)
    if kind is Kind.LETTERS:
        return letters.letters(event, first)
    if kind is Kind.CERTIFICATES:
        return letters.certificates(event, first, tell)
    if kind in people.SIZES:
        return people.badges(event, kind, first, tell)
    return people.table(event, kind, first)


def name(event: Event, kind: Kind, form: Format, languages: Sequence[str]) -> str:
    """What the file is called: `safe-learning-announcement-kk-ru.pdf`."""
    return f"{event.slug or event.id}-{kind}-{'-'.join(languages)}.{form}"
