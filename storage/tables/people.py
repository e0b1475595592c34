"""The table of people who were seen in several channels."""

from sqlalchemy import Column, ForeignKey, Named, Table, TypedColumns

from storage.tables.base import metadata


class JoinedConversationColumns(TypedColumns):
    """A conversation that became `person`'s, and its customer `before`."""

    conversation: Named[int] = Column(ForeignKey("conversations.id"), primary_key=True, autoincrement=False)
    person: Named[int] = Column(ForeignKey("customers.id"), primary_key=True, autoincrement=False, index=True)
    before: Named[int] = Column(ForeignKey("customers.id"), index=True)


joined_conversations = Table("joined_conversations", metadata, JoinedConversationColumns)
