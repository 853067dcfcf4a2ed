"""What has been done about accepted people: given to security, badge printed, badge handed out."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accounts.models import User
from eventsapp.accreditation.kinds import Step
from eventsapp.accreditation.models import Applicant
from eventsapp.extensions import Model


class Mark(Model):
    """One step done about one person: since when, and by whom."""

    __tablename__ = "press_mark"
    __table_args__ = (
        UniqueConstraint("applicant_id", "step"),
        CheckConstraint("step IN ('security', 'printed', 'handed_out')", name="step"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("press_applicant.id", ondelete="CASCADE"))
    step: Mapped[Step]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )  # None: the security contact, or a door

    applicant: Mapped[Applicant] = relationship()
    made_by: Mapped[User | None] = relationship()
