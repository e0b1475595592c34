"""Marks, bans, floods, and staff membership."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_marks"
down_revision = "2026_11_22_words"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "ticket_marks",
        sa.Column("ticket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("mark", sa.SmallInteger(), nullable=True),
        sa.Column("marked_at", MOMENT, nullable=True),
        sa.Column("worded_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_ticket_marks_ticket"),
        sa.PrimaryKeyConstraint("ticket", name="pk_ticket_marks"),
    )
    op.create_index("ix_ticket_marks_marked_at", "ticket_marks", ["marked_at"])

    op.create_table(
        "bans",
        sa.Column("customer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name="fk_bans_customer"),
        sa.PrimaryKeyConstraint("customer", name="pk_bans"),
    )

    op.create_table(
        "floods",
        sa.Column("conversation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], name="fk_floods_conversation"),
        sa.PrimaryKeyConstraint("conversation", name="pk_floods"),
    )

    op.create_table(
        "memberships",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("is_member", sa.Boolean(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("chat", "person", name="pk_memberships"),
    )


def downgrade() -> None:
    op.drop_table("memberships")
    op.drop_table("floods")
    op.drop_table("bans")
    op.drop_table("ticket_marks")
