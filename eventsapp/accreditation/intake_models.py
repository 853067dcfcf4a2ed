"""How an event takes applications of the press: the window, what is asked, places and quotas."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accreditation.kinds import Ask, Attendance, Need
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.core.texts import Texts, Translated
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import Model


class Intake(Model):
    """How one event takes applications of the press: until when, what is asked, how many."""

    __tablename__ = "press_intake"
    __table_args__ = (
        CheckConstraint("closes_at IS NULL OR opens_at IS NULL OR closes_at > opens_at", "window"),
        CheckConstraint("outlet_limit IS NULL OR outlet_limit > 0", "outlet_limit"),
        CheckConstraint("(security_email IS NULL) = (security_name = '')", "security_contact"),
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
    asks_document: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # kind, issuer and date of issue of that document, once accepted
    asks_plate: Mapped[bool] = mapped_column(default=False)
    accepts_holders: Mapped[bool] = mapped_column(default=False)  # of a valid press card, at once
    takes_questions: Mapped[bool] = mapped_column(default=False, server_default=false())
    sends_badge: Mapped[bool] = mapped_column(default=False, server_default=false())
    answers_at: Mapped[datetime | None]  # answers wait until then
    security_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    security_email: Mapped[str | None] = mapped_column(String(254))  # to whom the list goes

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
        return self.asks_identity or self.asks_document or self.asks_plate


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
