"""What was swept, and how much was written: the floor of the deletes, and a count of every transaction."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("head", schema=None) as batch_op:
        batch_op.add_column(sa.Column("writes", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("floor", sa.Integer(), nullable=False, server_default="0"))
    # What is kept beside the database was the last number until now: the count goes on from there.
    op.execute("UPDATE head SET writes = seq")
