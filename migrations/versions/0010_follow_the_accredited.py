"""Follow the accredited: the list sent to security, badges printed and handed out."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade():
    op.create_table(
        "press_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "security", "printed", "handed_out", name="step", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "step IN ('security', 'printed', 'handed_out')", name=op.f("ck_press_mark_step")
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["press_applicant.id"],
            name=op.f("fk_press_mark_applicant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["account.id"],
            name=op.f("fk_press_mark_made_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_mark")),
        sa.UniqueConstraint("applicant_id", "step", name=op.f("uq_press_mark_applicant_id_step")),
    )
    op.create_table(
        "press_security_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > sent_at", name=op.f("ck_press_security_link_lasts")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_press_security_link_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"],
            ["account.id"],
            name=op.f("fk_press_security_link_sent_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_security_link")),
    )
    for column in ("event_id", "email"):
        op.create_index(f"ix_press_security_link_{column}", "press_security_link", [column])
    with op.batch_alter_table("press_export", schema=None) as batch_op:
        batch_op.add_column(sa.Column("link_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_press_export_link_id"),
            "press_security_link",
            ["link_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_press_export_one_taker"), "made_by_id IS NULL OR link_id IS NULL"
        )
    with op.batch_alter_table("press_intake", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("security_name", sa.String(length=200), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("security_email", sa.String(length=254), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_press_intake_security_contact"),
            "(security_email IS NULL) = (security_name = '')",
        )


def downgrade():
    with op.batch_alter_table("press_intake", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_press_intake_security_contact"), type_="check")
        batch_op.drop_column("security_email")
        batch_op.drop_column("security_name")
    with op.batch_alter_table("press_export", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_press_export_one_taker"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_press_export_link_id"), type_="foreignkey")
        batch_op.drop_column("link_id")
    op.drop_table("press_security_link")
    op.drop_table("press_mark")
