"""Renames: a customer's opinion of a case is a rating, and support for a phrasing a confirmation."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_ratings"
down_revision = "2026_11_22_written_language"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _make_ratings("ticket_ratings", "rating", "rated_at", "commented_at")
    op.execute(
        "INSERT INTO ticket_ratings (ticket, asked_at, rating, rated_at, commented_at)"
        " SELECT ticket, asked_at, mark, marked_at, worded_at FROM ticket_marks"
    )
    op.drop_table("ticket_marks")
    _rename_events("marked", "rated", "mark", "rating")
    _move_confirmations("faq_sightings", "faq_confirmations")


def downgrade() -> None:
    _move_confirmations("faq_confirmations", "faq_sightings")
    _rename_events("rated", "marked", "rating", "mark")
    _make_ratings("ticket_marks", "mark", "marked_at", "worded_at")
    op.execute(
        "INSERT INTO ticket_marks (ticket, asked_at, mark, marked_at, worded_at)"
        " SELECT ticket, asked_at, rating, rated_at, commented_at FROM ticket_ratings"
    )
    op.drop_table("ticket_ratings")


def _make_ratings(table: str, rating: str, rated_at: str, commented_at: str) -> None:
    op.create_table(
        table,
        sa.Column("ticket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column(rating, sa.SmallInteger(), nullable=True),
        sa.Column(rated_at, MOMENT, nullable=True),
        sa.Column(commented_at, MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name=f"fk_{table}_ticket"),
        sa.PrimaryKeyConstraint("ticket", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_{rated_at}", table, [rated_at])


def _rename_events(kind: str, new_kind: str, detail: str, new_detail: str) -> None:
    events = sa.table("events", sa.column("kind", sa.Text()), sa.column("details", sa.Text()))
    renamed = sa.func.replace(events.c.details, f'"{detail}"', f'"{new_detail}"')
    op.execute(events.update().where(events.c.kind == kind).values(kind=new_kind, details=renamed))


def _move_confirmations(old: str, new: str) -> None:
    """Create anew instead of renaming, so that the names of keys and indexes follow on both databases."""
    op.create_table(
        new,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lesson", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("conversation", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["lesson"], ["faq_lessons.id"], name=f"fk_{new}_lesson"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{new}"),
    )
    op.create_index(f"ix_{new}_lesson", new, ["lesson"])
    op.create_index(f"ix_{new}_conversation", new, ["conversation"])
    columns = ("lesson", "origin", "conversation", "ticket", "at")
    old_table, new_table = (sa.table(name, *map(sa.column, ("id", *columns))) for name in (old, new))
    # Without the ids, which nothing refers to: PostgreSQL's counter of a new table begins at one.
    rows = sa.select(*(old_table.c[name] for name in columns)).order_by(old_table.c.id)
    op.execute(new_table.insert().from_select(columns, rows))
    op.drop_table(old)
