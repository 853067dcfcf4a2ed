"""Ask, wait, keep and tell more: questions, waiting lists, materials, outcomes, teams, the log."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.create_table(
        "account_authenticator",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.String(length=200), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["account.id"],
            name=op.f("fk_account_authenticator_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_account_authenticator")),
    )
    op.create_table(
        "account_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["account.id"], name=op.f("fk_account_device_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_device")),
        sa.UniqueConstraint("digest", name=op.f("uq_account_device_digest")),
    )
    with op.batch_alter_table("account_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_device_user_id"), ["user_id"], unique=False)

    op.create_table(
        "account_recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["account.id"],
            name=op.f("fk_account_recovery_code_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_recovery_code")),
        sa.UniqueConstraint("digest", name=op.f("uq_account_recovery_code_digest")),
    )
    with op.batch_alter_table("account_recovery_code", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_recovery_code_user_id"), ["user_id"], unique=False
        )

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column(
            "deed",
            sa.Enum("added", "changed", "deleted", name="deed", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_audit_entry_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_made_at"), ["made_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_entry_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_audit_entry_organisation_id_event_id_id"),
            ["organisation_id", "event_id", "id"],
            unique=False,
        )

    op.create_table(
        "team_invite",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
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
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["invited_by_id"],
            ["account.id"],
            name=op.f("fk_team_invite_invited_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_team_invite_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_invite")),
        sa.UniqueConstraint(
            "organisation_id", "email", name=op.f("uq_team_invite_organisation_id_email")
        ),
    )
    op.create_table(
        "diary_post",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_diary_post_hour")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_diary_post_weekday")),
        sa.ForeignKeyConstraint(
            ["list_id"], ["contact_list.id"], name=op.f("fk_diary_post_list_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_diary_post_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_diary_post")),
    )
    op.create_table(
        "contact_distinction",
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("left_id < right_id", name=op.f("ck_contact_distinction_in_order")),
        sa.ForeignKeyConstraint(
            ["left_id"],
            ["contact.id"],
            name=op.f("fk_contact_distinction_left_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["right_id"],
            ["contact.id"],
            name=op.f("fk_contact_distinction_right_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("left_id", "right_id", name=op.f("pk_contact_distinction")),
    )
    with op.batch_alter_table("contact_distinction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_distinction_right_id"), ["right_id"], unique=False
        )

    op.create_table(
        "contact_key",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("word", "email", "phone", "name", name="kind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "text",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_key_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contact_key_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", "kind", "text", name=op.f("pk_contact_key")),
    )
    with op.batch_alter_table("contact_key", schema=None) as batch_op:
        batch_op.create_index(
            "ix_contact_key_text", ["organisation_id", "text", "contact_id"], unique=False
        )

    op.create_table(
        "contact_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["gone_id"], ["contact.id"], name=op.f("fk_contact_merge_gone_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["contact.id"], name=op.f("fk_contact_merge_kept_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contact_merge_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_merge")),
        sa.UniqueConstraint("gone_id", name=op.f("uq_contact_merge_gone_id")),
    )
    with op.batch_alter_table("contact_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_merge_kept_id"), ["kept_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contact_merge_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "licence",
            sa.Enum(
                "credit",
                "cc_by",
                "cc0",
                "editorial",
                "reserved",
                name="licence",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("credit", sa.String(length=200), nullable=False),
        sa.Column(
            "audience",
            sa.Enum("public", "accredited", "team", name="audience", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("embargo_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("embargo_zone", sa.String(length=64), nullable=False),
        sa.Column("opening_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_material_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
    )
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_embargo_at"), ["embargo_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_material_event_id"), ["event_id"], unique=False)

    op.create_table(
        "material_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("received_bytes", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "received_bytes BETWEEN 0 AND size_bytes", name=op.f("ck_material_upload_received")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_material_upload_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"],
            ["account.id"],
            name=op.f("fk_material_upload_started_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_upload")),
    )
    with op.batch_alter_table("material_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_upload_event_id"), ["event_id"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("recording_url", sa.String(length=1000), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_outcome_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_outcome")),
    )
    op.create_table(
        "outcome_coverage",
        sa.Column("outlet", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_outcome_coverage_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_coverage")),
    )
    with op.batch_alter_table("outcome_coverage", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outcome_coverage_event_id"), ["event_id"], unique=False
        )

    op.create_table(
        "outcome_decision",
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("responsible", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_outcome_decision_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_decision")),
    )
    with op.batch_alter_table("outcome_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outcome_decision_event_id"), ["event_id"], unique=False
        )

    op.create_table(
        "outcome_document",
        sa.Column(
            "kind",
            sa.Enum(
                "letter",
                "resolution",
                "order",
                "law",
                "strategy",
                "agreement",
                "report",
                "release",
                "publication",
                "other",
                name="documentkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("is_adopted", sa.Boolean(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("reply_number", sa.String(length=60), nullable=False),
        sa.Column("reply_dated_on", sa.Date(), nullable=True),
        sa.Column("senders", sa.JSON(), nullable=False),
        sa.Column("sender_addresses", sa.JSON(), nullable=False),
        sa.Column("addressees", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("signatory", sa.String(length=200), nullable=False),
        sa.Column("drafter", sa.String(length=200), nullable=False),
        sa.Column("drafter_phone", sa.String(length=60), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_outcome_document_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_document")),
    )
    with op.batch_alter_table("outcome_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outcome_document_event_id"), ["event_id"], unique=False
        )

    op.create_table(
        "outcome_figure",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column(
            "qualifier",
            sa.Enum(
                "exact", "about", "over", "under", name="qualifier", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("by_year", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_outcome_figure_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_figure")),
    )
    with op.batch_alter_table("outcome_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_figure_event_id"), ["event_id"], unique=False)

    op.create_table(
        "outcome_question",
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_outcome_question_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_question")),
    )
    with op.batch_alter_table("outcome_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outcome_question_event_id"), ["event_id"], unique=False
        )

    op.create_table(
        "press_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("ranking", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_press_draw_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["account.id"],
            name=op.f("fk_press_draw_made_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_draw")),
    )
    with op.batch_alter_table("press_draw", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_press_draw_event_id"), ["event_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "line",
                "text",
                "number",
                "yes_no",
                "one",
                "many",
                "date",
                "time",
                "country",
                "phone",
                "email",
                "file",
                "photo",
                name="kind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "asked",
            sa.Enum("form", "door", "team", name="asked", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("depends_on_id", sa.Integer(), nullable=True),
        sa.Column("depends_value", sa.String(length=20), nullable=False),
        sa.Column("retention_days", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "depends_on_id IS NULL OR depends_on_id <> id",
            name=op.f("ck_question_not_own_condition"),
        ),
        sa.CheckConstraint(
            "retention_days IS NULL OR retention_days >= 0", name=op.f("ck_question_retention_days")
        ),
        sa.ForeignKeyConstraint(
            ["depends_on_id"],
            ["question.id"],
            name=op.f("fk_question_depends_on_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_question_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_depends_on_id"), ["depends_on_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_question_event_id"), ["event_id"], unique=False)

    op.create_table(
        "registration_column_choice",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_registration_column_choice_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["account.id"],
            name=op.f("fk_registration_column_choice_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "event_id", name=op.f("pk_registration_column_choice")),
    )
    with op.batch_alter_table("registration_column_choice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_column_choice_event_id"), ["event_id"], unique=False
        )

    op.create_table(
        "registration_entry_rules",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("offers_by_itself", sa.Boolean(), nullable=False),
        sa.Column("offer_hours", sa.Integer(), nullable=False),
        sa.Column("in_working_hours", sa.Boolean(), nullable=False),
        sa.Column("change_hours", sa.Integer(), nullable=True),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_words", sa.JSON(), nullable=False),
        sa.Column("declined_words", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "change_hours IS NULL OR change_hours >= 0",
            name=op.f("ck_registration_entry_rules_change_hours"),
        ),
        sa.CheckConstraint(
            "offer_hours BETWEEN 1 AND 720", name=op.f("ck_registration_entry_rules_offer_hours")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_registration_entry_rules_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_registration_entry_rules")),
    )
    op.create_table(
        "material_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "document",
                "photo",
                "video",
                "audio",
                "other",
                name="sort",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("file_key", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("widths", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["material_id"],
            ["material.id"],
            name=op.f("fk_material_version_material_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["account.id"],
            name=op.f("fk_material_version_uploaded_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_version")),
        sa.UniqueConstraint(
            "material_id", "number", name=op.f("uq_material_version_material_id_number")
        ),
    )
    op.create_table(
        "outcome_footnote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["outcome_document.id"],
            name=op.f("fk_outcome_footnote_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_footnote")),
    )
    with op.batch_alter_table("outcome_footnote", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outcome_footnote_document_id"), ["document_id"], unique=False
        )

    op.create_table(
        "outcome_quote",
        sa.Column("participation_id", sa.Integer(), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("posts", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("is_direct", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_outcome_quote_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_outcome_quote_participation_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_quote")),
    )
    with op.batch_alter_table("outcome_quote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_quote_event_id"), ["event_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outcome_quote_participation_id"), ["participation_id"], unique=False
        )

    op.create_table(
        "outcome_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("horizon", sa.Integer(), nullable=True),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "horizon IS NULL OR horizon BETWEEN 1900 AND 2200",
            name=op.f("ck_outcome_stage_horizon"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["outcome_decision.id"],
            name=op.f("fk_outcome_stage_decision_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_stage")),
    )
    with op.batch_alter_table("outcome_stage", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outcome_stage_decision_id"), ["decision_id"], unique=False
        )

    op.create_table(
        "question_category",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["event_category.id"],
            name=op.f("fk_question_category_category_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_question_category_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "category_id", name=op.f("pk_question_category")),
    )
    with op.batch_alter_table("question_category", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_category_category_id"), ["category_id"], unique=False
        )

    op.create_table(
        "question_wording",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_question_wording_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "revision", name=op.f("pk_question_wording")),
    )
    op.create_table(
        "registration_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "unconfirmed_email",
                "pending",
                "confirmed",
                "waitlisted",
                "offered",
                "declined",
                "cancelled",
                name="status",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "unconfirmed_email",
                "pending",
                "confirmed",
                "waitlisted",
                "offered",
                "declined",
                "cancelled",
                name="status",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["account.id"],
            name=op.f("fk_registration_decision_decided_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_decision_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_decision")),
    )
    with op.batch_alter_table("registration_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_decision_registration_id"),
            ["registration_id"],
            unique=False,
        )

    op.create_table(
        "registration_form_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("file_key", sa.String(length=40), nullable=True),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id", "revision"],
            ["question_wording.question_id", "question_wording.revision"],
            name="fk_registration_form_answer_wording",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_form_answer_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_form_answer")),
        sa.UniqueConstraint(
            "registration_id",
            "question_id",
            name=op.f("uq_registration_form_answer_registration_id_question_id"),
        ),
    )
    with op.batch_alter_table("registration_form_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_form_answer_question_id"), ["question_id"], unique=False
        )

    op.create_table(
        "registration_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["account.id"],
            name=op.f("fk_registration_note_made_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_note_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_note")),
    )
    with op.batch_alter_table("registration_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_note_registration_id"), ["registration_id"], unique=False
        )

    op.create_table(
        "registration_tag",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_tag_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", "name", name=op.f("pk_registration_tag")),
    )
    op.create_table(
        "registration_transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_transfer_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_transfer")),
        sa.UniqueConstraint(
            "registration_id", name=op.f("uq_registration_transfer_registration_id")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_registration_transfer_token")),
    )
    op.create_table(
        "material_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("embargo_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["press_applicant.id"],
            name=op.f("fk_material_agreement_applicant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_agreement")),
        sa.UniqueConstraint(
            "applicant_id", "embargo_at", name=op.f("uq_material_agreement_applicant_id_embargo_at")
        ),
    )
    op.create_table(
        "material_download",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("downloaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["press_applicant.id"],
            name=op.f("fk_material_download_applicant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["material_version.id"],
            name=op.f("fk_material_download_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_download")),
    )
    with op.batch_alter_table("material_download", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_material_download_applicant_id"), ["applicant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_material_download_version_id"), ["version_id"], unique=False
        )

    op.create_table(
        "press_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("topic", sa.String(length=300), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum("room", "remote", name="attendance", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "asked",
                "answered",
                "written",
                "withdrawn",
                name="stage",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("earlier", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["press_applicant.id"],
            name=op.f("fk_press_turn_applicant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_press_turn_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_turn")),
    )
    with op.batch_alter_table("press_turn", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_press_turn_applicant_id"), ["applicant_id"], unique=False
        )
        batch_op.create_index("ix_press_turn_event_state", ["event_id", "state"], unique=False)
        batch_op.create_index(
            "uq_press_turn_waiting",
            ["event_id", "house"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("link_generation", sa.Integer(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("link_due", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("generation", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "sort_key",
                sa.String(length=80).with_variant(
                    sa.String(length=80, collation="C"), "postgresql"
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_contact_organisation_id"))
        batch_op.create_index(
            batch_op.f("ix_contact_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_index(
            "ix_contact_order", ["organisation_id", "sort_key", "id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_contact_merged_into_id"),
            "contact",
            ["merged_into_id"],
            ["id"],
            ondelete="CASCADE",
        )

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("facts_key", sa.String(), server_default="", nullable=False))

    with op.batch_alter_table("event_category", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("code", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("by_invitation", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("allowed", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("organisation_limit", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("needs_approval", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("has_waiting_list", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("checks_address", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_event_category_organisation_limit"),
            "organisation_limit IS NULL OR organisation_limit > 0",
        )

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("audit_days", sa.Integer(), server_default="730", nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "requires_second_factor", sa.Boolean(), server_default=sa.false(), nullable=False
            )
        )

    with op.batch_alter_table("press_applicant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("born_on", sa.Date(), nullable=True))

    with op.batch_alter_table("press_intake", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("takes_questions", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("organisation_key", sa.String(length=200), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("is_extended", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "former_status",
                sa.Enum(
                    "unconfirmed_email",
                    "pending",
                    "confirmed",
                    "waitlisted",
                    "offered",
                    "declined",
                    "cancelled",
                    name="status",
                    native_enum=False,
                    length=32,
                ),
                nullable=True,
            )
        )

    op.execute("UPDATE event SET search_key = ''")  # more is searched: the worker makes it anew


def downgrade():
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_column("former_status")
        batch_op.drop_column("is_extended")
        batch_op.drop_column("organisation_key")

    with op.batch_alter_table("press_intake", schema=None) as batch_op:
        batch_op.drop_column("takes_questions")

    with op.batch_alter_table("press_applicant", schema=None) as batch_op:
        batch_op.drop_column("born_on")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("requires_second_factor")
        batch_op.drop_column("audit_days")

    with op.batch_alter_table("event_category", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("ck_event_category_organisation_limit"), type_="check"
        )
        batch_op.drop_column("checks_address")
        batch_op.drop_column("has_waiting_list")
        batch_op.drop_column("needs_approval")
        batch_op.drop_column("organisation_limit")
        batch_op.drop_column("allowed")
        batch_op.drop_column("by_invitation")
        batch_op.drop_column("code")

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_column("facts_key")

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_contact_merged_into_id"), type_="foreignkey")
        batch_op.drop_index("ix_contact_order")
        batch_op.drop_index(batch_op.f("ix_contact_merged_into_id"))
        batch_op.create_index(
            batch_op.f("ix_contact_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.drop_column("merged_into_id")
        batch_op.drop_column("sort_key")
        batch_op.drop_column("generation")
        batch_op.drop_column("checked_at")
        batch_op.drop_column("link_due")
        batch_op.drop_column("asked_at")
        batch_op.drop_column("stopped_at")

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("link_generation")

    with op.batch_alter_table("press_turn", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_press_turn_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index("ix_press_turn_event_state")
        batch_op.drop_index(batch_op.f("ix_press_turn_applicant_id"))

    op.drop_table("press_turn")
    with op.batch_alter_table("material_download", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_download_version_id"))
        batch_op.drop_index(batch_op.f("ix_material_download_applicant_id"))

    op.drop_table("material_download")
    op.drop_table("material_agreement")
    op.drop_table("registration_transfer")
    op.drop_table("registration_tag")
    with op.batch_alter_table("registration_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_note_registration_id"))

    op.drop_table("registration_note")
    with op.batch_alter_table("registration_form_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_form_answer_question_id"))

    op.drop_table("registration_form_answer")
    with op.batch_alter_table("registration_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_decision_registration_id"))

    op.drop_table("registration_decision")
    op.drop_table("question_wording")
    with op.batch_alter_table("question_category", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_category_category_id"))

    op.drop_table("question_category")
    with op.batch_alter_table("outcome_stage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_stage_decision_id"))

    op.drop_table("outcome_stage")
    with op.batch_alter_table("outcome_quote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_quote_participation_id"))
        batch_op.drop_index(batch_op.f("ix_outcome_quote_event_id"))

    op.drop_table("outcome_quote")
    with op.batch_alter_table("outcome_footnote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_footnote_document_id"))

    op.drop_table("outcome_footnote")
    op.drop_table("material_version")
    op.drop_table("registration_entry_rules")
    with op.batch_alter_table("registration_column_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_column_choice_event_id"))

    op.drop_table("registration_column_choice")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_event_id"))
        batch_op.drop_index(batch_op.f("ix_question_depends_on_id"))

    op.drop_table("question")
    with op.batch_alter_table("press_draw", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_press_draw_event_id"))

    op.drop_table("press_draw")
    with op.batch_alter_table("outcome_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_question_event_id"))

    op.drop_table("outcome_question")
    with op.batch_alter_table("outcome_figure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_figure_event_id"))

    op.drop_table("outcome_figure")
    with op.batch_alter_table("outcome_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_document_event_id"))

    op.drop_table("outcome_document")
    with op.batch_alter_table("outcome_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_decision_event_id"))

    op.drop_table("outcome_decision")
    with op.batch_alter_table("outcome_coverage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_coverage_event_id"))

    op.drop_table("outcome_coverage")
    op.drop_table("outcome")
    with op.batch_alter_table("material_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_upload_event_id"))

    op.drop_table("material_upload")
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_event_id"))
        batch_op.drop_index(batch_op.f("ix_material_embargo_at"))

    op.drop_table("material")
    with op.batch_alter_table("contact_merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_merge_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_contact_merge_kept_id"))

    op.drop_table("contact_merge")
    with op.batch_alter_table("contact_key", schema=None) as batch_op:
        batch_op.drop_index("ix_contact_key_text")

    op.drop_table("contact_key")
    with op.batch_alter_table("contact_distinction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_distinction_right_id"))

    op.drop_table("contact_distinction")
    op.drop_table("diary_post")
    op.drop_table("team_invite")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_organisation_id_event_id_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_made_at"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("account_recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_recovery_code_user_id"))

    op.drop_table("account_recovery_code")
    with op.batch_alter_table("account_device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_device_user_id"))

    op.drop_table("account_device")
    op.drop_table("account_authenticator")
