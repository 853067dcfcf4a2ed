"""Ask of the identity document: its kind, issuer and date of issue beside the number."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade():
    op.add_column(
        "press_intake",
        sa.Column("asks_document", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "press_applicant",
        sa.Column("identity_details", sa.String(), server_default="", nullable=False),
    )


def downgrade():
    op.drop_column("press_applicant", "identity_details")
    op.drop_column("press_intake", "asks_document")
