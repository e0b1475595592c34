"""Replies held for a decision about their words."""

from handlers.errors import NotNow
from storage.books import Books


async def refuse_while_held(books: Books, ticket: int) -> None:
    """Raise `NotNow` while a reply is held for a decision about its words: it would be lost from sight."""
    if any(hint.held for hint in await books.wording_hints.open_of(ticket)):
        raise NotNow("held-reply-waits")
