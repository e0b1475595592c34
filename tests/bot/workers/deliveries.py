"""What tests of the delivery do: let it go round, post through it, cut off its database, replace its dead."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.workers.delivery import Delivery
from storage.books import Books
from storage.claims import Holder
from storage.errors import StorageUnavailable
from storage.letters import Letter
from tests.bot.workers.stage import Stage


async def delivers(delivery: Delivery, rounds: int = 1) -> None:
    """Some rounds, each with its sends, and one to write the last outcomes down."""
    for _ in range(rounds):
        await delivery.round()
        await delivery.idle()
    await delivery.round()
    await delivery.idle()


@contextmanager
def database_away(monkeypatch: pytest.MonkeyPatch, *, after_commit: bool = False) -> Iterator[None]:
    """Commits fail; `after_commit`: only their confirmation is lost."""
    commit = Books.commit

    async def cut_off(books: Books, **options: Callable[[], None]) -> None:
        if after_commit:
            await commit(books, **options)
        raise StorageUnavailable("the connection was lost")

    with monkeypatch.context() as patch:
        patch.setattr(Books, "commit", cut_off)
        yield


async def decides(stage: Stage, delivery: Delivery, *letters: Letter) -> None:
    """What a use case posted is committed, and whatever left at once is on its way."""
    async with stage.database.books() as books:
        await books.outbox.post(letters, now=stage.clock())
        await delivery.commit(books)


async def was_being_sent_by_the_dead(stage: Stage) -> None:
    """Another process took the letters in hand and died; this one took over."""
    dead = Holder(0)
    async with stage.database.books() as books:
        await books.outbox.claim(dead, stage.clock(), limit=10)
        await books.commit()
    async with stage.database.books() as books:
        await books.void_dead_claims(stage.place.holder)
        await books.commit()
