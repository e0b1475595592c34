"""The latest actions on a ticket, for its card."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_journal"
down_revision = "2026_11_22_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tickets") as tickets:
        tickets.add_column(sa.Column("journal", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("tickets") as tickets:
        tickets.drop_column("journal")
