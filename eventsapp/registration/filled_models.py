"""What registered people answered to the questions of the form."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.extensions import Model
from eventsapp.questions import wording
from eventsapp.questions.models import Wording
from eventsapp.registration.models import Registration


class FormAnswer(Model):
    """One person's answer to one question, in the words that the question had then."""

    __tablename__ = "registration_form_answer"
    __table_args__ = (
        UniqueConstraint("registration_id", "question_id"),
        ForeignKeyConstraint(
            ["question_id", "revision"],
            ["question_wording.question_id", "question_wording.revision"],
            name="fk_registration_form_answer_wording",
            ondelete="CASCADE",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(index=True)
    revision: Mapped[int]
    value: Mapped[str] = mapped_column(default="")  # of a file: the name it came under
    file_key: Mapped[str | None] = mapped_column(String(40))
    media_type: Mapped[str] = mapped_column(String(60), default="")
    given_at: Mapped[datetime]
    given_by: Mapped[str] = mapped_column(
        String(200), default="", server_default=""
    )  # a door, or who of the team; empty: the person

    registration: Mapped[Registration] = relationship()
    wording: Mapped[Wording] = relationship()

    def told(self, original: str) -> str:
        """The answer as the reader of this page reads it."""
        return wording.told(self.wording.question.kind, self.wording, self.value, original)
