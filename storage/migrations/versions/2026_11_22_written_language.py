"""The language in which a customer writes."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_written_language"
down_revision = "2026_11_22_written_at"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("conversations") as conversations:
        conversations.add_column(sa.Column("written_language", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("conversations") as conversations:
        conversations.drop_column("written_language")
