"""Accreditation: applications of the press, their people and papers, decisions about them.

An accepted applicant holds a registration of the event's press category, so that seats, entry
codes, reminders and calendars are those of `registration`.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.accreditation.kinds import (
    Attendance,
    Function,
    Paper,
    Reason,
    Status,
)
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.core import search, tokens
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import Model
from eventsapp.registration.models import Registration

LINK = "accreditation"  # kind of token
ACCEPTED_SQL = "status = 'accepted'"


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
    told: Mapped[dict] = mapped_column(default=dict, server_default="{}")  # see `particulars`
    form_key: Mapped[str | None] = mapped_column(String(64))  # of the filling it came from
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("press_import.id", ondelete="SET NULL"), index=True
    )  # the file that brought it, until its sender changes it
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
        CheckConstraint(
            "email IS NOT NULL OR position > 0 OR erased_at IS NOT NULL", name="reachable"
        ),
        {"sqlite_autoincrement": True},  # no link finds a later row
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(
        ForeignKey("press_application.id", ondelete="CASCADE")
    )
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(200))  # as in the identity document
    email: Mapped[str | None] = mapped_column(
        String(254), index=True
    )  # stored lower-case; of a crew without one the sender's is written to
    phone: Mapped[str] = mapped_column(String(60), default="")  # as written
    function: Mapped[Function] = mapped_column(default=Function.WRITER)
    card_number: Mapped[str] = mapped_column(String(60), default="")
    card_until: Mapped[date | None]
    born_on: Mapped[date | None]
    told: Mapped[dict] = mapped_column(default=dict, server_default="{}")  # see `particulars`
    card_id: Mapped[int | None] = mapped_column(ForeignKey("press_card.id", ondelete="SET NULL"))
    status: Mapped[Status] = mapped_column(default=Status.DRAFT)
    status_at: Mapped[datetime]  # since when it stands there
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="SET NULL"), unique=True
    )
    identity: Mapped[str] = mapped_column(default="")  # document number, sealed
    identity_details: Mapped[str] = mapped_column(
        default="", server_default=""
    )  # kind, issuer, date of issue of that document, sealed: see `identities`
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
    def address(self) -> str | None:
        """Where letters about this person go: to themselves, else to who answers for the crew."""
        return self.email or (None if self.erased_at else self.application.sender.email)

    @property
    def is_sender(self) -> bool:
        """Whether this person answers for the whole application."""
        return self.position == 0

    @property
    def outlet_name(self) -> str:
        """For whom they work; empty where they have not said."""
        outlet = self.application.outlet
        return outlet.name if outlet else ""

    def age_on(self, day: date) -> int | None:
        """How old they are on a day, in full years; None where they have not said."""
        born = self.born_on
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def refresh_search_key(self) -> None:
        """Fold what the queue is searched for; call after changing one."""
        self.search_key = search.key([self.name, self.email, self.outlet_name, self.card_number])

    def forget_documents(self) -> None:
        """Forget what only the security service needed."""
        self.identity = self.identity_details = self.plate = ""

    def erase(self, now: datetime) -> None:
        """Forget who it was. The row stays, so that the numbers do; the old link ends."""
        self.name = self.phone = self.card_number = self.search_key = ""
        self.forget_documents()
        self.told = {}
        self.email = self.card_until = self.born_on = None
        self.generation += 1
        self.erased_at = now


class Document(Model):
    """One paper of an application: card, letter or portrait; shown to the desk, the last at doors."""

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
    words: Mapped[str] = mapped_column(default="", server_default="")  # how the answer begins
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
