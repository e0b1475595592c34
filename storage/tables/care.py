"""The tables between the desk and single people: ratings, bans, floods, and staff membership."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, ForeignKey, Integer, Named, SmallInteger, Table, Text, TypedColumns

from storage.records.message_refs import MessageRef
from storage.tables.base import metadata
from storage.types import Json, UtcDateTime

REFS = Json(TypeAdapter(tuple[MessageRef, ...]))


class TicketRatingColumns(TypedColumns):
    """The customer's rating, 1 to 5. The row exists once they were asked."""

    ticket: Named[int] = Column(ForeignKey("tickets.number"), primary_key=True, autoincrement=False)
    asked_at: Named[datetime] = Column(UtcDateTime)
    rating: Named[int | None] = Column(SmallInteger)
    rated_at: Named[datetime | None] = Column(UtcDateTime, index=True)
    commented_at: Named[datetime | None] = Column(UtcDateTime)


ticket_ratings = Table("ticket_ratings", metadata, TicketRatingColumns)


class BanColumns(TypedColumns):
    """A banned customer, who gets no answers. `told_at`: when they and the staff were told."""

    customer: Named[int] = Column(ForeignKey("customers.id"), primary_key=True, autoincrement=False)
    ticket: Named[int] = Column(Integer)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)
    told_at: Named[datetime | None] = Column(UtcDateTime)


bans = Table("bans", metadata, BanColumns)


class FloodColumns(TypedColumns):
    """A conversation with too many messages at once. `held`: those not shown to anybody yet."""

    conversation: Named[int] = Column(ForeignKey("conversations.id"), primary_key=True, autoincrement=False)
    told_at: Named[datetime] = Column(UtcDateTime)
    held: Named[tuple[MessageRef, ...]] = Column(REFS, nullable=False)


floods = Table("floods", metadata, FloodColumns)


class MembershipColumns(TypedColumns):
    """A person's membership in a staff chat, as last reported by the messenger."""

    chat: Named[str] = Column(Text, primary_key=True)
    person: Named[str] = Column(Text, primary_key=True)
    is_member: Named[bool] = Column(Boolean)
    told_at: Named[datetime] = Column(UtcDateTime)


memberships = Table("memberships", metadata, MembershipColumns)
