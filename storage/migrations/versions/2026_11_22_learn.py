"""Lessons of the FAQ: phrasings that customers used, and when they did."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_learn"
down_revision = "2026_11_22_care"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
CHOICE = sa.String(32)


def upgrade() -> None:
    op.create_table(
        "faq_lessons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("act", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["faq_entries.id"], name="fk_faq_lessons_entry"),
        sa.PrimaryKeyConstraint("id", name="pk_faq_lessons"),
        sa.UniqueConstraint("entry", "key", name="uq_faq_lessons_entry_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_faq_lessons_act", "faq_lessons", ["act"])
    op.create_index("ix_faq_lessons_state", "faq_lessons", ["state"])

    op.create_table(
        "faq_sightings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lesson", sa.Integer(), nullable=False),
        sa.Column("origin", CHOICE, nullable=False),
        sa.Column("conversation", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["lesson"], ["faq_lessons.id"], name="fk_faq_sightings_lesson"),
        sa.PrimaryKeyConstraint("id", name="pk_faq_sightings"),
    )
    op.create_index("ix_faq_sightings_lesson", "faq_sightings", ["lesson"])
    op.create_index("ix_faq_sightings_conversation", "faq_sightings", ["conversation"])


def downgrade() -> None:
    op.drop_table("faq_sightings")
    op.drop_table("faq_lessons")
