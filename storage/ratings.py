"""Customers' ratings: each ticket is asked about once, and rated once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.tables.care import ticket_ratings
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TicketRating:
    """`rating` is 1 (bad) to 5 (good), None while the customer has not answered."""

    ticket: int
    asked_at: datetime
    rating: int | None = None
    rated_at: datetime | None = None
    commented_at: datetime | None = None


class Ratings:
    """Ratings by ticket."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of(self, ticket: int) -> TicketRating | None:
        """The ticket's rating; None if the customer was not asked."""
        found = await self._transaction.execute(
            select(ticket_ratings).where(ticket_ratings.c.ticket == ticket)
        )
        row = found.one_or_none()
        return None if row is None else TicketRating(*row)

    async def ask(self, ticket: int, now: datetime) -> bool:
        """Record that the customer is asked; False if they were asked before."""
        asking = self._transaction.insert(ticket_ratings).values(ticket=ticket, asked_at=now)
        asked = asking.on_conflict_do_nothing().returning(ticket_ratings.c.ticket)
        return (await self._transaction.execute(asked)).one_or_none() is not None

    async def give(self, ticket: int, rating: int, now: datetime) -> bool:
        """Record the rating; False if nobody asked, or if there is a rating already."""
        unrated = (ticket_ratings.c.ticket == ticket) & ticket_ratings.c.rating.is_(None)
        given = update(ticket_ratings).where(unrated).values(rating=rating, rated_at=now)
        return (await self._transaction.execute(given)).rowcount > 0

    async def comment(self, ticket: int, now: datetime) -> bool:
        """Record a comment on the rating; False if there was one before, or no rating."""
        uncommented = (
            (ticket_ratings.c.ticket == ticket)
            & ticket_ratings.c.rating.is_not(None)
            & ticket_ratings.c.commented_at.is_(None)
        )
        said = update(ticket_ratings).where(uncommented).values(commented_at=now)
        return (await self._transaction.execute(said)).rowcount > 0
