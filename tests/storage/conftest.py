"""What the tests of storage share."""

from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from storage.claims import Holder
from storage.database import Database
from storage.ledgers import outbox_heads

LooksSee = Callable[[int, int], None]


@pytest.fixture
async def holder(database: Database) -> AsyncIterator[Holder]:
    """This process, alive."""
    async with database.hold() as holder:
        yield holder


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Database]:
    """A database for what only PostgreSQL can show: transactions that meet at the same rows."""
    opened = await Database.open(postgres_url)
    yield opened
    await opened.close()


@pytest.fixture
def looks_see(monkeypatch: pytest.MonkeyPatch) -> Iterator[LooksSee]:
    """Set how many letters the first look at the outbox sees, and how many lanes the second one."""

    def forget_queries() -> None:
        outbox_heads._among_near_letters.cache_clear()
        outbox_heads._among_near_lanes.cache_clear()

    def see(letters: int, lanes: int) -> None:
        monkeypatch.setattr(outbox_heads, "NEAR_LETTERS", letters)
        monkeypatch.setattr(outbox_heads, "NEAR_LANES", lanes)
        forget_queries()

    yield see
    forget_queries()
