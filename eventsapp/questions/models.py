"""Questions of a registration form, and every wording they ever had.

An answer names the wording it was given to, so that it keeps its words whatever becomes of the
question.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core.texts import Text, Texts, Translated
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import Model

YES, NO = "yes", "no"  # the answers to a question of the kind YES_NO


class Kind(StrEnum):
    """What is answered."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"  # required: it must be yes
    ONE = "one"
    MANY = "many"
    DATE = "date"
    TIME = "time"
    COUNTRY = "country"
    PHONE = "phone"
    EMAIL = "email"
    FILE = "file"
    PHOTO = "photo"  # upright


WITH_OPTIONS = (Kind.ONE, Kind.MANY)
DECIDING = (*WITH_OPTIONS, Kind.YES_NO)  # another question can hang on these
FILES = (Kind.FILE, Kind.PHOTO)


class Asked(StrEnum):
    """Where a question is asked."""

    FORM = "form"  # of the public
    DOOR = "door"  # by the team, when the person comes
    TEAM = "team"  # never: a note of the team about the person


_FOR_CATEGORY = Table(
    "question_category",
    Model.metadata,
    Column("question_id", ForeignKey("question.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "category_id",
        ForeignKey("event_category.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)


class Question(Model):
    """One question about the people of an event."""

    __table_args__ = (
        CheckConstraint("retention_days IS NULL OR retention_days >= 0", name="retention_days"),
        CheckConstraint("depends_on_id IS NULL OR depends_on_id <> id", name="not_own_condition"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[Kind]
    asked: Mapped[Asked] = mapped_column(default=Asked.FORM)
    is_required: Mapped[bool] = mapped_column(default=False)
    hints: Mapped[Texts] = mapped_column(Translated, default=dict)
    depends_on_id: Mapped[int | None] = mapped_column(
        ForeignKey("question.id", ondelete="SET NULL"), index=True
    )  # an earlier question, asked where this one is
    depends_value: Mapped[str] = mapped_column(String(20), default="")  # the answer it takes
    retention_days: Mapped[int | None]  # after the event; None: as long as the person
    revision: Mapped[int] = mapped_column(default=0)  # of its words
    removed_at: Mapped[datetime | None]  # not asked any more; its answers stay
    version: Mapped[int] = mapped_column(default=1)

    event: Mapped[Event] = relationship()
    wordings: Mapped[list["Wording"]] = relationship(
        back_populates="question", cascade="all, delete-orphan", order_by="Wording.revision"
    )
    categories: Mapped[list[Category]] = relationship(
        secondary=_FOR_CATEGORY, order_by=Category.position
    )  # none: for all of them

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own name

    @property
    def wording(self) -> "Wording":
        """Its words at present."""
        return self.wordings[-1]

    @property
    def labels(self) -> Texts:
        """The question itself."""
        return self.wording.labels

    @property
    def is_removed(self) -> bool:
        """Whether it is kept for the sake of its answers alone."""
        return self.removed_at is not None

    @property
    def category_ids(self) -> list[int]:
        """The numbers of its categories; none: for all of them."""
        return [each.id for each in self.categories]

    def is_for(self, category_id: int | None) -> bool:
        """Whether people of a category are asked."""
        return not self.categories or category_id in self.category_ids


class Wording(Model):
    """The words of a question at one time."""

    __tablename__ = "question_wording"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True
    )
    revision: Mapped[int] = mapped_column(primary_key=True)
    labels: Mapped[Texts] = mapped_column(Translated, default=dict)
    options: Mapped[list] = mapped_column(default=list)  # {"key": "k3", "labels": {"en": "Yes"}}

    question: Mapped[Question] = relationship(back_populates="wordings")

    @property
    def keys(self) -> list[str]:
        """What stands for the options in an answer."""
        return [option["key"] for option in self.options]

    def says(self, options: list[dict[str, Any]], labels: Texts) -> bool:
        """Whether these are its words."""
        return self.options == options and dict(self.labels) == dict(labels)

    def option(self, key: str, languages: Iterable[str]) -> Text:
        """What an option is called."""
        found = [each["labels"] for each in self.options if each["key"] == key]
        return Texts(found[0] if found else {}).read(languages)
