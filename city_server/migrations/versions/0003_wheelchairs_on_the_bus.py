"""Places for wheelchairs in vehicles, and who takes one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vehicles", sa.Column("bays", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("rides", sa.Column("wheelchair", sa.Boolean(), nullable=False, server_default=sa.false()))
