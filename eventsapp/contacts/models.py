"""Contacts: one record per person or desk, with posts, phones as written, and e-mail addresses."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core import search
from eventsapp.core.texts import Texts, Translated
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation


class Contact(Model):
    """One person or desk in an organisation's address book. A desk may have no name."""

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    original_language: Mapped[str] = mapped_column(String(2), default="en")
    names: Mapped[Texts] = mapped_column(Translated, default=dict)
    language: Mapped[str | None] = mapped_column(String(2))  # in which they are written to
    note: Mapped[str] = mapped_column(default="")  # for the team only
    search_key: Mapped[str] = mapped_column(default="")
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

    def refresh_search_key(self) -> None:
        """Fold name and posts again; call after changing one."""
        posts = [text for post in self.posts for text in post.titles.every()]
        self.search_key = search.key([*self.names.every(), *posts])


class Post(Model):
    """One post a contact holds: "Deputy Minister of Education"."""

    __tablename__ = "contact_post"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    titles: Mapped[Texts] = mapped_column(Translated, default=dict)

    contact: Mapped[Contact] = relationship(back_populates="posts")


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
