"""Replies held for a decision about their words."""

from handlers.errors import CommandRefused
from storage.books import Books


async def refuse_while_held(books: Books, ticket: int) -> None:
    """Raise `CommandRefused` while a reply awaits a decision on its words: it would be lost from sight."""
    if any(hint.held for hint in await books.wording_hints.open_of(ticket)):
        raise CommandRefused("held-reply-waits")
