"""The web chat: visitors, their sessions, their messages, their files."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_web_chat"
down_revision = "2026_11_22_first"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
CHOICE = sa.String(32)


def upgrade() -> None:
    op.create_table(
        "web_visitors",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("name_asked", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("last_change", sa.BigInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_web_visitors"),
    )
    op.create_index("ix_web_visitors_created_at", "web_visitors", ["created_at"])

    op.create_table(
        "web_sessions",
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("visitor", sa.Text(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["visitor"], ["web_visitors.id"], name="fk_web_sessions_visitor"),
        sa.PrimaryKeyConstraint("proof", name="pk_web_sessions"),
    )
    op.create_index("ix_web_sessions_visitor", "web_sessions", ["visitor"])
    op.create_index("ix_web_sessions_expires_at", "web_sessions", ["expires_at"])

    op.create_table(
        "web_messages",
        sa.Column("visitor", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("author", CHOICE, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("buttons", sa.Text(), nullable=False),
        sa.Column("pressed", sa.Text(), nullable=True),
        sa.Column("reply_to", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["visitor"], ["web_visitors.id"], name="fk_web_messages_visitor"),
        sa.PrimaryKeyConstraint("visitor", "id", name="pk_web_messages"),
    )
    op.create_index("ix_web_messages_changed", "web_messages", ["visitor", "changed"])
    op.create_index("ix_web_messages_position", "web_messages", ["visitor", "position"])

    op.create_table(
        "web_uploads",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("visitor", sa.Text(), nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("attached", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["visitor"], ["web_visitors.id"], name="fk_web_uploads_visitor"),
        sa.PrimaryKeyConstraint("id", name="pk_web_uploads"),
    )
    op.create_index("ix_web_uploads_visitor", "web_uploads", ["visitor"])


def downgrade() -> None:
    op.drop_table("web_uploads")
    op.drop_table("web_messages")
    op.drop_table("web_sessions")
    op.drop_table("web_visitors")
