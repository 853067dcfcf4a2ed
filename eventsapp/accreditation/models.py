"""Accreditation: outlets, what an event asks of the press, applications, decisions.

An accepted applicant holds a registration of the event's press category, so that seats, entry
codes, reminders and calendars are those of `registration`.
"""

import hashlib
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.accreditation.kinds import (
    Ask,
    Attendance,
    Function,
    Need,
    OutletKind,
    Paper,
    Reason,
    Status,
)
from eventsapp.core import search, tokens
from eventsapp.core.texts import Texts, Translated
from eventsapp.events.models import Category, Event
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation
from eventsapp.registration.models import Registration

LINK = "accreditation"  # kind of token
ACCEPTED_SQL = "status = 'accepted'"


class Outlet(Model):
    """One newspaper, station, agency or site, in the directory of one press service."""

    __tablename__ = "press_outlet"
    __table_args__ = (UniqueConstraint("organisation_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(64))  # of the folded name: one outlet, however spelt
    kind: Mapped[OutletKind] = mapped_column(default=OutletKind.OTHER)
    country: Mapped[str] = mapped_column(String(2), default="")  # ISO 3166-1
    city: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime]

    @staticmethod
    def key_of(name: str) -> str:
        """The same for the same name in another script or spelling."""
        folded = search.fold(name) or name
        return folded if len(folded) <= 64 else hashlib.sha256(folded.encode()).hexdigest()


class Intake(Model):
    """How one event takes applications of the press: until when, what is asked, how many."""

    __tablename__ = "press_intake"
    __table_args__ = (
        CheckConstraint("closes_at IS NULL OR opens_at IS NULL OR closes_at > opens_at", "window"),
        CheckConstraint("outlet_limit IS NULL OR outlet_limit > 0", "outlet_limit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("event_category.id"), unique=True)
    remote_category_id: Mapped[int] = mapped_column(ForeignKey("event_category.id"), unique=True)
    is_open: Mapped[bool] = mapped_column(default=True)  # the organiser's own switch
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]  # later ones are marked late; None: when the event starts
    answer_by: Mapped[datetime | None]
    outlet_limit: Mapped[int | None]  # persons of one outlet
    asks: Mapped[dict] = mapped_column(default=dict)  # Ask: Need
    criteria: Mapped[Texts] = mapped_column(Translated, default=dict)  # how the choice is made
    instructions: Mapped[Texts] = mapped_column(Translated, default=dict)  # to those accepted
    asks_identity: Mapped[bool] = mapped_column(default=False)  # document number, once accepted
    asks_plate: Mapped[bool] = mapped_column(default=False)
    accepts_holders: Mapped[bool] = mapped_column(default=False)  # of a valid press card, at once
    answers_at: Mapped[datetime | None]  # answers wait until then

    event: Mapped[Event] = relationship()
    category: Mapped[Category] = relationship(foreign_keys=[category_id])
    remote_category: Mapped[Category] = relationship(foreign_keys=[remote_category_id])
    quotas: Mapped[list["Quota"]] = relationship(
        back_populates="intake", cascade="all, delete-orphan", order_by="Quota.id"
    )

    def category_for(self, attendance: Attendance) -> Category:
        """Which places somebody takes: those of the press in the room, or any number online."""
        return self.remote_category if attendance is Attendance.REMOTE else self.category

    def need(self, ask: Ask) -> Need:
        """Whether a set of fields is asked for, and must be answered."""
        return Need(self.asks.get(ask.value, Need.NO))

    def is_asked(self, ask: Ask) -> bool:
        """Whether the form has these fields at all."""
        return self.need(ask) is not Need.NO

    @property
    def deadline(self) -> datetime:
        """From when on applications are late."""
        return self.closes_at or self.event.starts_at

    @property
    def has_second_step(self) -> bool:
        """Whether more is asked of those who are accepted."""
        return self.asks_identity or self.asks_plate


class Quota(Model):
    """How many persons of one kind of outlet, or of one country, an event takes."""

    __tablename__ = "press_quota"
    __table_args__ = (
        UniqueConstraint("intake_id", "kind"),
        UniqueConstraint("intake_id", "country"),
        CheckConstraint("(kind IS NULL) <> (country IS NULL)", name="one_measure"),
        CheckConstraint("places >= 0", name="places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    intake_id: Mapped[int] = mapped_column(ForeignKey("press_intake.id", ondelete="CASCADE"))
    kind: Mapped[OutletKind | None]
    country: Mapped[str | None] = mapped_column(String(2))
    places: Mapped[int]

    intake: Mapped[Intake] = relationship(back_populates="quotas")

    def covers(self, kind: OutletKind, country: str) -> bool:
        """Whether people of such an outlet count under it."""
        return self.kind is kind if self.kind else self.country == country


class Application(Model):
    """What one outlet asks for at one event: a task, its equipment, and one person or a crew."""

    __tablename__ = "press_application"
    __table_args__ = (UniqueConstraint("event_id", "form_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    outlet_id: Mapped[int | None] = mapped_column(
        ForeignKey("press_outlet.id", ondelete="SET NULL"), index=True
    )  # None: no outlet given
    language: Mapped[str] = mapped_column(String(2))
    attendance: Mapped[Attendance] = mapped_column(default=Attendance.ROOM)
    wants_pool: Mapped[bool] = mapped_column(default=False)
    equipment: Mapped[str] = mapped_column(default="")  # one device and serial number a line
    needs: Mapped[str] = mapped_column(default="")  # power, line, desk, sound
    vehicle: Mapped[str] = mapped_column(String(200), default="")
    remarks: Mapped[str] = mapped_column(default="")
    form_key: Mapped[str | None] = mapped_column(String(64))  # of the filling it came from
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    is_late: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = relationship()
    outlet: Mapped[Outlet | None] = relationship()
    applicants: Mapped[list["Applicant"]] = relationship(
        back_populates="application", cascade="all, delete-orphan", order_by="Applicant.position"
    )
    documents: Mapped[list["Document"]] = relationship(
        back_populates="application", cascade="all, delete-orphan", order_by="Document.id"
    )

    @property
    def sender(self) -> "Applicant":
        """Who filled the form, the first of the crew."""
        return self.applicants[0]

    def document(self, paper: Paper) -> "Document | None":
        """The paper of a kind that was attached."""
        return next((each for each in self.documents if each.paper is paper), None)


class Applicant(Model):
    """One person of an application, and where the decision about them stands."""

    __tablename__ = "press_applicant"
    __table_args__ = (
        UniqueConstraint("application_id", "position"),
        Index("ix_press_applicant_event_status", "event_id", "status"),
        Index(
            "uq_press_applicant_accepted_email",
            "event_id",
            "email",
            unique=True,
            sqlite_where=text(ACCEPTED_SQL),
            postgresql_where=text(ACCEPTED_SQL),
        ),
        CheckConstraint("email IS NOT NULL OR erased_at IS NOT NULL", name="reachable"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(
        ForeignKey("press_application.id", ondelete="CASCADE")
    )
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(200))  # as in the identity document
    email: Mapped[str | None] = mapped_column(String(254), index=True)  # stored lower-case
    phone: Mapped[str] = mapped_column(String(60), default="")  # as written
    function: Mapped[Function] = mapped_column(default=Function.WRITER)
    card_number: Mapped[str] = mapped_column(String(60), default="")
    card_until: Mapped[date | None]
    card_id: Mapped[int | None] = mapped_column(ForeignKey("press_card.id", ondelete="SET NULL"))
    status: Mapped[Status] = mapped_column(default=Status.DRAFT)
    status_at: Mapped[datetime]  # since when it stands there
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="SET NULL"), unique=True
    )
    identity: Mapped[str] = mapped_column(default="")  # document number, sealed
    plate: Mapped[str] = mapped_column(default="")  # of the vehicle, sealed
    generation: Mapped[int] = mapped_column(default=0)  # raised: the old link ends
    search_key: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)  # of the record, for decisions made at a time
    erased_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own name
    application: Mapped[Application] = relationship(back_populates="applicants")
    event: Mapped[Event] = relationship()
    registration: Mapped[Registration | None] = relationship()
    decisions: Mapped[list["Decision"]] = relationship(
        back_populates="applicant", cascade="all, delete-orphan", order_by="Decision.id"
    )

    @property
    def token(self) -> str:
        """What opens the person's own page, `/a/<token>`."""
        return tokens.make(LINK, self.id, self.generation)

    @property
    def is_sender(self) -> bool:
        """Whether this person answers for the whole application."""
        return self.position == 0

    @property
    def outlet_name(self) -> str:
        """For whom they work; empty where they have not said."""
        outlet = self.application.outlet
        return outlet.name if outlet else ""

    def refresh_search_key(self) -> None:
        """Fold what the queue is searched for; call after changing one."""
        self.search_key = search.key([self.name, self.email, self.outlet_name, self.card_number])

    def erase(self, now: datetime) -> None:
        """Forget who it was. The row stays, so that the numbers do; the old link ends."""
        self.name = self.phone = self.card_number = self.search_key = ""
        self.identity = self.plate = ""
        self.email = self.card_until = None
        self.generation += 1
        self.erased_at = now


class Document(Model):
    """One paper of an application: card, letter or portrait; shown to the desk alone."""

    __tablename__ = "press_document"
    __table_args__ = (UniqueConstraint("application_id", "paper"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(
        ForeignKey("press_application.id", ondelete="CASCADE")
    )
    paper: Mapped[Paper]
    file_key: Mapped[str] = mapped_column(String(80))  # of the file storage
    media_type: Mapped[str] = mapped_column(String(40))
    size_bytes: Mapped[int]
    uploaded_at: Mapped[datetime]

    application: Mapped[Application] = relationship(back_populates="documents")

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.media_type.startswith("image/")


class Decision(Model):
    """One decision about one applicant: the record of who decided what, when and why."""

    __tablename__ = "press_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    applicant_id: Mapped[int] = mapped_column(
        ForeignKey("press_applicant.id", ondelete="CASCADE"), index=True
    )
    before: Mapped[Status]
    status: Mapped[Status]
    reason: Mapped[Reason | None]
    note: Mapped[str] = mapped_column(default="")  # to the journalist, in their language
    moved_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("event_category.id", ondelete="SET NULL")
    )  # where an accepted person was registered before
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime]
    answer_at: Mapped[datetime]  # when the answer leaves; until then it can be undone
    undone_at: Mapped[datetime | None]

    applicant: Mapped[Applicant] = relationship(back_populates="decisions")
    decided_by: Mapped[User | None] = relationship()
    moved_from: Mapped[Category | None] = relationship()


class Card(Model):
    """One journalist's accreditation for a period: person, outlet, scope and validity."""

    __tablename__ = "press_card"
    __table_args__ = (
        CheckConstraint("valid_until >= valid_from", name="validity"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_reason <> ''", name="reason"),
        Index(
            "uq_press_card_standing_email",
            "organisation_id",
            "email",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    outlet_id: Mapped[int] = mapped_column(
        ForeignKey("press_outlet.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))  # stored lower-case
    function: Mapped[Function]
    language: Mapped[str] = mapped_column(String(2))
    scope: Mapped[str] = mapped_column(String(200), default="")  # empty: every event
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    code: Mapped[str] = mapped_column(
        String(12), unique=True, default=lambda: tokens.make_code(12)
    )  # in the QR, checked by anybody
    generation: Mapped[int] = mapped_column(default=0)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")
    reminded_on: Mapped[date | None]  # for which end of validity
    search_key: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    outlet: Mapped[Outlet] = relationship()

    @property
    def token(self) -> str:
        """What opens the holder's own page."""
        return tokens.make("press-card", self.id, self.generation)

    def is_valid(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.withdrawn_at is None and self.valid_from <= day <= self.valid_until


class Export(Model):
    """One handing over of the security list: who took it, when, of how many people."""

    __tablename__ = "press_export"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    people: Mapped[int]

    made_by: Mapped[User | None] = relationship()
