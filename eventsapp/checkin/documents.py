"""Whether who comes shows the document they gave to be accredited.

The number is typed at the door and compared here: no device receives one, none keeps one.
"""

import hmac
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from eventsapp.accreditation import queries as accreditation
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.sealing import unseal
from eventsapp.checkin import queries
from eventsapp.checkin.models import Act, Door, Kind, Verdict
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration.models import Registration

MOST_WRONG = 5  # numbers of one person, until only the desk can tell


class NumberWrong(Refusal):
    """So many wrong numbers that somebody may be guessing."""

    message = _l("The number was wrong five times. Send this person to the desk.")
    status = 423


def are_asked(event: Event) -> bool:
    """Whether accepted journalists give the number of a document."""
    intake = accreditation.find_intake(event)
    return intake is not None and intake.asks_identity


def to_check(door: Door) -> set[int]:
    """The ids of the registrations whose document this door is to look at."""
    if not door.checks_documents:
        return set()
    given = select(Applicant.registration_id).where(
        Applicant.event_id == door.event_id,
        Applicant.identity != "",
        Applicant.registration_id.is_not(None),
    )
    seen = select(Act.registration_id).where(
        Act.event_id == door.event_id, Act.verdict == Verdict.SAME_DOCUMENT
    )
    return {number for number in db.session.scalars(given.except_(seen)) if number}


def check(person: Registration, number: str, *, key: str, door: Door, now: datetime) -> Act:
    """Compare a typed number with the one that was given, and write down what came of it.

    The same check told twice is answered as it was the first time. Raises NumberWrong.
    """
    events.claim(person.event)
    if told := queries.find_act(key):
        return told
    if _wrong(person) >= MOST_WRONG:
        raise NumberWrong
    is_same = hmac.compare_digest(_bare(number), _bare(_given(person)))
    act = Act(
        key=key,
        event_id=person.event_id,
        door=door,
        registration=person,
        kind=Kind.DOCUMENT,
        verdict=Verdict.SAME_DOCUMENT if is_same else Verdict.OTHER_DOCUMENT,
        acted_at=now,
        received_at=now,
    )
    db.session.add(act)
    if stay := queries.stay_of(person):
        stay.document_matches = is_same
    db.session.flush()
    return act


def _given(person: Registration) -> str:
    sealed = db.session.scalar(
        select(Applicant.identity).where(Applicant.registration_id == person.id)
    )
    return unseal(sealed or "")


def _wrong(person: Registration) -> int:
    tried = select(func.count()).where(
        Act.registration_id == person.id, Act.verdict == Verdict.OTHER_DOCUMENT
    )
    return db.session.scalar(tried) or 0


def _bare(number: str) -> bytes:
    """Letters and figures alone: spaces and dashes are written in many ways."""
    return "".join(filter(str.isalnum, number)).upper().encode()
