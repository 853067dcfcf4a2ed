"""By what registered people are found over all events: the folded words of each."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.contacts.keys import ORDERED
from eventsapp.extensions import Model


class Word(Model):
    """One word of one person's search key, in the order in which beginnings are looked up."""

    __tablename__ = "registration_word"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    text: Mapped[str] = mapped_column(ORDERED, primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True, index=True
    )
