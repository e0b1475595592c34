"""PostgreSQL fails over: for a while the server at its address may only be read."""

from collections.abc import AsyncIterator, Iterator

import pytest

from storage.claims import Holder
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.postgres_holders import hold_postgres
from storage.wakeups import Wakeups
from tests.chaos.databases import FrailPostgres, frail_postgres
from tests.databases import PostgresServer
from tests.storage.samples import an_update, keep


@pytest.fixture
async def server() -> AsyncIterator[FrailPostgres]:
    async with frail_postgres() as server:
        yield server


async def test_a_standby_that_is_not_promoted_yet_is_an_outage(server: FrailPostgres) -> None:
    """To who writes, and to who begins to work: nothing may be taken for a bug because of it."""
    database = await Database.open(server.url)
    await server.fails_over()
    for _ in range(2):  # at first the connections of before are noticed to be gone
        with pytest.raises(StorageUnavailable):
            await keep(database, an_update(1))
    with pytest.raises(StorageUnavailable):
        async with database.hold():
            pytest.fail("nobody can work there")
    with pytest.raises(StorageUnavailable, match="LISTEN"):
        async with hold_postgres(database._connect_arguments(), Holder(1), Wakeups()):
            pytest.fail("nobody can work there")

    await server.promote()

    async with database.hold():
        assert await keep(database, an_update(1)) == 1
    await database.close()


@pytest.fixture
def read_only(postgres_server: PostgresServer, postgres_url: str) -> Iterator[str]:
    """Sessions that begin now may not write: so a full disk is dealt with, or a former primary."""
    postgres_server.run("ALTER DATABASE otboinik SET default_transaction_read_only = on")
    yield postgres_url
    postgres_server.run("ALTER DATABASE otboinik RESET default_transaction_read_only")


async def test_who_was_turned_away_asks_again_over_a_new_connection(
    read_only: str, postgres_server: PostgresServer
) -> None:
    """The old one would lead to the server of before, however long it is asked."""
    database = await Database.open(read_only)
    with pytest.raises(StorageUnavailable, match="read-only"):
        await keep(database, an_update(1))

    postgres_server.run("ALTER DATABASE otboinik RESET default_transaction_read_only")

    assert await keep(database, an_update(1)) == 1
    await database.close()
