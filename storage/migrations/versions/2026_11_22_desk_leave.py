"""People of the web desk may leave."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_desk_leave"
down_revision = "2026_11_22_journal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("desk_users", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("desk_users") as desk_users:
        desk_users.drop_column("left_at")
