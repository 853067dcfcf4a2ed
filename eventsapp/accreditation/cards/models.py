"""The cards of journalists."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsapp.accreditation.kinds import Function
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.core import search, tokens
from eventsapp.extensions import Model
from eventsapp.organisations.models import Organisation

CARD_LINK = "press-card"  # kind of token


class Card(Model):
    """One journalist's accreditation for a period: person, outlet, scope and validity."""

    __tablename__ = "press_card"
    __table_args__ = (
        CheckConstraint("valid_until >= valid_from", name="validity"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_reason <> ''", name="reason"),
        Index(
            "uq_press_card_standing_email",
            "organisation_id",
            "email",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},  # no link finds a later row
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    outlet_id: Mapped[int] = mapped_column(
        ForeignKey("press_outlet.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))  # stored lower-case
    function: Mapped[Function]
    language: Mapped[str] = mapped_column(String(2))
    scope: Mapped[str] = mapped_column(String(200), default="")  # empty: every event
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    code: Mapped[str] = mapped_column(
        String(12), unique=True, default=lambda: tokens.make_code(12)
    )  # in the QR, checked by anybody
    generation: Mapped[int] = mapped_column(default=0)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")
    reminded_on: Mapped[date | None]  # for which end of validity
    search_key: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    outlet: Mapped[Outlet] = relationship()

    @property
    def topic(self) -> str:
        """What its letters are filed under."""
        return f"card:{self.id}"

    @property
    def token(self) -> str:
        """What opens the holder's own page."""
        return tokens.make(CARD_LINK, self.id, self.generation)

    def refresh_search_key(self) -> None:
        """Fold again what the card is found by; call after a change of any of it."""
        self.search_key = search.key([self.name, self.email, self.outlet.name])

    def is_valid(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.withdrawn_at is None and self.valid_from <= day <= self.valid_until
