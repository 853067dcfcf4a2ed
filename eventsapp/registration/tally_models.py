"""How many persons have and hold seats, counted by the database itself with each row it writes.

Whoever takes a place looks here while others wait for the same event: to count the rows of a
congress each time would keep them waiting longer with everybody who has come before.

On SQLite a migration that rebuilds the table `registration` makes the triggers anew.
"""

from sqlalchemy import DDL, CheckConstraint, ForeignKey, event
from sqlalchemy.orm import Mapped, mapped_column

from eventsapp.extensions import Model
from eventsapp.registration.models import Registration

_OUT = """
    UPDATE registration_tally SET
        confirmed = confirmed - CASE WHEN OLD.status = 'confirmed' THEN 1 ELSE 0 END,
        held = held - CASE WHEN OLD.status IN ('offered', 'unconfirmed_email') THEN 1 ELSE 0 END
    WHERE category_id = OLD.category_id;
"""
_IN = """
    INSERT INTO registration_tally (category_id, event_id, confirmed, held) VALUES (
        NEW.category_id,
        NEW.event_id,
        CASE WHEN NEW.status = 'confirmed' THEN 1 ELSE 0 END,
        CASE WHEN NEW.status IN ('offered', 'unconfirmed_email') THEN 1 ELSE 0 END
    ) ON CONFLICT (category_id) DO UPDATE SET
        confirmed = registration_tally.confirmed + excluded.confirmed,
        held = registration_tally.held + excluded.held;
"""
_ADDED = f"CREATE TRIGGER registration_added AFTER INSERT ON registration BEGIN {_IN} END"
_REMOVED = f"CREATE TRIGGER registration_removed AFTER DELETE ON registration BEGIN {_OUT} END"
_CHANGED = f"""
    CREATE TRIGGER registration_changed AFTER UPDATE OF status, category_id ON registration
    BEGIN {_OUT} {_IN} END
"""
_COUNT = f"""
    CREATE FUNCTION count_registration() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN {_OUT} END IF;
        IF TG_OP <> 'DELETE' THEN {_IN} END IF;
        RETURN NULL;
    END $$
"""
_COUNTED = """
    CREATE TRIGGER registration_counted
    AFTER INSERT OR DELETE OR UPDATE OF status, category_id ON registration
    FOR EACH ROW EXECUTE FUNCTION count_registration()
"""
_TRIGGERS = {
    "sqlite": (_ADDED, _CHANGED, _REMOVED),
    "postgresql": (_COUNT, _COUNTED),
}


class Tally(Model):
    """The persons of one category: with a place, and with one that is held for a time."""

    __tablename__ = "registration_tally"
    __table_args__ = (
        CheckConstraint("confirmed >= 0", name="confirmed"),
        CheckConstraint("held >= 0", name="held"),
    )

    category_id: Mapped[int] = mapped_column(
        ForeignKey("event_category.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    confirmed: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)  # also those whose time is over


for _dialect, _statements in _TRIGGERS.items():
    for _statement in _statements:
        event.listen(
            Model.metadata.tables[Registration.__tablename__],
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),
        )
