"""What managers keep, within reach of every decision: FAQ, house style, promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from storage.database import Database


class Shelf(Protocol):
    """One of them, as it was when it was read last."""

    async def refresh(self) -> bool:
        """Read it again if it changed; says whether it did."""
        ...


@dataclass(slots=True)
class Followed:
    """All shelves, behind one question for all of them: most of the time nothing changed."""

    database: Database
    shelves: tuple[Shelf, ...]
    _seen: Mapping[str, int] | None = None

    async def refresh(self) -> None:
        """Follow what changed, in whichever process."""
        async with self.database.reading() as books:
            revisions = await books.revisions.all()
        if revisions == self._seen:
            return
        for shelf in self.shelves:
            await shelf.refresh()
        self._seen = revisions
