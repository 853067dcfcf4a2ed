"""Keep posts over time, deleted events, webhooks, passkeys, certificates, templates, event files."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.create_table(
        "account_passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["account.id"], name=op.f("fk_account_passkey_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_account_passkey_credential_id")),
    )
    with op.batch_alter_table("account_passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_passkey_user_id"), ["user_id"], unique=False)

    op.create_table(
        "document_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "announcement",
                "advisory",
                "release",
                "agenda",
                "poster",
                "participants",
                "attendance",
                "plates",
                "letters",
                "certificates",
                "badges",
                "badges-86x54",
                "badges-96x134",
                name="kind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "form",
            sa.Enum("pdf", "docx", "txt", name="format", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_key", sa.String(length=80), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_document_template_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_template")),
        sa.UniqueConstraint(
            "organisation_id",
            "kind",
            "form",
            "language",
            name=op.f("uq_document_template_organisation_id_kind_form_language"),
        ),
    )
    with op.batch_alter_table("document_template", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_document_template_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "event_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_key", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "press_conference",
                "briefing",
                "council",
                "board_meeting",
                "working_visit",
                "round_table",
                "seminar",
                "conference",
                "forum",
                "ceremony",
                "press_tour",
                "public_hearing",
                "other",
                name="type",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_event_file_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"],
            ["account.id"],
            name=op.f("fk_event_file_sent_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_file")),
    )
    with op.batch_alter_table("event_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_file_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "webhook_endpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("sealed_secret", sa.String(length=300), nullable=False),
        sa.Column("sealed_former", sa.String(length=300), nullable=False),
        sa.Column("former_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "standing",
            sa.Enum("active", "paused", "stopped", name="standing", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rests_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_webhook_endpoint_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_endpoint")),
    )
    with op.batch_alter_table("webhook_endpoint", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_webhook_endpoint_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("endpoint_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "delivered", "failed", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["webhook_endpoint.id"],
            name=op.f("fk_webhook_delivery_endpoint_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_delivery")),
        sa.UniqueConstraint("key", name=op.f("uq_webhook_delivery_key")),
    )
    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_webhook_delivery_created_at"), ["created_at"], unique=False
        )
        batch_op.create_index(
            "ix_webhook_delivery_due", ["endpoint_id", "state", "due_at"], unique=False
        )

    op.create_table(
        "event_file_event",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_file_event_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["event_file.id"],
            name=op.f("fk_event_file_event_file_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_file_event")),
    )
    with op.batch_alter_table("event_file_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_file_event_file_id"), ["file_id"], unique=False)
        batch_op.create_index("ix_event_file_event_uid", ["uid"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_certificate_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_certificate_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_certificate_event_id_number")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_certificate_registration_id")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_sent_at"), ["sent_at"], unique=False)

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("document_matches", sa.Boolean(), nullable=True))

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_outlet_key"))
        batch_op.create_index(
            "ix_contact_outlet", ["organisation_id", "outlet_key", "merged_into_id"], unique=False
        )

    with op.batch_alter_table("contact_post", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("place", sa.String(length=200), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("place_key", sa.String(length=64), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("held_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("held_until", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_contact_post_place_key"), ["place_key"], unique=False)
        batch_op.create_check_constraint(
            batch_op.f("ck_contact_post_in_order"), "held_until >= held_from"
        )

    with op.batch_alter_table("door", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("checks_documents", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trashed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("trashed_by_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_event_trashed_at"), ["trashed_at"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_event_trashed_by_id"),
            "account",
            ["trashed_by_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("press_intake", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("sends_badge", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    with op.batch_alter_table("press_outlet", schema=None) as batch_op:
        batch_op.add_column(sa.Column("languages", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(
            sa.Column("site", sa.String(length=500), server_default="", nullable=False)
        )

    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_event_status"))
        batch_op.create_index(
            "ix_registration_event_status",
            ["event_id", "status", "category_id", "held_until"],
            unique=False,
        )
        batch_op.create_index(
            "ix_registration_listed", ["event_id", "registered_at", "id"], unique=False
        )


def downgrade():
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index("ix_registration_listed")
        batch_op.drop_index("ix_registration_event_status")
        batch_op.create_index(
            batch_op.f("ix_registration_event_status"), ["event_id", "status"], unique=False
        )

    with op.batch_alter_table("press_outlet", schema=None) as batch_op:
        batch_op.drop_column("site")
        batch_op.drop_column("languages")

    with op.batch_alter_table("press_intake", schema=None) as batch_op:
        batch_op.drop_column("sends_badge")

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_event_trashed_by_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_event_trashed_at"))
        batch_op.drop_column("trashed_by_id")
        batch_op.drop_column("trashed_at")

    with op.batch_alter_table("door", schema=None) as batch_op:
        batch_op.drop_column("checks_documents")

    with op.batch_alter_table("contact_post", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_contact_post_in_order"), type_="check")
        batch_op.drop_index(batch_op.f("ix_contact_post_place_key"))
        batch_op.drop_column("held_until")
        batch_op.drop_column("held_from")
        batch_op.drop_column("place_key")
        batch_op.drop_column("place")

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index("ix_contact_outlet")
        batch_op.create_index(batch_op.f("ix_contact_outlet_key"), ["outlet_key"], unique=False)

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_column("document_matches")

    op.drop_table("certificate")

    with op.batch_alter_table("event_file_event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_file_event_uid")
        batch_op.drop_index(batch_op.f("ix_event_file_event_file_id"))

    op.drop_table("event_file_event")
    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_webhook_delivery_due")
        batch_op.drop_index(batch_op.f("ix_webhook_delivery_created_at"))

    op.drop_table("webhook_delivery")
    with op.batch_alter_table("webhook_endpoint", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_endpoint_organisation_id"))

    op.drop_table("webhook_endpoint")
    with op.batch_alter_table("event_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_file_organisation_id"))

    op.drop_table("event_file")
    with op.batch_alter_table("document_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_template_organisation_id"))

    op.drop_table("document_template")
    with op.batch_alter_table("account_passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_passkey_user_id"))

    op.drop_table("account_passkey")
