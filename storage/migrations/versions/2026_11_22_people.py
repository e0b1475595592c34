"""People: names belong to the channel, customers can be joined, a message has its author's address."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_people"
down_revision = "2026_11_22_context"
branch_labels = None
depends_on = None

NAMES = ("given_name", "family_name", "username")


def upgrade() -> None:
    with op.batch_alter_table("conversations") as conversations:
        conversations.add_column(sa.Column("given_name", sa.Text(), nullable=False, server_default=""))
        conversations.add_column(sa.Column("family_name", sa.Text()))
        conversations.add_column(sa.Column("username", sa.Text()))
    _copy_names("conversations", "customers", "customers.id = conversations.customer")
    with op.batch_alter_table("conversations") as conversations:
        conversations.alter_column("given_name", server_default=None)
    with op.batch_alter_table("customers") as customers:
        for name in NAMES:
            customers.drop_column(name)
        customers.add_column(sa.Column("is_joined", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("customers") as customers:
        customers.alter_column("is_joined", server_default=None)
    op.create_table(
        "joined_conversations",
        sa.Column("conversation", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_joined_conversations_conversation"
        ),
        sa.ForeignKeyConstraint(["person"], ["customers.id"], name="fk_joined_conversations_person"),
        sa.ForeignKeyConstraint(["before"], ["customers.id"], name="fk_joined_conversations_before"),
        sa.PrimaryKeyConstraint("conversation", "person", name="pk_joined_conversations"),
    )
    op.create_index("ix_joined_conversations_person", "joined_conversations", ["person"])
    op.create_index("ix_joined_conversations_before", "joined_conversations", ["before"])
    op.add_column("messages", sa.Column("author_address", sa.Text()))
    # Replies had only their author's name: the address is filled in for names that a single staff member has.
    op.execute(
        "UPDATE messages SET author_address = ("
        " SELECT min(staff.address) FROM staff WHERE staff.name = messages.author_name"
        " GROUP BY staff.name HAVING count(*) = 1"
        ") WHERE author IN ('agent', 'note')"
    )
    op.execute(
        "UPDATE messages SET author_address = ("
        " SELECT address FROM conversations WHERE conversations.id = messages.conversation"
        ") WHERE author = 'customer'"
    )


def downgrade() -> None:
    with op.batch_alter_table("messages") as messages:
        messages.drop_column("author_address")
    _separate()
    op.drop_table("joined_conversations")
    with op.batch_alter_table("customers") as customers:
        customers.add_column(sa.Column("given_name", sa.Text(), nullable=False, server_default=""))
        customers.add_column(sa.Column("family_name", sa.Text()))
        customers.add_column(sa.Column("username", sa.Text()))
        customers.drop_column("is_joined")
    _copy_names("customers", "conversations", "conversations.customer = customers.id")
    with op.batch_alter_table("customers") as customers:
        customers.alter_column("given_name", server_default=None)
    with op.batch_alter_table("conversations") as conversations:
        for name in NAMES:
            conversations.drop_column(name)


def _copy_names(to: str, source: str, belongs: str) -> None:
    """Copy values to customers with one conversation: joined ones were separated before."""
    for name in NAMES:
        told = f"SELECT {name} FROM {source} WHERE {belongs}"  # noqa: S608  (our own names)
        op.execute(f"UPDATE {to} SET {name} = ({told}) WHERE EXISTS ({told})")  # noqa: S608  (our own names)


def _separate() -> None:
    """Separate all joined customers, as the older schema requires: each gets the first `before`."""
    op.execute(
        "UPDATE conversations SET customer = ("
        " SELECT min(before) FROM joined_conversations WHERE conversation = conversations.id"
        ") WHERE id IN (SELECT conversation FROM joined_conversations)"
    )
    for table in ("bans", "customer_profiles"):
        op.execute(
            f"DELETE FROM {table} WHERE customer IN (SELECT person FROM joined_conversations)"  # noqa: S608  (our own names)
        )
    op.execute("DELETE FROM joined_conversations")
    op.execute("DELETE FROM customers WHERE is_joined")
