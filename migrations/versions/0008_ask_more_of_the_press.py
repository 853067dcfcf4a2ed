"""Ask more of the press: what an application and each of its people tell beyond the usual."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade():
    for table in ("press_application", "press_applicant"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("told", sa.JSON(), server_default="{}", nullable=False))


def downgrade():
    for table in ("press_applicant", "press_application"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("told")
