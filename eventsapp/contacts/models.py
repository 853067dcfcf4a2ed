"""Contacts: one record per person or desk, with posts, phones as written, and e-mail addresses."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.contacts.keys import LONGEST, LONGEST_OUTLET, ORDERED, Kind, index
from eventsapp.core import search, tokens
from eventsapp.core.texts import Texts, Translated
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation

LINK = "contact"  # kind of token


class Subject(StrEnum):
    """What a word about a contact tells."""

    BEAT = "beat"  # what they write about
    REGION = "region"  # where they work


class Contact(Model):
    """One person or desk in an organisation's address book. A desk may have no name.

    One that was merged into another stays behind it until the merging cannot be undone.
    """

    __table_args__ = (
        Index(
            "ix_contact_listed",
            "organisation_id",
            "sort_key",
            "id",
            sqlite_where=text("merged_into_id IS NULL"),
            postgresql_where=text("merged_into_id IS NULL"),
        ),
        Index("ix_contact_outlet", "organisation_id", "outlet_key", "merged_into_id"),
        {"sqlite_autoincrement": True},  # no link finds a later row
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    original_language: Mapped[str] = mapped_column(String(2), default="en")
    names: Mapped[Texts] = mapped_column(Translated, default=dict)
    language: Mapped[str | None] = mapped_column(String(2))  # in which they are written to
    note: Mapped[str] = mapped_column(default="")  # for the team only
    outlet: Mapped[str] = mapped_column(String(200), default="")  # newspaper, station, agency
    outlet_key: Mapped[str] = mapped_column(String(200), default="")  # folded
    consent_source: Mapped[str] = mapped_column(String(200), default="")  # how we know they agree
    consented_on: Mapped[date | None]
    last_met_on: Mapped[date | None]
    stopped_at: Mapped[datetime | None]  # wants no more mail but about own registrations
    asked_at: Mapped[datetime | None]  # to look at their own data
    has_page: Mapped[bool] = mapped_column(default=True, server_default=true())  # see site.people
    link_due: Mapped[bool] = mapped_column(default=False, server_default=false())  # to be asked
    checked_at: Mapped[datetime | None]  # when they last looked at their own data
    generation: Mapped[int] = mapped_column(default=0, server_default="0")  # raised: the link ends
    search_key: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str | None] = mapped_column(ORDERED)  # None: its keys are still to be made
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact_import.id", ondelete="SET NULL"), index=True
    )  # of the file that brought them
    created_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    posts: Mapped[list["Post"]] = relationship(
        back_populates="contact", cascade="all, delete-orphan", order_by="Post.position"
    )
    phones: Mapped[list["Phone"]] = relationship(
        cascade="all, delete-orphan", order_by="Phone.position"
    )
    emails: Mapped[list["Email"]] = relationship(
        cascade="all, delete-orphan", order_by="Email.position"
    )

    words: Mapped[list["Word"]] = relationship(
        cascade="all, delete-orphan", order_by="Word.position"
    )
    keys: Mapped[list["Key"]] = relationship(cascade="all, delete-orphan")

    @property
    def token(self) -> str:
        """What opens the page on which they correct their own data, `/c/<token>`."""
        return tokens.make(LINK, self.id, self.generation)

    @property
    def topic(self) -> str:
        """What the messages about their own data are filed under."""
        return f"contact:{self.id}"

    def posts_on(self, day: date) -> list["Post"]:
        """The posts they hold, or held, on a day."""
        return [post for post in self.posts if post.is_held_on(day)]

    def is_called(self, name: str) -> bool:
        """Whether this is exactly their name in some language, in whatever script it stands."""
        folded = search.fold(name)
        return bool(folded) and folded in {search.fold(one) for one in self.names.every()}

    def words_on(self, subject: Subject) -> list[str]:
        """Their beats, or their regions."""
        return [word.text for word in self.words if word.subject is subject]

    def refresh_search_key(self) -> None:
        """Fold again what the contact is found by; call after a change of anything."""
        found = index(
            list(self.names.every()),
            self.outlet or "",
            [text for post in self.posts for text in (*post.titles.every(), post.place or "")],
            [email.address for email in self.emails],
            [(phone.written, phone.e164) for phone in self.phones],
        )
        self.outlet_key, self.search_key = found.outlet_key, found.search_key
        self.sort_key = found.search_key[:LONGEST]
        self._write_keys(found.keys)

    def hide(self) -> None:
        """Let no search find it."""
        self.keys.clear()

    def _write_keys(self, wanted: set[tuple[Kind, str]]) -> None:
        """Keep the keys that stand, so that none is written twice; add and drop the rest."""
        kept = [key for key in self.keys if (key.kind, key.text) in wanted]
        lacking = wanted - {(key.kind, key.text) for key in kept}
        self.keys = [*kept, *(self._key(kind, text) for kind, text in sorted(lacking))]

    def _key(self, kind: Kind, text: str) -> "Key":
        owner = {"organisation": self.organisation} if self.organisation else {}
        return Key(kind=kind, text=text, organisation_id=self.organisation_id, **owner)


class Post(Model):
    """One post a contact holds or has held: "Deputy Minister of Education"."""

    __tablename__ = "contact_post"
    __table_args__ = (CheckConstraint("held_until >= held_from", name="in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    titles: Mapped[Texts] = mapped_column(Translated, default=dict)
    place: Mapped[str] = mapped_column(String(200), default="", server_default="")  # or outlet
    place_key: Mapped[str] = mapped_column(
        String(LONGEST_OUTLET), default="", server_default="", index=True
    )  # of an outlet of this name
    held_from: Mapped[date | None]
    held_until: Mapped[date | None]  # the last day

    contact: Mapped[Contact] = relationship(back_populates="posts")

    def is_held_on(self, day: date) -> bool:
        """Whether a day lies within its time; a side without a date is open."""
        return (self.held_from is None or self.held_from <= day) and (
            self.held_until is None or day <= self.held_until
        )


class Phone(Model):
    """One phone number: as its owner writes it, and in E.164 where it can be read."""

    __tablename__ = "contact_phone"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    written: Mapped[str] = mapped_column(String(60))
    e164: Mapped[str | None] = mapped_column(String(20), index=True)


class Email(Model):
    """One e-mail address of a contact."""

    __tablename__ = "contact_email"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    address: Mapped[str] = mapped_column(String(254), index=True)  # stored lower-case


class Word(Model):
    """One beat or region of a contact, in the words of the press service."""

    __tablename__ = "contact_word"
    __table_args__ = (UniqueConstraint("contact_id", "subject", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    subject: Mapped[Subject]
    text: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(100), index=True)  # folded: one word in any script


class Key(Model):
    """One word by whose beginning a contact is found, or one thing that tells it from others."""

    __tablename__ = "contact_key"
    __table_args__ = (
        Index("ix_contact_key_kind_text", "organisation_id", "kind", "text", "contact_id"),
    )

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[Kind] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(ORDERED, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))

    organisation: Mapped[Organisation] = relationship()
