"""Days away, medicine, what hurts, and calls that are taken back or rung at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ailment", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("degree", sa.String(length=20), nullable=True))

    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ring_at", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("cancelled_at", sa.String(length=40), nullable=True))

    op.create_table(
        "medicine",
        sa.Column("resident", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("said_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["resident"], ["residents.id"]),
        sa.PrimaryKeyConstraint("resident", "day"),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("household", sa.String(length=80), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("told_at", sa.String(length=40), nullable=False),
        sa.Column("taken_back_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["households.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absences_household"), ["household"], unique=False)
