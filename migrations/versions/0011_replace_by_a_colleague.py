"""Replace by a colleague: who comes instead of whom."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade():
    op.create_table(
        "press_replacement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(successor_id IS NULL) = (taken_at IS NULL)", name=op.f("ck_press_replacement_taken")
        ),
        sa.CheckConstraint(
            "successor_id <> applicant_id", name=op.f("ck_press_replacement_somebody_else")
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["press_applicant.id"],
            name=op.f("fk_press_replacement_applicant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"],
            ["press_applicant.id"],
            name=op.f("fk_press_replacement_successor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["account.id"],
            name=op.f("fk_press_replacement_asked_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_replacement")),
        sa.UniqueConstraint("applicant_id", name=op.f("uq_press_replacement_applicant_id")),
        sa.UniqueConstraint("successor_id", name=op.f("uq_press_replacement_successor_id")),
        sa.UniqueConstraint("token", name=op.f("uq_press_replacement_token")),
    )
    op.create_index("ix_press_replacement_email", "press_replacement", ["email"])


def downgrade():
    op.drop_table("press_replacement")
