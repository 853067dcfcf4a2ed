"""Which documents can be made, and as which files."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l


class Kind(StrEnum):
    """What a document is."""

    ANNOUNCEMENT = "announcement"
    ADVISORY = "advisory"
    RELEASE = "release"
    AGENDA = "agenda"
    POSTER = "poster"
    PARTICIPANTS = "participants"
    ATTENDANCE = "attendance"
    PLATES = "plates"
    LETTERS = "letters"
    CERTIFICATES = "certificates"
    BADGES = "badges"  # ten on a sheet of A4
    BADGES_SMALL = "badges-86x54"
    BADGES_LARGE = "badges-96x134"
    REPORT = "report"  # made by packages of their own, by templates like the others
    DIARY = "diary"


class Format(StrEnum):
    """What kind of file it is."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"


@dataclass(frozen=True)
class Look:
    """What the tab says of a document."""

    name: Any
    about: Any
    formats: tuple[Format, ...] = (Format.PDF,)
    of_people: bool = False  # long for many: made by the worker
    on_tab: bool = True  # among the documents of an event


TO_EDIT = (Format.PDF, Format.DOCX)
MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.TXT: "text/plain; charset=utf-8",
}
SUFFIXES = {Format.PDF: ".typ", Format.DOCX: ".docx"}  # of templates
LOOKS = {
    Kind.ANNOUNCEMENT: Look(
        _l("Press announcement"),
        _l("What, when, where, who speaks, and who answers the press."),
        tuple(Format),
    ),
    Kind.ADVISORY: Look(
        _l("Media advisory"),
        _l("The facts for editors in brief, and how to be accredited."),
        tuple(Format),
    ),
    Kind.RELEASE: Look(
        _l("Press release after the event"),
        _l("What came out of it: decisions, quotes, key figures."),
        tuple(Format),
    ),
    Kind.AGENDA: Look(_l("Agenda"), _l("The programme with hours and speakers."), tuple(Format)),
    Kind.POSTER: Look(_l("Poster"), _l("One sheet for the wall, with the page as a QR code.")),
    Kind.PARTICIPANTS: Look(
        _l("List of participants"),
        _l("Everybody with a part or a place, with post or organisation."),
        TO_EDIT,
        of_people=True,
    ),
    Kind.ATTENDANCE: Look(
        _l("Attendance sheet"),
        _l("The same list with room for signatures."),
        TO_EDIT,
        of_people=True,
    ),
    Kind.PLATES: Look(
        _l("Name plates"), _l("For those on stage: A4, to be folded across the middle.")
    ),
    Kind.LETTERS: Look(
        _l("Invitation letters"),
        _l("One page for each person with a part in the event."),
        TO_EDIT,
    ),
    Kind.CERTIFICATES: Look(
        _l("Certificates of attendance"),
        _l("For those who came, each with an address where it can be checked."),
        of_people=True,
    ),
    Kind.BADGES: Look(
        _l("Badges, ten on a sheet of A4"),
        _l("86 × 54 mm each, with the entry code; to be cut."),
        of_people=True,
    ),
    Kind.BADGES_SMALL: Look(
        _l("Badges, 86 × 54 mm"), _l("One on a page, for a card printer."), of_people=True
    ),
    Kind.BADGES_LARGE: Look(
        _l("Badges, 96 × 134 mm"), _l("One on a page, to hang round the neck."), of_people=True
    ),
    Kind.REPORT: Look(
        _l("Report"), _l("The numbers of an event with plots."), TO_EDIT, on_tab=False
    ),
    Kind.DIARY: Look(
        _l("Diary"), _l("The days to come by city and hour."), (Format.DOCX,), on_tab=False
    ),
}
ON_TAB = {kind: look for kind, look in LOOKS.items() if look.on_tab}
