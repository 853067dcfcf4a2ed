"""One document of an event as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import render_template

from eventsapp.documents import content, people, typesetting, word
from eventsapp.documents.kinds import MEDIA_TYPES, Format, Kind
from eventsapp.events.models import Event

WRITERS = {Kind.ANNOUNCEMENT: content.announcement, Kind.AGENDA: content.agenda}


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

    Raises LetterMissing.
    """
    if form is Format.PDF:
        data = make_pdf(event, kind, languages)
    elif form is Format.DOCX:
        data = word.docx(kind.value, [WRITERS[kind](event, code) for code in languages])
    else:
        sides = [WRITERS[kind](event, code) for code in languages]
        texts = [render_template(f"documents/{kind}.txt", **side).strip() for side in sides]
        data = ("\n\n* * *\n\n".join(texts) + "\n").encode()
    return File(name(event, kind, form, languages), MEDIA_TYPES[form], data)


def make_pdf(
    event: Event, kind: Kind, languages: Sequence[str], tell: Callable[[int], None] = silence
) -> bytes:
    """The PDF of any kind; `tell` hears how many badges are drawn."""
    first = languages[0]
    if kind is Kind.ANNOUNCEMENT:
        sides = [content.announcement(event, code) for code in languages]
        return typesetting.pdf("announcement", sides[0] | {"sides": sides})
    if kind is Kind.AGENDA:
        return typesetting.pdf("agenda", content.agenda(event, first))
    if kind is Kind.PLATES:
        return typesetting.pdf("plates", people.plates(event, languages))
    if kind in people.SIZES:
        return typesetting.pdf("badges", people.badges(event, kind, first, tell))
    return typesetting.pdf("people", people.table(event, kind, first))


def name(event: Event, kind: Kind, form: Format, languages: Sequence[str]) -> str:
    """What the file is called: `safe-learning-announcement-kk-ru.pdf`."""
    return f"{event.slug or event.id}-{kind}-{'-'.join(languages)}.{form}"
