"""What an event leaves behind: quotes, figures, documents, decisions with stages, coverage, questions.

Quotes, figures and documents are public with the event. Decisions, recording, summary and
coverage are public once the outcome is.
"""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from eventsapp.core.texts import Texts, Translated
from eventsapp.events.models import Event
from eventsapp.extensions import Model
from eventsapp.outcome.kinds import DocumentKind, Qualifier
from eventsapp.programme.models import Participation


class Outcome(Model):
    """How one event ended, in words, with the recording; public from `published_at` on."""

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    texts: Mapped[Texts] = mapped_column(Translated, default=dict)  # Markdown
    recording_url: Mapped[str] = mapped_column(String(1000), default="")
    published_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()


class Entry:
    """What all entries have: an event, and a place among their like."""

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(default=0)

    @declared_attr
    def event_id(cls) -> Mapped[int]:  # noqa: N805 -- SQLAlchemy hands the class over
        """The event it belongs to."""
        return mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)

    @declared_attr
    def event(cls) -> Mapped[Event]:  # noqa: N805
        """The same, as a record."""
        return relationship(Event)

    def words(self) -> Iterator[str]:
        """What the search finds its event by."""
        raise NotImplementedError


class Quote(Entry, Model):
    """What one person said, word for word or told, with the post they held then."""

    __tablename__ = "outcome_quote"

    participation_id: Mapped[int | None] = mapped_column(
        ForeignKey("participation.id", ondelete="SET NULL"), index=True
    )  # None: not among the people of the event
    names: Mapped[Texts] = mapped_column(Translated, default=dict)
    posts: Mapped[Texts] = mapped_column(Translated, default=dict)
    texts: Mapped[Texts] = mapped_column(Translated, default=dict)  # without quotation marks
    is_direct: Mapped[bool] = mapped_column(default=True)

    participation: Mapped[Participation | None] = relationship()

    def attribute(self, person: Participation) -> None:
        """Say whose words they are: name, and post unless one is given, as they are now."""
        self.participation_id = person.id
        self.names = Texts(person.contact.names)
        self.posts = self.posts or person.posts_joined

    def words(self) -> Iterator[str]:
        """Speaker and words."""
        for texts in (self.names, self.posts, self.texts):
            yield from texts.every()


class Figure(Entry, Model):
    """One number given as a fact: as written, what it counts, how exactly, and who says so."""

    __tablename__ = "outcome_figure"

    number: Mapped[str] = mapped_column(String(60))  # as written: "27 344", "2%", "28 thousand"
    qualifier: Mapped[Qualifier] = mapped_column(default=Qualifier.EXACT)
    units: Mapped[Texts] = mapped_column(Translated, default=dict)
    by_year: Mapped[int | None]  # a target, to be reached by then
    source: Mapped[str] = mapped_column(String(300), default="")

    def words(self) -> Iterator[str]:
        """The number and what it counts."""
        yield self.number
        yield from self.units.every()


class AdoptedDecision(Entry, Model):
    """One thing that was decided, who answers for it and until when."""

    __tablename__ = "outcome_decision"

    texts: Mapped[Texts] = mapped_column(Translated, default=dict)
    details: Mapped[Texts] = mapped_column(Translated, default=dict)  # Markdown
    responsible: Mapped[Texts] = mapped_column(Translated, default=dict)
    due_on: Mapped[date | None]

    stages: Mapped[list["Stage"]] = relationship(
        cascade="all, delete-orphan", order_by="Stage.position"
    )

    def words(self) -> Iterator[str]:
        """The decision and its stages."""
        for texts in (self.texts, self.details, self.responsible):
            yield from texts.every()
        for stage in self.stages:
            yield from stage.texts.every()


class Stage(Model):
    """One stage in which a decision is carried out, with the year it reaches to."""

    __tablename__ = "outcome_stage"
    __table_args__ = (
        CheckConstraint("horizon IS NULL OR horizon BETWEEN 1900 AND 2200", name="horizon"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("outcome_decision.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    horizon: Mapped[int | None]  # year
    texts: Mapped[Texts] = mapped_column(Translated, default=dict)


class LinkedDocument(Entry, Model):
    """One document that belongs to an event: a letter, a resolution, what was adopted."""

    __tablename__ = "outcome_document"

    kind: Mapped[DocumentKind] = mapped_column(default=DocumentKind.OTHER)
    titles: Mapped[Texts] = mapped_column(Translated, default=dict)  # its subject
    is_adopted: Mapped[bool] = mapped_column(default=False)  # at this event
    number: Mapped[str] = mapped_column(String(60), default="")  # empty while none is given
    dated_on: Mapped[date | None]
    reply_number: Mapped[str] = mapped_column(String(60), default="")  # of what it answers
    reply_dated_on: Mapped[date | None]
    senders: Mapped[Texts] = mapped_column(Translated, default=dict)
    sender_addresses: Mapped[Texts] = mapped_column(Translated, default=dict)
    addressees: Mapped[Texts] = mapped_column(Translated, default=dict)
    texts: Mapped[Texts] = mapped_column(Translated, default=dict)  # Markdown
    signatory: Mapped[str] = mapped_column(String(200), default="")
    drafter: Mapped[str] = mapped_column(String(200), default="")
    drafter_phone: Mapped[str] = mapped_column(String(60), default="")  # for the desk alone
    url: Mapped[str] = mapped_column(String(1000), default="")

    footnotes: Mapped[list["Footnote"]] = relationship(
        cascade="all, delete-orphan", order_by="Footnote.position"
    )

    def words(self) -> Iterator[str]:
        """Subject, number, bodies, text and notes."""
        yield from (self.number, self.reply_number, self.signatory)
        for texts in (self.titles, self.senders, self.addressees, self.texts):
            yield from texts.every()
        for note in self.footnotes:
            yield note.number
            yield from note.texts.every()


class Footnote(Model):
    """One act that a document refers to, with its number and day."""

    __tablename__ = "outcome_footnote"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("outcome_document.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    number: Mapped[str] = mapped_column(String(60), default="")
    dated_on: Mapped[date | None]
    texts: Mapped[Texts] = mapped_column(Translated, default=dict)


class Coverage(Entry, Model):
    """One report about an event in the media."""

    __tablename__ = "outcome_coverage"

    outlet: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300), default="")
    language: Mapped[str] = mapped_column(String(2), default="")
    url: Mapped[str] = mapped_column(String(1000), default="")
    published_on: Mapped[date | None]

    def words(self) -> Iterator[str]:
        """Outlet and headline."""
        yield from (self.outlet, self.title)


class WrittenQuestion(Entry, Model):
    """One question of the press that is answered in writing."""

    __tablename__ = "outcome_question"

    text: Mapped[str]
    asked_by: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None]
    answers: Mapped[Texts] = mapped_column(Translated, default=dict)
    is_public: Mapped[bool] = mapped_column(default=False)

    def words(self) -> Iterator[str]:
        """Nothing before it is public."""
        if self.is_public and self.answers:
            yield self.text
            yield from self.answers.every()
