"""The inbox index now shows by itself which waiting rows cannot be read yet."""

from alembic import op
from sqlalchemy import text

revision = "2026_11_22_inbox_due"
down_revision = "2026_11_22_conversation_version"
branch_labels = None
depends_on = None

WAITING = text("state = 'waiting'")


def upgrade() -> None:
    _replace("id", "due_at", "lane")


def downgrade() -> None:
    _replace("id")


def _replace(*columns: str) -> None:
    op.drop_index("ix_inbox_waiting", "inbox")
    op.create_index(
        "ix_inbox_waiting", "inbox", list(columns), sqlite_where=WAITING, postgresql_where=WAITING
    )
