"""Admit guests and import journalists."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade():
    op.create_table(
        "account_address_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["account.id"],
            name=op.f("fk_account_address_change_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_address_change")),
        sa.UniqueConstraint("user_id", name=op.f("uq_account_address_change_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "account_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["account.id"],
            name=op.f("fk_account_identity_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_account_identity_issuer_subject")),
    )
    with op.batch_alter_table("account_identity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_identity_user_id"), ["user_id"], unique=False)

    op.create_table(
        "privacy_handout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_privacy_handout_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_handout")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("privacy_handout", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_privacy_handout_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "event_guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner",
                "editor",
                "press",
                "door",
                "viewer",
                name="role",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role <> 'owner'", name=op.f("ck_event_guest_not_owner")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_guest_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["account.id"], name=op.f("fk_event_guest_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_guest")),
        sa.UniqueConstraint("event_id", "email", name=op.f("uq_event_guest_event_id_email")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("event_guest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_guest_user_id"), ["user_id"], unique=False)

    op.create_table(
        "event_presence",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_presence_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["account.id"], name=op.f("fk_event_presence_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "user_id", name=op.f("pk_event_presence")),
    )
    with op.batch_alter_table("event_presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_presence_seen_at"), ["seen_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_presence_user_id"), ["user_id"], unique=False)

    op.create_table(
        "press_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("sends_letters", sa.Boolean(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_key", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "progress",
            sa.Enum(
                "matching",
                "running",
                "stopped",
                "done",
                "undoing",
                "undone",
                name="progress",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("matching", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_press_import_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_import")),
    )
    with op.batch_alter_table("press_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_press_import_event_id"), ["event_id"], unique=False)

    op.create_table(
        "registration_word",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "text",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_registration_word_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_word_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "text", "registration_id", name=op.f("pk_registration_word")
        ),
    )
    with op.batch_alter_table("registration_word", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_word_registration_id"), ["registration_id"], unique=False
        )

    with op.batch_alter_table("calendar_reply", schema=None) as batch_op:
        batch_op.create_index(
            "ix_calendar_reply_unverified",
            ["invitation_id"],
            unique=False,
            sqlite_where=sa.text("verdict = 'unverified'"),
            postgresql_where=sa.text("verdict = 'unverified'"),
        )

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("has_page", sa.Boolean(), server_default=sa.true(), nullable=False)
        )

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_ends_at", ["ends_at"], unique=False)

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_invitation_declined",
            ["event_id"],
            unique=False,
            sqlite_where=sa.text("answer = 'DECLINED'"),
            postgresql_where=sa.text("answer = 'DECLINED'"),
        )

    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.add_column(sa.Column("search_key", sa.String(), nullable=True))

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about_key", sa.String(), nullable=True))

    with op.batch_alter_table("press_application", schema=None) as batch_op:
        batch_op.add_column(sa.Column("import_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_press_application_import_id"), ["import_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_press_application_import_id"),
            "press_import",
            ["import_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("has_words", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_index(
            "ix_registration_without_words",
            ["id"],
            unique=False,
            sqlite_where=sa.text("has_words IS 0"),
            postgresql_where=sa.text("has_words IS false"),
        )

    with op.batch_alter_table("registration_decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words", sa.String(), server_default="", nullable=False))


def downgrade():
    with op.batch_alter_table("registration_decision", schema=None) as batch_op:
        batch_op.drop_column("words")

    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_registration_without_words",
            sqlite_where=sa.text("has_words IS 0"),
            postgresql_where=sa.text("has_words IS false"),
        )
        batch_op.drop_column("has_words")

    with op.batch_alter_table("press_application", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_press_application_import_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_press_application_import_id"))
        batch_op.drop_column("import_id")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("about_key")

    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.drop_column("search_key")

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_invitation_declined",
            sqlite_where=sa.text("answer = 'DECLINED'"),
            postgresql_where=sa.text("answer = 'DECLINED'"),
        )

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_ends_at")

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_column("has_page")

    with op.batch_alter_table("calendar_reply", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_calendar_reply_unverified",
            sqlite_where=sa.text("verdict = 'unverified'"),
            postgresql_where=sa.text("verdict = 'unverified'"),
        )

    with op.batch_alter_table("registration_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_word_registration_id"))

    op.drop_table("registration_word")
    with op.batch_alter_table("press_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_press_import_event_id"))

    op.drop_table("press_import")
    with op.batch_alter_table("event_presence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_presence_user_id"))
        batch_op.drop_index(batch_op.f("ix_event_presence_seen_at"))

    op.drop_table("event_presence")
    with op.batch_alter_table("event_guest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_guest_user_id"))

    op.drop_table("event_guest")
    with op.batch_alter_table("privacy_handout", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_privacy_handout_organisation_id"))

    op.drop_table("privacy_handout")
    with op.batch_alter_table("account_identity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_identity_user_id"))

    op.drop_table("account_identity")
    op.drop_table("account_address_change")
