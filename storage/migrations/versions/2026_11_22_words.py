"""The desk's wording: forbidden words, templates, canned replies, hints."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_words"
down_revision = "2026_11_22_priority"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "forbidden_words",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("instead", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_forbidden_words"),
    )
    op.create_table(
        "template_versions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template_versions"),
    )
    op.create_index("ix_template_versions_of_name", "template_versions", ["name", "language", "id"])
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_canned_replies"),
    )
    op.create_table(
        "wording_hints",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_wording_hints"),
    )
    unsettled = sa.text("settled_at IS NULL")
    op.create_index(
        "ix_wording_hints_open",
        "wording_hints",
        ["ticket"],
        sqlite_where=unsettled,
        postgresql_where=unsettled,
    )


def downgrade() -> None:
    op.drop_table("wording_hints")
    op.drop_table("canned_replies")
    op.drop_table("template_versions")
    op.drop_table("forbidden_words")
