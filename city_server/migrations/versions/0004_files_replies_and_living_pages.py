"""Files of notices, replies to them, and pages of living information that the office edits."""

import json
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_replies",
        sa.Column("notice", sa.String(length=80), nullable=False),
        sa.Column("household", sa.String(length=80), nullable=False),
        sa.Column("choice", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("said_at", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"]),
        sa.ForeignKeyConstraint(["household"], ["households.id"]),
        sa.PrimaryKeyConstraint("notice", "household"),
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    living = op.create_table(
        "living_pages",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.String(length=40), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _carry_over(living)


def _carry_over(living: sa.Table) -> None:
    """Take the pages out of the settings, where they were all in one value."""
    settings = sa.table("settings", sa.column("name", sa.String), sa.column("value", sa.JSON))
    connection = op.get_bind()
    kept = connection.execute(sa.select(settings.c.value).where(settings.c.name == "living")).scalar()
    if kept is None:
        return
    pages = (json.loads(kept) if isinstance(kept, str) else kept)["pages"]
    now = (datetime.now(UTC) + timedelta(hours=9)).replace(tzinfo=None).isoformat(timespec="microseconds")
    for position, page in enumerate(pages, start=1):
        dated = any(line.get("weekdays") for line in page["lines"])
        connection.execute(
            living.insert().values(
                id=page["id"],
                position=position,
                body={**page, "kind": "calendar" if dated else "list"},
                audiences=["all"],
                published=True,
                changed_at=f"{now}+09:00",
            )
        )
    connection.execute(settings.delete().where(settings.c.name == "living"))
