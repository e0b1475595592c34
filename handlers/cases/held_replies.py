"""Replies that wait for a decision about their words."""

from handlers.errors import NotNow
from storage.books import Books


async def refuse_while_held(books: Books, ticket: int) -> None:
    """Raises `NotNow` while a reply waits for a decision about its words: it would be lost out of sight."""
    if any(hint.held for hint in await books.wording_hints.open_of(ticket)):
        raise NotNow("held-reply-waits")
