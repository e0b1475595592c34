"""The web desk: its people, their browsers, and the bot's words to them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_web_desk"
down_revision = "2026_11_22_web_chat"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
CHOICE = sa.String(32)


def upgrade() -> None:
    op.create_table(
        "desk_users",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("role", CHOICE, nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_users"),
        sa.UniqueConstraint("name_key", name="uq_desk_users_name_key"),
    )

    op.create_table(
        "desk_sessions",
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["desk_users.id"], name="fk_desk_sessions_user"),
        sa.PrimaryKeyConstraint("proof", name="pk_desk_sessions"),
    )
    op.create_index("ix_desk_sessions_user", "desk_sessions", ["user"])
    op.create_index("ix_desk_sessions_expires_at", "desk_sessions", ["expires_at"])

    op.create_table(
        "desk_posts",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("buttons", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_posts"),
    )
    op.create_index("ix_desk_posts_of_ticket", "desk_posts", ["ticket", "id"])

    by_agent = sa.text("in_doubt = 'park'")
    op.create_index(
        "ix_letters_of_agents", "letters", ["ticket"], sqlite_where=by_agent, postgresql_where=by_agent
    )


def downgrade() -> None:
    op.drop_index("ix_letters_of_agents", "letters")
    op.drop_table("desk_posts")
    op.drop_table("desk_sessions")
    op.drop_table("desk_users")
