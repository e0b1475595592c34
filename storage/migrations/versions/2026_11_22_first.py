"""The first schema: the desk, and the two ledgers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_first"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CHOICE = sa.String(32)


def where(condition: str) -> dict[str, Any]:
    """A partial index, on either database."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "chat_moves",
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("old", name="pk_chat_moves"),
    )
    op.create_table(
        "chat_pauses",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_chat_pauses"),
    )
    op.create_table(
        "claims",
        sa.Column("ledger", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("holder", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ledger", "lane", name="pk_claims"),
    )
    op.create_index("ix_claims_holder", "claims", ["holder"])

    op.create_table(
        "copies",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("original_chat", sa.Text(), nullable=False),
        sa.Column("original_message", sa.Text(), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("marked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_copies"),
        sa.UniqueConstraint(
            "chat",
            "message",
            "original_chat",
            "original_message",
            name="uq_copies_chat_message_original_chat_original_message",
        ),
    )
    op.create_index("ix_copies_of_original", "copies", ["original_chat", "original_message", "chat"])

    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
    )
    op.create_table(
        "dialogues",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("chat", "person", name="pk_dialogues"),
    )
    op.create_table(
        "events",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("conversation", sa.Integer(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_at", "events", ["at"])
    op.create_index("ix_events_conversation", "events", ["conversation"])
    op.create_index("ix_events_entry", "events", ["entry"])
    op.create_index("ix_events_ticket", "events", ["ticket"])

    op.create_table(
        "facts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )
    op.create_table(
        "faq_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("alternatives", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_faq_entries"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "inbox",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("patience", sa.Text(), nullable=False),
        sa.Column("album", sa.Text(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("source", "update_id", name="uq_inbox_source_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_received_at", "inbox", ["received_at"])
    op.create_index("ix_inbox_set_aside", "inbox", ["id"], **where("state = 'set aside'"))
    op.create_index("ix_inbox_waiting", "inbox", ["id"], **where("state = 'waiting'"))
    op.create_index("ix_inbox_waiting_due", "inbox", ["due_at"], **where("state = 'waiting'"))
    op.create_index("ix_inbox_waiting_lane", "inbox", ["lane", "id"], **where("state = 'waiting'"))

    op.create_table(
        "letters",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("to_ticket", sa.Integer(), nullable=True),
        sa.Column("to_thread", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("in_doubt", CHOICE, nullable=False),
        sa.Column("urgency", sa.SmallInteger(), nullable=False),
        sa.Column("shows", sa.Text(), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("replaces", sa.Text(), nullable=True),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("posted_at", MOMENT, nullable=False),
        sa.Column("may_be_repeat", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_letters_ended_at", "letters", ["ended_at"])
    op.create_index(
        "ix_letters_unsent",
        "letters",
        ["urgency", "id", "due_at", "chat", "lane"],
        **where("state = 'waiting' OR state = 'in doubt'"),
    )
    op.create_index(
        "ix_letters_unsent_due",
        "letters",
        ["due_at"],
        **where("state = 'waiting' OR state = 'in doubt'"),
    )
    op.create_index(
        "ix_letters_unsent_lane",
        "letters",
        ["lane", "rank", "id"],
        **where("state = 'waiting' OR state = 'in doubt'"),
    )
    op.create_index(
        "ix_letters_unsettled",
        "letters",
        ["posted_at", "state"],
        **where(
            "state = 'waiting' OR state = 'in doubt' OR state = 'sending'"
            " OR state = 'parked' OR state = 'refused'"
        ),
    )

    op.create_table(
        "staff",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("username_key", sa.Text(), nullable=True),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("address", name="pk_staff"),
    )
    op.create_index("ix_staff_username_key", "staff", ["username_key"])

    op.create_table(
        "timers",
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", name="pk_timers"),
    )
    op.create_index("ix_timers_due_at", "timers", ["due_at"])

    op.create_table(
        "conversations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("client_language", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("unreachable_since", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name="fk_conversations_customer"),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("address", name="uq_conversations_address"),
    )
    op.create_index("ix_conversations_customer", "conversations", ["customer"])

    op.create_table(
        "faq_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["faq_entries.id"], name="fk_faq_changes_entry"),
        sa.PrimaryKeyConstraint("id", name="pk_faq_changes"),
    )
    op.create_index("ix_faq_changes_by_act", "faq_changes", ["by", "act"])
    op.create_index("ix_faq_changes_entry", "faq_changes", ["entry"])

    op.create_table(
        "tickets",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("conversation", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("respond_by", MOMENT, nullable=False),
        sa.Column("resolve_by", MOMENT, nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("line", sa.SmallInteger(), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("assignee_name", sa.Text(), nullable=True),
        sa.Column("first_response_at", MOMENT, nullable=True),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.Column("suggestions", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], name="fk_tickets_conversation"),
        sa.ForeignKeyConstraint(["previous"], ["tickets.number"], name="fk_tickets_previous"),
        sa.PrimaryKeyConstraint("number", name="pk_tickets"),
    )
    op.create_index("ix_tickets_of_assignee", "tickets", ["assignee"])
    op.create_index("ix_tickets_of_conversation", "tickets", ["conversation", "number"])
    op.create_index(
        "ix_tickets_open",
        "tickets",
        ["resolve_by"],
        **where("state = 'in progress' OR state = 'new' OR state = 'reopened' OR state = 'waiting'"),
    )

    op.create_table(
        "messages",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Integer(), nullable=False),
        sa.Column("author", CHOICE, nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("album", sa.Text(), nullable=True),
        sa.Column("reply_chat", sa.Text(), nullable=True),
        sa.Column("reply_message", sa.Text(), nullable=True),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], name="fk_messages_conversation"),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_messages_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("chat", "message", name="uq_messages_chat_message"),
    )
    op.create_index("ix_messages_conversation", "messages", ["conversation"])
    op.create_index("ix_messages_of_ticket", "messages", ["ticket", "id"])

    op.create_table(
        "staff_threads",
        sa.Column("ticket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_staff_threads_ticket"),
        sa.PrimaryKeyConstraint("ticket", name="pk_staff_threads"),
    )
    op.create_index("ix_staff_threads_place", "staff_threads", ["chat", "thread"])


def downgrade() -> None:
    op.drop_table("staff_threads")
    op.drop_table("messages")
    op.drop_table("tickets")
    op.drop_table("faq_changes")
    op.drop_table("conversations")
    op.drop_table("timers")
    op.drop_table("staff")
    op.drop_table("letters")
    op.drop_table("inbox")
    op.drop_table("faq_entries")
    op.drop_table("facts")
    op.drop_table("events")
    op.drop_table("dialogues")
    op.drop_table("customers")
    op.drop_table("counters")
    op.drop_table("copies")
    op.drop_table("claims")
    op.drop_table("chat_pauses")
    op.drop_table("chat_moves")
