"""Invite, import, ask at the door: guests, files of registrations, the press pool, own calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.create_table(
        "invitation_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("companions", sa.Integer(), nullable=False),
        sa.Column("is_forwardable", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "companions BETWEEN 0 AND 9", name=op.f("ck_invitation_round_companions")
        ),
        sa.CheckConstraint(
            "remind_at IS NULL OR remind_at < answer_by",
            name=op.f("ck_invitation_round_reminded_before"),
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["event_category.id"],
            name=op.f("fk_invitation_round_category_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["account.id"],
            name=op.f("fk_invitation_round_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_invitation_round_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_round")),
        sa.UniqueConstraint(
            "event_id", "form_key", name=op.f("uq_invitation_round_event_id_form_key")
        ),
    )
    with op.batch_alter_table("invitation_round", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invitation_round_category_id"), ["category_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_invitation_round_remind_at"), ["remind_at"], unique=False
        )

    op.create_table(
        "registration_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("sends_letters", sa.Boolean(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
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
            ["category_id"],
            ["event_category.id"],
            name=op.f("fk_registration_import_category_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_registration_import_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_import")),
    )
    with op.batch_alter_table("registration_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_import_category_id"), ["category_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_registration_import_event_id"), ["event_id"], unique=False
        )

    op.create_table(
        "personal_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("organisation_name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "answer",
            sa.Enum("yes", "deputy", "no", name="answer", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_personal_invitation_answered")
        ),
        sa.CheckConstraint(
            "email IS NOT NULL OR erased_at IS NOT NULL",
            name=op.f("ck_personal_invitation_reachable"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_personal_invitation_contact_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_personal_invitation_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name=op.f("fk_personal_invitation_message_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["invitation_round.id"],
            name=op.f("fk_personal_invitation_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_invitation")),
        sa.UniqueConstraint(
            "event_id", "contact_id", name=op.f("uq_personal_invitation_event_id_contact_id")
        ),
        sa.UniqueConstraint(
            "event_id", "email", name=op.f("uq_personal_invitation_event_id_email")
        ),
    )
    with op.batch_alter_table("personal_invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_personal_invitation_contact_id"), ["contact_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_personal_invitation_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_personal_invitation_email"), ["email"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_personal_invitation_message_id"), ["message_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_personal_invitation_round_id"), ["round_id"], unique=False
        )

    op.create_table(
        "press_pool",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Integer(), nullable=False),
        sa.Column("handout_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handout_place", sa.JSON(), nullable=False),
        sa.Column("must_share", sa.Boolean(), nullable=False),
        sa.Column("sharing", sa.JSON(), nullable=False),
        sa.Column("passes_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["intake_id"],
            ["press_intake.id"],
            name=op.f("fk_press_pool_intake_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_pool")),
        sa.UniqueConstraint("intake_id", name=op.f("uq_press_pool_intake_id")),
    )
    op.create_table(
        "registration_imported",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["registration_import.id"],
            name=op.f("fk_registration_imported_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_imported_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_registration_imported")),
    )
    with op.batch_alter_table("registration_imported", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_imported_import_id"), ["import_id"], unique=False
        )

    op.create_table(
        "invitation_guest",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("invite_id", sa.Integer(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invite_id"],
            ["personal_invitation.id"],
            name=op.f("fk_invitation_guest_invite_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_invitation_guest_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", "invite_id", name=op.f("pk_invitation_guest")),
    )
    with op.batch_alter_table("invitation_guest", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invitation_guest_invite_id"), ["invite_id"], unique=False
        )

    op.create_table(
        "press_pool_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pool_id", sa.Integer(), nullable=False),
        sa.Column(
            "medium",
            sa.Enum(
                "writer",
                "photo",
                "video",
                "audio",
                "online",
                "producer",
                "technician",
                "interpreter",
                "driver",
                name="function",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.CheckConstraint("places > 0", name=op.f("ck_press_pool_slot_places")),
        sa.ForeignKeyConstraint(
            ["pool_id"],
            ["press_pool.id"],
            name=op.f("fk_press_pool_slot_pool_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_pool_slot")),
        sa.UniqueConstraint("pool_id", "medium", name=op.f("uq_press_pool_slot_pool_id_medium")),
    )
    op.create_table(
        "press_pool_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shared_url", sa.String(length=500), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(shared_url = '') = (shared_at IS NULL)", name=op.f("ck_press_pool_place_shared")
        ),
        sa.CheckConstraint(
            "(number IS NULL) = (given_back_at IS NOT NULL)",
            name=op.f("ck_press_pool_place_given_back"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_press_pool_place_number")),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["press_applicant.id"],
            name=op.f("fk_press_pool_place_applicant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"],
            ["press_pool_slot.id"],
            name=op.f("fk_press_pool_place_slot_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_pool_place")),
        sa.UniqueConstraint("applicant_id", name=op.f("uq_press_pool_place_applicant_id")),
        sa.UniqueConstraint("slot_id", "number", name=op.f("uq_press_pool_place_slot_id_number")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_order"))
        batch_op.create_index(
            "ix_contact_listed",
            ["organisation_id", "sort_key", "id"],
            unique=False,
            sqlite_where=sa.text("merged_into_id IS NULL"),
            postgresql_where=sa.text("merged_into_id IS NULL"),
        )

    with op.batch_alter_table("contact_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_key_text"))
        batch_op.create_index(
            "ix_contact_key_kind_text",
            ["organisation_id", "kind", "text", "contact_id"],
            unique=False,
        )

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_room_id"), ["room_id"], unique=False)

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paper", sa.JSON(), nullable=True))

    with op.batch_alter_table("own_calendar", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("filters", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
        )
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("press_decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words", sa.String(), server_default="", nullable=False))

    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_answered_for", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.drop_constraint(batch_op.f("ck_registration_reachable"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_registration_reachable"),
            "party_id IS NOT NULL OR email IS NOT NULL OR is_walk_in OR is_answered_for"
            " OR erased_at IS NOT NULL",
        )

    with op.batch_alter_table("press_applicant", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_press_applicant_reachable"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_press_applicant_reachable"),
            "email IS NOT NULL OR position > 0 OR erased_at IS NOT NULL",
        )

    with op.batch_alter_table("registration_form_answer", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("given_by", sa.String(length=200), server_default="", nullable=False)
        )


def downgrade():
    with op.batch_alter_table("registration_form_answer", schema=None) as batch_op:
        batch_op.drop_column("given_by")

    with op.batch_alter_table("press_applicant", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_press_applicant_reachable"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_press_applicant_reachable"),
            "email IS NOT NULL OR erased_at IS NOT NULL",
        )

    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_registration_reachable"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_registration_reachable"),
            "party_id IS NOT NULL OR email IS NOT NULL OR is_walk_in OR erased_at IS NOT NULL",
        )
        batch_op.drop_column("is_answered_for")

    with op.batch_alter_table("press_decision", schema=None) as batch_op:
        batch_op.drop_column("words")

    with op.batch_alter_table("own_calendar", schema=None) as batch_op:
        batch_op.drop_column("changed_at")
        batch_op.drop_column("filters")

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_column("paper")

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_room_id"))

    with op.batch_alter_table("contact_key", schema=None) as batch_op:
        batch_op.drop_index("ix_contact_key_kind_text")
        batch_op.create_index(
            batch_op.f("ix_contact_key_text"),
            ["organisation_id", "text", "contact_id"],
            unique=False,
        )

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_contact_listed",
            sqlite_where=sa.text("merged_into_id IS NULL"),
            postgresql_where=sa.text("merged_into_id IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_contact_order"), ["organisation_id", "sort_key", "id"], unique=False
        )

    op.drop_table("press_pool_place")
    op.drop_table("press_pool_slot")
    with op.batch_alter_table("invitation_guest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_guest_invite_id"))

    op.drop_table("invitation_guest")
    with op.batch_alter_table("registration_imported", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_imported_import_id"))

    op.drop_table("registration_imported")
    op.drop_table("press_pool")
    with op.batch_alter_table("personal_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_personal_invitation_round_id"))
        batch_op.drop_index(batch_op.f("ix_personal_invitation_message_id"))
        batch_op.drop_index(batch_op.f("ix_personal_invitation_email"))
        batch_op.drop_index(batch_op.f("ix_personal_invitation_due_at"))
        batch_op.drop_index(batch_op.f("ix_personal_invitation_contact_id"))

    op.drop_table("personal_invitation")
    with op.batch_alter_table("registration_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_import_event_id"))
        batch_op.drop_index(batch_op.f("ix_registration_import_category_id"))

    op.drop_table("registration_import")
    with op.batch_alter_table("invitation_round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_round_remind_at"))
        batch_op.drop_index(batch_op.f("ix_invitation_round_category_id"))

    op.drop_table("invitation_round")