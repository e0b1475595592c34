"""What managers keep, cached for every decision: FAQ, house style, promises."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from storage.books import Books
from storage.database import Database

_NEVER_READ = -1

Kept = TypeVar("Kept")
"""The result of one reading."""


@dataclass(slots=True)
class Shelf(ABC, Generic[Kept]):
    """One part of what managers keep, as last read."""

    database: Database
    _revision: int = field(default=_NEVER_READ, init=False)
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def refresh(self) -> bool:
        """Read it again if it changed, and return True if so. Safe to call from several places at once."""
        async with self._changing:
            async with self.database.reading() as books:
                revision = await self._revision_in(books)
                if revision == self._revision:
                    return False
                kept = await self._read(books)
            await self._take(kept)
            self._revision = revision
            return True

    @abstractmethod
    async def _revision_in(self, books: Books) -> int:
        """A number that grows with every change."""

    @abstractmethod
    async def _read(self, books: Books) -> Kept:
        """Read all of it, as it is now."""

    @abstractmethod
    async def _take(self, kept: Kept) -> None:
        """Use it for decisions from now on."""


@dataclass(slots=True)
class Followed:
    """All shelves behind a single query: most of the time nothing changed."""

    database: Database
    shelves: tuple[Shelf[Any], ...]
    _seen: Mapping[str, int] | None = None

    async def refresh(self) -> None:
        """Refresh the shelves if anything changed, in any process."""
        async with self.database.reading() as books:
            revisions = await books.revisions.all()
        if revisions == self._seen:
            return
        for shelf in self.shelves:
            await shelf.refresh()
        self._seen = revisions
