"""What people say in the forms of accreditation, before a rule has looked at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from eventsapp.accreditation.kinds import Attendance, Function, Need, Paper
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core.papers import Upload
from eventsapp.core.texts import Texts

OLDEST = 110  # years


def may_live(born_on: date, today: date) -> bool:
    """Whether somebody who was born on a day may live today."""
    return today.replace(year=today.year - OLDEST, day=1) <= born_on < today


@dataclass(frozen=True)
class Person:
    """One person of a crew. The address is lower-case; only the sender's is always there."""

    name: str
    email: str | None
    function: Function = Function.WRITER
    phone: str = ""
    card_number: str = ""
    card_until: date | None = None
    born_on: date | None = None
    told: Mapping[str, str] = field(default_factory=dict)  # see `particulars`


@dataclass(frozen=True)
class Answers:
    """What an application says. The first person is the sender."""

    people: tuple[Person, ...]
    language: str
    outlet: OutletDetails = field(default_factory=OutletDetails)
    attendance: Attendance = Attendance.ROOM
    wants_pool: bool = False
    equipment: str = ""
    needs: str = ""
    vehicle: str = ""
    remarks: str = ""
    told: Mapping[str, str] = field(default_factory=dict)  # see `particulars`
    papers: Mapping[Paper, Upload] = field(default_factory=dict)
    form_key: str | None = None  # of this filling of the form

    @property
    def address(self) -> str:
        """That of the sender, who fills the form."""
        return self.sender.email or ""

    @property
    def sender(self) -> Person:
        """Who fills the form."""
        return self.people[0]


@dataclass(frozen=True, kw_only=True)
class IntakeDetails:
    """How the organiser wants the press to apply."""

    places: int | None
    is_open: bool = True
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    answer_by: datetime | None = None
    outlet_limit: int | None = None
    asks: Mapping[str, Need] = field(default_factory=dict)
    criteria: Texts = field(default_factory=Texts)
    instructions: Texts = field(default_factory=Texts)
    asks_identity: bool = False
    asks_document: bool = False
    asks_plate: bool = False
    accepts_holders: bool = False
    sends_badge: bool = False  # to be printed, with the acceptance
    security_name: str = ""
    security_email: str | None = None
    quotas: tuple[tuple[OutletKind | None, str | None, int], ...] = ()  # kind or country, places


@dataclass(frozen=True, kw_only=True)
class PoolDetails:
    """How the organiser wants the pool to be run; a medium without places is not in it."""

    places: Mapping[Function, int]
    handout_at: datetime | None = None
    handout_place: Texts = field(default_factory=Texts)
    must_share: bool = True
    sharing: Texts = field(default_factory=Texts)
    passes_on: bool = True
