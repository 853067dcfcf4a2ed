"""Give no number twice: links are made of them, and SQLite gave those of deleted rows to new ones."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

TABLES = (
    "account",
    "contact",
    "digest_subscription",
    "door",
    "message",
    "own_calendar",
    "personal_invitation",
    "press_applicant",
    "press_card",
    "press_security_link",
    "registration",
    "team_invite",
)
GIVEN_BEFORE = 1000  # numbers of rows that have been deleted: how many there were, nobody knows


def upgrade():
    _rebuild(sqlite_autoincrement=True)
    if op.get_bind().dialect.name == "sqlite":
        names = sa.bindparam("names", TABLES, expanding=True)
        sequences = sa.text("UPDATE sqlite_sequence SET seq = seq + :more WHERE name IN :names")
        op.execute(sequences.bindparams(names, more=GIVEN_BEFORE))


def downgrade():
    _rebuild(sqlite_autoincrement=False)


def _rebuild(**how):
    if op.get_bind().dialect.name != "sqlite":  # PostgreSQL's sequences never go back
        return
    for table in TABLES:
        with op.batch_alter_table(table, recreate="always", table_kwargs=how):
            pass
