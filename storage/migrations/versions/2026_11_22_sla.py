"""The SLA: policies, special days, and the clock of each ticket."""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_sla"
down_revision = "2026_11_22_desk_uploads"
branch_labels = None
depends_on = None

_NORMAL = {
    "terms": {
        "first_response": {"time": "PT1H", "round_the_clock": False},
        "resolution": {"time": "PT8H", "round_the_clock": False},
    }
}
"""The promise of every ticket from before there were policies."""


def upgrade() -> None:
    op.create_table(
        "sla_policies",
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tier", "priority", name="pk_sla_policies"),
    )
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_days"),
    )
    default = json.dumps(_NORMAL)
    with op.batch_alter_table("tickets") as tickets:
        tickets.add_column(sa.Column("clock", sa.Text(), nullable=False, server_default=default))
    with op.batch_alter_table("tickets") as tickets:
        tickets.alter_column("clock", server_default=None)
    _stop_clocks()
    _watch_open_tickets()


def downgrade() -> None:
    op.execute("DELETE FROM timers WHERE kind IN ('sla watch', 'sla breach')")
    with op.batch_alter_table("tickets") as tickets:
        tickets.drop_column("clock")
    op.drop_table("calendar_days")
    op.drop_table("sla_policies")


def _stop_clocks() -> None:
    """Stop the clocks of waiting and solved tickets, as of the waiting or the solution."""
    bind = op.get_bind()
    standing = bind.execute(
        sa.text(
            "SELECT number, COALESCE(resolved_at, (SELECT max(at) FROM events"
            " WHERE ticket = number AND kind = 'held'), opened_at) AS stopped_at"
            " FROM tickets WHERE state IN ('waiting', 'resolved', 'closed')"
        ).columns(stopped_at=sa.DateTime(timezone=True))
    )
    for number, stopped_at in standing.all():
        clock: dict[str, Any] = {**_NORMAL, "stopped_at": _in_utc(stopped_at).isoformat()}
        change = sa.text("UPDATE tickets SET clock = :clock WHERE number = :number")
        bind.execute(change, {"clock": json.dumps(clock), "number": number})


def _watch_open_tickets() -> None:
    """Set timers for deadlines still to come; nobody wants to hear now of those missed before."""
    op.execute(
        "INSERT INTO timers (kind, subject, due_at, token)"
        " SELECT 'sla watch', CAST(number AS TEXT), opened_at, '' FROM tickets"
        " WHERE state IN ('new', 'in progress', 'reopened') AND resolve_by > CURRENT_TIMESTAMP"
    )


def _in_utc(moment: datetime) -> datetime:
    """SQLite keeps moments in UTC without saying so."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
