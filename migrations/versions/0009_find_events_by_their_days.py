"""Find events by their days, however many there are."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

PLAIN = {
    "ix_event_organisation_local_starts_at": ["organisation_id", "local_starts_at"],
    "ix_event_local_starts_at": ["local_starts_at"],
    "ix_event_local_ends_at": ["local_ends_at"],
}
MOVED = ("previous_starts_at", "previous_local_starts_at")


def upgrade():
    for name, columns in PLAIN.items():
        op.create_index(name, "event", columns)
    for column in MOVED:
        only = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_event_{column}", "event", [column], sqlite_where=only, postgresql_where=only
        )


def downgrade():
    for name in (*PLAIN, *(f"ix_event_{column}" for column in MOVED)):
        op.drop_index(name, "event")
