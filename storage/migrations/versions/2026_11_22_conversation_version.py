"""Conversations get a version: two decisions about one question no longer undo each other."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_conversation_version"
down_revision = "2026_11_22_desk_leave"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("conversations") as conversations:
        conversations.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    with op.batch_alter_table("conversations") as conversations:
        conversations.drop_column("version")
