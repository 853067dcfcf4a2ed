"""Organisations: names, logo and boilerplate of the bodies that hold, fund and support events."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.core import search
from eventsapp.core.texts import Texts, Translated
from eventsapp.extensions import Model


class Organisation(Model):
    """One body. One with members keeps events; one without is a partner kept in its directory."""

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    keeper_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )  # in whose directory a partner stands; None for one that keeps itself
    original_language: Mapped[str] = mapped_column(String(2), default="en")
    names: Mapped[Texts] = mapped_column(Translated, default=dict)
    short_names: Mapped[Texts] = mapped_column(Translated, default=dict)
    boilerplate: Mapped[Texts] = mapped_column(Translated, default=dict)  # Markdown, "about us"
    website: Mapped[str] = mapped_column(String(500), default="")
    email: Mapped[str] = mapped_column(String(254), default="")  # role mailbox, public
    phone: Mapped[str] = mapped_column(String(60), default="")  # as written
    postal_address: Mapped[Texts] = mapped_column(Translated, default=dict)
    sender_names: Mapped[Texts] = mapped_column(Translated, default=dict)  # of mails; else its own
    sender_address: Mapped[str] = mapped_column(String(254), default="")  # see `senders`
    reply_to: Mapped[str] = mapped_column(String(254), default="")  # of mails; else `email`
    timezone: Mapped[str] = mapped_column(String(64), default="Asia/Almaty")
    logo_key: Mapped[str] = mapped_column(String(80), default="")  # of the file storage
    accent: Mapped[str] = mapped_column(String(7), default="", server_default="")  # #0A6A4D
    listed: Mapped[bool] = mapped_column(default=True)  # on the public list of organisations
    retention_days: Mapped[int] = mapped_column(default=90)  # after an event's end
    audit_days: Mapped[int] = mapped_column(default=730, server_default="730")  # of the log
    requires_second_factor: Mapped[bool] = mapped_column(default=False, server_default=false())
    search_key: Mapped[str] = mapped_column(default="")
    about_key: Mapped[str | None]  # words of its boilerplate; None until they are folded
    version: Mapped[int] = mapped_column(default=1)  # of the record, for forms opened at a time
    created_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own name
    keeper: Mapped["Organisation | None"] = relationship(remote_side=[id])

    def refresh_search_key(self) -> None:
        """Fold names and boilerplate again; call after changing one."""
        self.search_key = search.key([*self.names.every(), *self.short_names.every()])
        self.about_key = search.key(self.boilerplate.every())
