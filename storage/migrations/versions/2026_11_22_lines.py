"""Lines and classification: former places, rules, clarifying questions, customer profiles."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_lines"
down_revision = "2026_11_22_marks"
branch_labels = None
depends_on = None

_ON_TICKETS = ("handed_over_at", "kind", "category", "service", "fields", "asked")


def upgrade() -> None:
    with op.batch_alter_table("tickets") as tickets:
        tickets.add_column(sa.Column("handed_over_at", sa.DateTime(timezone=True)))
        tickets.add_column(sa.Column("kind", sa.String(32)))
        tickets.add_column(sa.Column("category", sa.Text()))
        tickets.add_column(sa.Column("service", sa.Text()))
        tickets.add_column(sa.Column("fields", sa.Text(), nullable=False, server_default="{}"))
        tickets.add_column(sa.Column("asked", sa.Text(), nullable=False, server_default="[]"))
    op.create_table(
        "former_threads",
        sa.Column("ticket", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text()),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_former_threads_ticket"),
        sa.PrimaryKeyConstraint("ticket", "chat", name="pk_former_threads"),
    )
    op.create_index("ix_former_threads_place", "former_threads", ["chat", "thread"])
    op.create_table(
        "classification_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_classification_rules"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "clarifying_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("gain", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text()),
        sa.Column("wants_file", sa.Boolean(), nullable=False),
        sa.Column("is_contract", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clarifying_questions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_clarifying_questions_category", "clarifying_questions", ["category"])
    op.create_table(
        "customer_profiles",
        sa.Column("customer", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("company", sa.Text()),
        sa.Column("contract", sa.Text()),
        sa.Column("notes", sa.Text()),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name="fk_customer_profiles_customer"),
        sa.PrimaryKeyConstraint("customer", name="pk_customer_profiles"),
    )


def downgrade() -> None:
    for table in ("customer_profiles", "clarifying_questions", "classification_rules", "former_threads"):
        op.drop_table(table)
    with op.batch_alter_table("tickets") as tickets:
        for column in _ON_TICKETS:
            tickets.drop_column(column)
