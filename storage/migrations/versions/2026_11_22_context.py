"""A ticket at a glance: its title, the conversation before it, and its promise."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_context"
down_revision = "2026_11_22_sla"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("tickets") as tickets:
        tickets.add_column(sa.Column("title", sa.Text(), nullable=False, server_default=""))
        tickets.add_column(sa.Column("prelude", sa.Text(), nullable=False, server_default="[]"))
        tickets.add_column(sa.Column("promised_by", MOMENT, nullable=True))
        tickets.add_column(sa.Column("stands_in_for", sa.Text(), nullable=True))
    with op.batch_alter_table("conversations") as conversations:
        conversations.add_column(sa.Column("greeted_at", MOMENT, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("conversations") as conversations:
        conversations.drop_column("greeted_at")
    with op.batch_alter_table("tickets") as tickets:
        for name in ("stands_in_for", "promised_by", "prelude", "title"):
            tickets.drop_column(name)
