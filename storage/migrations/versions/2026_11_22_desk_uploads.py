"""Files that the desk's people attach to their words."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_desk_uploads"
down_revision = "2026_11_22_lines"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_uploads",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("attached", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["desk_users.id"], name="fk_desk_uploads_user"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_uploads"),
    )
    op.create_index("ix_desk_uploads_created_at", "desk_uploads", ["created_at"])


def downgrade() -> None:
    op.drop_table("desk_uploads")
