"""One document of an event as a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask_babel import lazy_gettext as _l

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
from eventsapp.documents.typesetting import NotMade
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
    Kind.REPORT: "report",
    Kind.DIARY: "diary",
}


class NobodyYet(NotMade):
    """A document that would have no page."""

    message = _l("There is nobody yet to make this document for.")


class NothingYet(NotMade):
    """An agenda without a line."""

    message = _l("No programme yet.")


@dataclass(frozen=True)
class File:
    """What is downloaded."""

    name: str
    media_type: str
    data: bytes


def make(event: Event, kind: Kind, form: Format, languages: Sequence[str]) -> File:
    """A document in one language, or in two side by side where its kind can.

    Raises NotMade.
    """
    own = house.bring(event.organisation, kind, form, languages[0])
    data = typeset(LAYOUTS[kind], content_of(event, kind, form, languages), own, form)
    return File(name(event, kind, form, languages), MEDIA_TYPES[form], data)


def content_of(
    event: Event,
    kind: Kind,
    form: Format,
    languages: Sequence[str],
    tell: Callable[[int], None] = people.silence,
) -> dict[str, Any]:
    """What a document says, as its template gets it; `tell` hears how many badges are drawn.

    Raises NobodyYet, NothingYet.
    """
    if kind in WRITERS:
        sides = [WRITERS[kind](event, code) for code in languages]
        if kind is Kind.AGENDA and not sides[0]["programme"]:
            raise NothingYet
    else:
        sides = [_of_people(event, kind, languages, tell)]
        if not sides[0].get("people", True):
            raise NobodyYet
    if form is not Format.PDF:
        return {"sides": sides}
    return sides[0] | ({"sides": sides} if kind in WRITERS else {})


def typeset(
    layout: str, data: Mapping[str, Any], own: house.House, form: Format = Format.PDF
) -> bytes:
    """The file of what a document says, by the organisation's own template where it has one."""
    if own.template is not None:
        return sandbox.fill(form, own, data)[0]
    if form is Format.PDF:
        return typesetting.pdf(layout, data, own)
    if form is Format.DOCX:
        return word.docx(layout, data["sides"], own)
    texts = [render_template(f"documents/{layout}.txt", **side).strip() for side in data["sides"]]
    return ("\n\n* * *\n\n".join(texts) + "\n").encode()


def starting_point(kind: Kind, form: Format) -> bytes:
    """The shipped template of a kind, for an organisation that wants to change it."""
    source = typesetting if form is Format.PDF else word
    return source.starting_point(LAYOUTS[kind])


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
