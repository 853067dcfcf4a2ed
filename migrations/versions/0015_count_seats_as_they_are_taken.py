"""Count seats as they are taken: by the database, with each registration it writes."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

OUT = """
    UPDATE registration_tally SET
        confirmed = confirmed - CASE WHEN OLD.status = 'confirmed' THEN 1 ELSE 0 END,
        held = held - CASE WHEN OLD.status IN ('offered', 'unconfirmed_email') THEN 1 ELSE 0 END
    WHERE category_id = OLD.category_id;
"""
IN = """
    INSERT INTO registration_tally (category_id, event_id, confirmed, held) VALUES (
        NEW.category_id,
        NEW.event_id,
        CASE WHEN NEW.status = 'confirmed' THEN 1 ELSE 0 END,
        CASE WHEN NEW.status IN ('offered', 'unconfirmed_email') THEN 1 ELSE 0 END
    ) ON CONFLICT (category_id) DO UPDATE SET
        confirmed = registration_tally.confirmed + excluded.confirmed,
        held = registration_tally.held + excluded.held;
"""
ADDED = f"CREATE TRIGGER registration_added AFTER INSERT ON registration BEGIN {IN} END"
REMOVED = f"CREATE TRIGGER registration_removed AFTER DELETE ON registration BEGIN {OUT} END"
CHANGED = f"""
    CREATE TRIGGER registration_changed AFTER UPDATE OF status, category_id ON registration
    BEGIN {OUT} {IN} END
"""
COUNT = f"""
    CREATE FUNCTION count_registration() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN {OUT} END IF;
        IF TG_OP <> 'DELETE' THEN {IN} END IF;
        RETURN NULL;
    END $$
"""
COUNTED = """
    CREATE TRIGGER registration_counted
    AFTER INSERT OR DELETE OR UPDATE OF status, category_id ON registration
    FOR EACH ROW EXECUTE FUNCTION count_registration()
"""
TRIGGERS = {
    "sqlite": (ADDED, CHANGED, REMOVED),
    "postgresql": (COUNT, COUNTED),
}
UNDONE = {
    "sqlite": (
        "DROP TRIGGER registration_added",
        "DROP TRIGGER registration_changed",
        "DROP TRIGGER registration_removed",
    ),
    "postgresql": (
        "DROP TRIGGER registration_counted ON registration",
        "DROP FUNCTION count_registration()",
    ),
}


def upgrade():
    op.create_table(
        "registration_tally",
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.CheckConstraint("confirmed >= 0", name=op.f("ck_registration_tally_confirmed")),
        sa.CheckConstraint("held >= 0", name=op.f("ck_registration_tally_held")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["event_category.id"],
            name=op.f("fk_registration_tally_category_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_registration_tally_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("category_id", name=op.f("pk_registration_tally")),
    )
    op.create_index(op.f("ix_registration_tally_event_id"), "registration_tally", ["event_id"])
    op.execute("""
        INSERT INTO registration_tally (category_id, event_id, confirmed, held)
        SELECT
            category_id,
            event_id,
            sum(CASE WHEN status = 'confirmed' THEN 1 ELSE 0 END),
            sum(CASE WHEN status IN ('offered', 'unconfirmed_email') THEN 1 ELSE 0 END)
        FROM registration GROUP BY category_id, event_id
    """)
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade():
    for statement in UNDONE[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_table("registration_tally")
