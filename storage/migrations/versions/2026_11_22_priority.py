"""What the SLA distinguishes: a ticket's priority, a customer's tier."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_priority"
down_revision = "2026_11_22_learn"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tickets") as tickets:
        tickets.add_column(sa.Column("priority", sa.SmallInteger(), nullable=False, server_default="3"))
    with op.batch_alter_table("tickets") as tickets:
        tickets.alter_column("priority", server_default=None)
    with op.batch_alter_table("customers") as customers:
        customers.add_column(sa.Column("tier", sa.Text(), nullable=False, server_default="standard"))
    with op.batch_alter_table("customers") as customers:
        customers.alter_column("tier", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("customers") as customers:
        customers.drop_column("tier")
    with op.batch_alter_table("tickets") as tickets:
        tickets.drop_column("priority")
