"""One document of an event as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template

from eventsapp.documents import content, letters, people, poster, typesetting, word
from eventsapp.documents.kinds import MEDIA_TYPES, Format, Kind
from eventsapp.events.models import Event

WRITERS = {
    Kind.ANNOUNCEMENT: content.announcement,
    Kind.ADVISORY: content.advisory,
    Kind.RELEASE: content.release,
    Kind.AGENDA: content.agenda,
}
LAYOUTS = {kind: "agenda" if kind is Kind.AGENDA else "announcement" for kind in WRITERS}


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
        data = word.docx(LAYOUTS[kind], [WRITERS[kind](event, code) for code in languages])
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
    if kind in WRITERS:
        sides = [WRITERS[kind](event, code) for code in languages]
        return typesetting.pdf(LAYOUTS[kind], sides[0] | {"sides": sides})
    if kind is Kind.POSTER:
        return typesetting.pdf("poster", poster.poster(event, languages[0]))
    return typesetting.pdf(*_of_people(event, kind, languages, tell))


def _of_people(
    event: Event, kind: Kind, languages: Sequence[str], tell: Callable[[int], None]
) -> tuple[str, dict[str, Any]]:
    first = languages[0]
    if kind is Kind.PLATES:
        return "plates", people.plates(event, languages)
    if kind is Kind.LETTERS:
        return "letter", letters.letters(event, first)
    if kind is Kind.CERTIFICATES:
        return "certificate", letters.certificates(event, first, tell)
    if kind in people.SIZES:
        return "badges", people.badges(event, kind, first, tell)
    return "people", people.table(event, kind, first)


def name(event: Event, kind: Kind, form: Format, languages: Sequence[str]) -> str:
    """What the file is called: `safe-learning-announcement-kk-ru.pdf`."""
    return f"{event.slug or event.id}-{kind}-{'-'.join(languages)}.{form}"
