"""The words of accreditation: states, functions, outlets, papers, reasons, as people read them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import SelectChoice

from eventsapp.accreditation.draws.models import Criterion
from eventsapp.accreditation.kinds import (
    Ask,
    Attendance,
    Function,
    IdentityKind,
    Need,
    Paper,
    Reason,
    Status,
    Step,
)
from eventsapp.contacts import wording as contact_words

STATUSES = {
    Status.DRAFT: _l("Not sent yet"),
    Status.SUBMITTED: _l("To review"),
    Status.INCOMPLETE: _l("More asked for"),
    Status.ACCEPTED: lazy_pgettext("accreditation", "Accepted"),
    Status.WAITLISTED: _l("Waiting list"),
    Status.DECLINED: lazy_pgettext("accreditation", "Declined"),
    Status.WITHDRAWN: _l("Withdrawn"),
    Status.REVOKED: _l("Taken back"),
}
STEPS = {
    Step.SECURITY: _l("With security"),
    Step.PRINTED: _l("Badge printed"),
    Step.HANDED_OUT: _l("Badge handed out"),
}
NOT_YET = {
    Step.SECURITY: _l("Not with security yet"),
    Step.PRINTED: _l("Badge not printed yet"),
    Step.HANDED_OUT: _l("Badge not handed out yet"),
}
FUNCTIONS = {
    Function.WRITER: _l("Writer"),
    Function.PHOTO: _l("Photo"),
    Function.VIDEO: _l("Video"),
    Function.AUDIO: _l("Audio"),
    Function.ONLINE: _l("Online"),
    Function.PRODUCER: _l("Producer"),
    Function.TECHNICIAN: _l("Technician"),
    Function.INTERPRETER: _l("Interpreter"),
    Function.DRIVER: _l("Driver"),
}
ATTENDANCES = {
    Attendance.ROOM: _l("In the room"),
    Attendance.REMOTE: _l("Online, with questions"),
}
ASKS = {
    Ask.CARD: _l("Press card: number, validity, picture"),
    Ask.LETTER: _l("Letter of the editor"),
    Ask.PORTRAIT: _l("Portrait photo"),
    Ask.BIRTH: _l("Date of birth of each person"),
    Ask.ATTENDANCE: _l("In the room or online"),
    Ask.EQUIPMENT: _l("Equipment with serial numbers"),
    Ask.VEHICLE: _l("Vehicle"),
    Ask.NEEDS: _l("Technical needs: power, line, sound, desk"),
    Ask.POOL: _l("Place in the pool"),
    Ask.ORIGIN: _l("Name in Latin letters, citizenship, place of birth of each person"),
    Ask.SEX: _l("Sex of each person"),
    Ask.MESSENGER: _l("Messenger"),
    Ask.OUTLET: _l("About the outlet: founder, register, subjects, area, editor, phone"),
    Ask.WORK: _l("Samples of their work"),
    Ask.INTERVIEW: _l("Wish for an interview"),
    Ask.LANGUAGES: _l("Languages, interpretation"),
    Ask.TRAVEL: _l("Visa support, journey, hotel"),
    Ask.ACCESS: _l("Needs of people with disabilities"),
    Ask.SCREENING: _l("Consent to a check by the security service"),
}
IDENTITIES = {
    IdentityKind.PASSPORT: _l("Passport"),
    IdentityKind.ID_CARD: _l("Identity card"),
    IdentityKind.RESIDENCE: _l("Residence permit"),
    IdentityKind.OTHER: _l("Another document"),
}
NEEDS = {
    Need.NO: _l("Not asked"),
    Need.OPTIONAL: _l("Optional"),
    Need.REQUIRED: _l("Required"),
}
PAPERS = {
    Paper.CARD: _l("Press card"),
    Paper.LETTER: _l("Letter of the editor"),
    Paper.PORTRAIT: _l("Portrait photo"),
}
REASONS = {
    Reason.PAPERS: _l("Papers are missing or could not be read."),
    Reason.NO_OUTLET: _l("No outlet was named for which you report."),
    Reason.LIMIT: _l("Your outlet has as many places as one outlet can have."),
    Reason.FULL: _l("All places for the press are taken."),
    Reason.LATE: _l("The application came after the deadline."),
    Reason.NOT_PRESS: _l("These places are for the press only."),
    Reason.DUPLICATE: _l("You have another application for this event."),
    Reason.SECURITY: _l("The security service of the venue did not agree."),
    Reason.OTHER: _l("Another reason"),
}


OPENINGS = {
    Status.INCOMPLETE: _l("Before we can decide about your accreditation we need:"),
    Status.ACCEPTED: _l("You are accredited for %(title)s."),
    Status.WAITLISTED: _l(
        "All places of the press at %(title)s are given for now. We write at once if one becomes free."
    ),
    Status.DECLINED: _l("We cannot accredit you for %(title)s."),
    Status.REVOKED: _l(
        "Your accreditation for %(title)s no longer counts, and the entry code does not open the door."
    ),
}


CRITERIA = {
    Criterion.IN_TIME: _l("Those who applied in time"),
    Criterion.CARD: _l("Holders of our press card"),
    Criterion.KNOWN: _l("Those accredited before"),
    Criterion.EACH_OUTLET: _l("One of each outlet, then the second ones"),
}


OUTLETS = contact_words.OUTLETS  # the directory is the address book's


def choices(words: Mapping[Any, Any]) -> list[SelectChoice]:
    """What a form offers of one of these tables, in its order."""
    return [SelectChoice(key.value, name) for key, name in words.items()]


def opening(status: Status, title: str) -> str:
    """How an answer begins where the organiser does not write otherwise."""
    return str(OPENINGS[status]) % {"title": title}


def told(reason: Reason | None) -> str:
    """What a reason says to the applicant; one that only the note explains says nothing."""
    return str(REASONS[reason]) if reason and reason is not Reason.OTHER else ""
