"""The pool: the few who work close up at an event and share their material with all others."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Function, Status
from eventsapp.accreditation.models import Applicant
from eventsapp.core.texts import Texts, Translated
from eventsapp.extensions import Model

MEDIA = (Function.WRITER, Function.PHOTO, Function.VIDEO, Function.AUDIO, Function.ONLINE)


class Pool(Model):
    """How an event's pool is run: when and where the cards are handed out, what holders owe."""

    __tablename__ = "press_pool"

    id: Mapped[int] = mapped_column(primary_key=True)
    intake_id: Mapped[int] = mapped_column(
        ForeignKey("press_intake.id", ondelete="CASCADE"), unique=True
    )
    handout_at: Mapped[datetime | None]
    handout_place: Mapped[Texts] = mapped_column(Translated, default=dict)
    must_share: Mapped[bool] = mapped_column(default=True)
    sharing: Mapped[Texts] = mapped_column(Translated, default=dict)  # with whom, how, until when
    passes_on: Mapped[bool] = mapped_column(default=True)  # a free place to the next who asked

    intake: Mapped[Intake] = relationship()
    slots: Mapped[list["PoolSlot"]] = relationship(
        back_populates="pool", cascade="all, delete-orphan", order_by="PoolSlot.id"
    )

    def slot_for(self, medium: Function) -> "PoolSlot | None":
        """The places of a medium, if it has any."""
        return next((each for each in self.slots if each.medium is medium), None)


class PoolSlot(Model):
    """How many places in the pool one medium has."""

    __tablename__ = "press_pool_slot"
    __table_args__ = (
        UniqueConstraint("pool_id", "medium"),
        CheckConstraint("places > 0", name="places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pool_id: Mapped[int] = mapped_column(ForeignKey("press_pool.id", ondelete="CASCADE"))
    medium: Mapped[Function]
    places: Mapped[int]

    pool: Mapped[Pool] = relationship(back_populates="slots")


class PoolPlace(Model):
    """One person's pool card. It counts while they are accepted and have not given it back."""

    __tablename__ = "press_pool_place"
    __table_args__ = (
        UniqueConstraint("slot_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(number IS NULL) = (given_back_at IS NOT NULL)", name="given_back"),
        CheckConstraint("(shared_url = '') = (shared_at IS NULL)", name="shared"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("press_pool_slot.id", ondelete="CASCADE"))
    applicant_id: Mapped[int] = mapped_column(
        ForeignKey("press_applicant.id", ondelete="CASCADE"), unique=True
    )
    number: Mapped[int | None]  # on the card; another's, once it is given back
    given_at: Mapped[datetime]
    given_back_at: Mapped[datetime | None]
    shared_url: Mapped[str] = mapped_column(String(500), default="")
    shared_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]  # that the material is still owed

    slot: Mapped[PoolSlot] = relationship()
    applicant: Mapped[Applicant] = relationship()

    @property
    def is_held(self) -> bool:
        """Whether it counts."""
        return self.given_back_at is None and self.applicant.status is Status.ACCEPTED
