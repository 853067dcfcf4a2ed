"""Give rooms, colours and ends of access."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENT = timedelta(minutes=1)  # what an event without an end takes of its room
INSTANT = sa.DateTime(timezone=True)
EVENT = sa.table(
    "event",
    *(sa.column(name) for name in ("id", "room_id", "state", "precision", "trashed_at")),
    *(sa.column(name, INSTANT) for name in ("starts_at", "ends_at")),
)
BOOKING = sa.table(
    "room_booking",
    *(sa.column(name) for name in ("event_id", "room_id")),
    *(sa.column(name, INSTANT) for name in ("starts_at", "ends_at")),
    sa.column("is_shared", sa.Boolean),
)


def upgrade():
    op.create_table(
        "room_booking",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_room_booking_end_after_start")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_room_booking_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["room.id"], name=op.f("fk_room_booking_room_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_room_booking")),
    )
    with op.batch_alter_table("room_booking", schema=None) as batch_op:
        batch_op.create_index(
            "ix_room_booking_room_starts_at", ["room_id", "starts_at"], unique=False
        )

    _give_rooms()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE room_booking ADD CONSTRAINT ex_room_booking_room EXCLUDE USING gist"
            " (int4range(room_id, room_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)"
            " WHERE (NOT is_shared)"
        )

    with op.batch_alter_table("document_order", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "form",
                sa.Enum("pdf", "docx", "txt", name="format", native_enum=False, length=32),
                server_default="pdf",
                nullable=False,
            )
        )

    with op.batch_alter_table("event_guest", schema=None) as batch_op:
        batch_op.add_column(sa.Column("until", sa.Date(), nullable=True))

    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("accent", sa.String(length=7), server_default="", nullable=False)
        )


def _give_rooms():
    """Let published events have their rooms; who comes into one that is taken shares it."""
    taken_until = {}
    standing = sa.select(EVENT).where(
        EVENT.c.state == "published",
        EVENT.c.precision == "time",
        EVENT.c.trashed_at.is_(None),
        EVENT.c.room_id.is_not(None),
    )
    ordered = standing.order_by(EVENT.c.starts_at, EVENT.c.id)
    for event in op.get_bind().execute(ordered).all():
        until = event.ends_at or event.starts_at + MOMENT
        former = taken_until.get(event.room_id, event.starts_at)
        given = {
            "event_id": event.id,
            "room_id": event.room_id,
            "starts_at": event.starts_at,
            "ends_at": until,
            "is_shared": event.starts_at < former,
        }
        op.execute(BOOKING.insert().values(given))
        taken_until[event.room_id] = max(until, former)


def downgrade():
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("accent")

    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.drop_column("failed_at")

    with op.batch_alter_table("event_guest", schema=None) as batch_op:
        batch_op.drop_column("until")

    with op.batch_alter_table("document_order", schema=None) as batch_op:
        batch_op.drop_column("form")

    with op.batch_alter_table("room_booking", schema=None) as batch_op:
        batch_op.drop_index("ix_room_booking_room_starts_at")

    op.drop_table("room_booking")
