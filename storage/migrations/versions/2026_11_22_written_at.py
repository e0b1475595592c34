"""The moment when a message was written, besides when the desk heard it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_written_at"
down_revision = "2026_11_22_inbox_due"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("messages") as messages:
        messages.add_column(sa.Column("written_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("messages") as messages:
        messages.drop_column("written_at")
