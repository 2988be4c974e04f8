"""The first tables of the city."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "areas",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kana", sa.String(), nullable=False),
        sa.Column("alerts_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempts_what"), ["what"], unique=False)

    op.create_table(
        "head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "items",
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("audience", sa.String(length=120), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("v", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("changed_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "audience"),
        sa.UniqueConstraint("seq"),
    )
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.create_index("items_of_audience", ["audience", "seq"], unique=False)

    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "vehicles",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("vehicle", sa.String(length=80), nullable=False),
        sa.Column("start", sa.String(length=5), nullable=False),
        sa.Column("calls", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vehicle"],
            ["vehicles.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sections",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area"],
            ["areas.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["area"],
            ["areas.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "stops",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kana", sa.String(), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["area"],
            ["areas.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "alerts",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.String(length=40), nullable=False),
        sa.Column("raised_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.String(length=40), nullable=True),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["raised_by"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alerts_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "households",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("section", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area"],
            ["areas.id"],
        ),
        sa.ForeignKeyConstraint(
            ["section"],
            ["sections.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("households", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_households_area"), ["area"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["written_by"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_table(
        "alert_answers",
        sa.Column("alert", sa.String(length=80), nullable=False),
        sa.Column("household", sa.String(length=80), nullable=False),
        sa.Column("reply", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert"],
            ["alerts.id"],
        ),
        sa.ForeignKeyConstraint(
            ["household"],
            ["households.id"],
        ),
        sa.PrimaryKeyConstraint("alert", "household"),
    )
    op.create_table(
        "boxes",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("household", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("enrolled_at", sa.String(length=40), nullable=False),
        sa.Column("revoked_at", sa.String(length=40), nullable=True),
        sa.Column("last_seen_at", sa.String(length=40), nullable=True),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household"],
            ["households.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    with op.batch_alter_table("boxes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_boxes_household"), ["household"], unique=False)

    op.create_table(
        "calls",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("household", sa.String(length=80), nullable=False),
        sa.Column("resident", sa.String(), nullable=True),
        sa.Column("whom", sa.String(length=40), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.String(length=40), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.String(length=40), nullable=True),
        sa.Column("done_at", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household"],
            ["households.id"],
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calls_household"), ["household"], unique=False)

    op.create_table(
        "enrolments",
        sa.Column("claim_hash", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("expires_at", sa.String(length=40), nullable=False),
        sa.Column("household", sa.String(length=80), nullable=True),
        sa.Column("box", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household"],
            ["households.id"],
        ),
        sa.PrimaryKeyConstraint("claim_hash"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "receipts",
        sa.Column("notice", sa.String(length=80), nullable=False),
        sa.Column("household", sa.String(length=80), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["household"],
            ["households.id"],
        ),
        sa.ForeignKeyConstraint(
            ["notice"],
            ["notices.id"],
        ),
        sa.PrimaryKeyConstraint("notice", "household", "step"),
    )
    op.create_table(
        "residents",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("household", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kana", sa.String(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household"],
            ["households.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("residents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_residents_household"), ["household"], unique=False)

    op.create_table(
        "rides",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("household", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("run", sa.String(length=80), nullable=True),
        sa.Column("board_call", sa.Integer(), nullable=True),
        sa.Column("alight_call", sa.Integer(), nullable=True),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.String(length=40), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household"],
            ["households.id"],
        ),
        sa.ForeignKeyConstraint(
            ["run"],
            ["runs.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("rides", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rides_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_rides_household"), ["household"], unique=False)

    op.create_table(
        "alert_arrivals",
        sa.Column("alert", sa.String(length=80), nullable=False),
        sa.Column("box", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert"],
            ["alerts.id"],
        ),
        sa.ForeignKeyConstraint(
            ["box"],
            ["boxes.id"],
        ),
        sa.PrimaryKeyConstraint("alert", "box"),
    )
    op.create_table(
        "alert_deliveries",
        sa.Column("box", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["area"],
            ["areas.id"],
        ),
        sa.ForeignKeyConstraint(
            ["box"],
            ["boxes.id"],
        ),
        sa.PrimaryKeyConstraint("box", "area"),
    )
    op.create_table(
        "check_ins",
        sa.Column("resident", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("said_at", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident"],
            ["residents.id"],
        ),
        sa.PrimaryKeyConstraint("resident", "day"),
    )
    op.create_table(
        "commands",
        sa.Column("installation", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("box", sa.String(length=80), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["box"],
            ["boxes.id"],
        ),
        sa.PrimaryKeyConstraint("installation", "number"),
    )
