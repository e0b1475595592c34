"""`/health`, `/metrics` and what they look at, over real HTTP: a whole bot, and a database that is away."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientConnectorError, ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot.app import running
from bot.channels.web.callers import Site
from bot.channels.web.server import Part, build_web
from bot.health import Health, Troubles
from bot.ledger_watch import LedgerWatch
from bot.metrics import Metrics, is_from_inside
from bot.setting_faults import SettingsError
from bot.setting_values import ListenAddress
from bot.settings import load_settings
from bot.supervision import Supervisor
from bot.workers.meters import Meters
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.ledgers.backlog import Backlog
from storage.records.letters import LetterState
from storage.records.updates import Patience, RawUpdate
from tests.bot.ports import free_port, listening
from tests.bot.workers.stage import ANNA, BORIS, NOON, StillClock, letter_to
from tests.chaos.databases import locked
from tests.journeys.desk import Desk

LOOPBACK = ListenAddress("127.0.0.1", 0)


async def get(url: str, **headers: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.text()


async def health(address: str) -> tuple[int, dict[str, Any]]:
    status, text = await get(f"{address}/health")
    return status, json.loads(text)


async def metrics(address: str) -> dict[str, float]:
    """What `/metrics` says, by name; labels follow it in the order of their names."""
    status, text = await get(f"{address}/metrics")
    assert status == HTTPStatus.OK
    return {
        " ".join((sample.name, *(sample.labels[label] for label in sorted(sample.labels)))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


class Observed:
    """An HTTP server of operators' parts alone."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = StillClock()
        self.troubles: Troubles = {"delivery": None}
        self.stopwatch = 0.0
        self.crashed = asyncio.Event()
        self.supervisor = Supervisor(self.crashed.set)
        self.meters = Meters()

    @asynccontextmanager
    async def served(self, *, patience: float = 2.0) -> AsyncIterator[str]:
        ledgers = LedgerWatch(
            self.database,
            self.clock,
            self.supervisor,
            patience_seconds=patience,
            stopwatch=lambda: self.stopwatch,
        )
        parts: list[Part] = [
            Health(ledgers, lambda: self.troubles),
            Metrics(ledgers, self.meters, lambda: self.troubles),
        ]
        async with listening(build_web(Site(), parts), LOOPBACK) as address:
            yield address
        await self.supervisor.stop()
        self.supervisor.raise_crash()


@pytest.fixture
def observed(database: Database) -> Observed:
    return Observed(database)


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Take the database away."""

    def take_away() -> None:
        def refuse(_database: Database) -> None:
            raise StorageUnavailable("the disk is full")

        monkeypatch.setattr(Database, "reading", refuse)

    return take_away


class TestHealth:
    async def test_of_what_works_is_200(self, observed: Observed) -> None:
        async with observed.served() as address:
            assert await health(address) == (
                HTTPStatus.OK,
                {"status": "up", "parts": {"database": {"state": "up"}, "delivery": {"state": "up"}}},
            )

    async def test_of_a_part_that_does_not_is_503_with_the_reason(self, observed: Observed) -> None:
        observed.troubles = {"delivery": "is stuck"}
        async with observed.served() as address:
            status, told = await health(address)

        assert status == HTTPStatus.SERVICE_UNAVAILABLE
        assert told["status"] == "down"
        assert told["parts"]["delivery"] == {"state": "down", "reason": "is stuck"}

    async def test_without_the_database_is_503(self, observed: Observed, away: Callable[[], None]) -> None:
        away()
        async with observed.served() as address:
            status, told = await health(address)

        assert status == HTTPStatus.SERVICE_UNAVAILABLE
        assert told["parts"]["database"] == {"state": "down", "reason": "does not answer"}

    async def test_that_meets_a_bug_is_503_and_ends_nothing(
        self, observed: Observed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(_backlog: Backlog) -> None:
            raise ValueError("words")

        monkeypatch.setattr(Backlog, "of_inbox", fail)
        async with observed.served() as address:
            status, _ = await health(address)

        assert status == HTTPStatus.SERVICE_UNAVAILABLE

    async def test_waits_for_no_database_that_hangs(self, sqlite_url: str) -> None:
        """SQLite has one writer: while somebody works in it for long, nobody else gets an answer."""
        database = await Database.open(sqlite_url)
        try:
            async with Observed(database).served(patience=0.1) as address, database.books():
                status, _ = await health(address)
        finally:
            await database.close()

        assert status == HTTPStatus.SERVICE_UNAVAILABLE

    async def test_looks_at_the_database_once_a_second_at_most(
        self, observed: Observed, away: Callable[[], None]
    ) -> None:
        async with observed.served() as address:
            assert (await health(address))[0] == HTTPStatus.OK
            away()
            observed.stopwatch += 0.9
            assert (await health(address))[0] == HTTPStatus.OK
            observed.stopwatch += 0.2
            assert (await health(address))[0] == HTTPStatus.SERVICE_UNAVAILABLE


class TestMetrics:
    async def test_tell_the_depth_and_the_age_of_both_ledgers(self, observed: Observed) -> None:
        update = RawUpdate("telegram:7", 1, "telegram:42", Patience.NONE, None, {})
        async with observed.database.books() as books:
            await books.inbox.keep([update], NOON)
            await books.outbox.post([letter_to(ANNA, "one"), letter_to(BORIS, "two")], now=NOON)
            await books.commit()
        observed.clock.advance(90)

        async with observed.served() as address:
            told = await metrics(address)

        assert told["otboinik_database_up"] == 1
        assert (told["otboinik_inbox_depth"], told["otboinik_inbox_oldest_seconds"]) == (1, 90)
        assert (told["otboinik_outbox_depth"], told["otboinik_outbox_oldest_seconds"]) == (2, 90)
        assert told["otboinik_outbox_in_doubt"] == 0
        assert told["otboinik_inbox_set_aside"] == 0

    async def test_tell_of_dead_letters(self, database: Database, observed: Observed) -> None:
        async with database.hold() as holder, database.books() as books:
            await books.outbox.post([letter_to(ANNA, "one"), letter_to(BORIS, "two")], now=NOON)
            claimed_letters = await books.outbox.claim(holder, NOON, limit=2)
            for claimed, state in zip(
                claimed_letters, (LetterState.PARKED, LetterState.REFUSED), strict=True
            ):
                await books.outbox.ended(claimed.posted, state, reason="blocked", now=NOON, holder=holder)
            await books.commit()

        async with observed.served() as address:
            told = await metrics(address)

        assert told["otboinik_dead_letters parked"] == 1
        assert told["otboinik_dead_letters refused"] == 1

    async def test_go_on_counting_without_the_database(
        self, observed: Observed, away: Callable[[], None]
    ) -> None:
        observed.meters.handler_error("intake")
        away()
        async with observed.served() as address:
            told = await metrics(address)

        assert told["otboinik_database_up"] == 0
        assert "otboinik_inbox_depth" not in told
        assert told["otboinik_handler_errors_total intake"] == 1

    async def test_tell_of_each_part_what_health_tells(self, observed: Observed) -> None:
        observed.troubles = {"receiving": "cannot ask for updates", "delivery": None}
        async with observed.served() as address:
            told = await metrics(address)

        assert (told["otboinik_part_up receiving"], told["otboinik_part_up delivery"]) == (0, 1)

    async def test_are_not_for_strangers_behind_a_proxy(self, observed: Observed) -> None:
        async with observed.served() as address:
            status, text = await get(f"{address}/metrics", **{"X-Forwarded-For": "203.0.113.5"})

        assert status == HTTPStatus.FORBIDDEN
        assert "otboinik" not in text


class TestWhoIsInside:
    @pytest.mark.parametrize(
        ("peer", "caller", "headers", "inside"),
        [
            ("127.0.0.1", "127.0.0.1", {}, True),
            ("::1", "::1", {}, True),
            ("172.18.0.3", "172.18.0.3", {}, True),
            ("::ffff:10.0.0.3", "::ffff:10.0.0.3", {}, True),
            ("8.8.8.8", "8.8.8.8", {}, False),
            ("::ffff:8.8.8.8", "::ffff:8.8.8.8", {}, False),
            ("127.0.0.1", "127.0.0.1", {"X-Forwarded-For": "10.0.0.5"}, False),
            ("127.0.0.1", "127.0.0.1", {"Forwarded": "for=10.0.0.5"}, False),
            ("127.0.0.1", "10.0.0.5", {"X-Forwarded-For": "10.0.0.5"}, True),
            ("127.0.0.1", "8.8.8.8", {"X-Forwarded-For": "8.8.8.8"}, False),
            ("127.0.0.1", "nonsense", {"X-Forwarded-For": "nonsense"}, False),
            ("", "", {}, False),
        ],
    )
    def test_is_told_by_the_address(
        self, peer: str, caller: str, headers: dict[str, str], *, inside: bool
    ) -> None:
        """A proxy that is not trusted speaks for nobody knows whom."""
        assert is_from_inside(peer, caller, headers) is inside


class TestAWholeBot:
    @pytest.fixture
    async def desk(self, sqlite_url: str) -> AsyncIterator[Desk]:
        async with Desk.stands(sqlite_url) as desk:
            desk.settings["HTTP_LISTEN"] = f"127.0.0.1:{free_port()}"
            yield desk

    async def is_well(self, desk: Desk, *, well: bool = True) -> dict[str, Any]:
        """Wait until the health is so; what it says."""
        address = f"http://{desk.settings['HTTP_LISTEN']}"
        async with asyncio.timeout(20):
            while (told := await health(address))[0] != (200 if well else 503):
                await asyncio.sleep(0.05)
        return told[1]

    async def answers(self, address: str) -> tuple[int, dict[str, Any]]:
        """Wait until somebody listens; what the health is then."""
        async with asyncio.timeout(20):
            while True:
                with suppress(ClientConnectorError):
                    return await health(address)
                await asyncio.sleep(0.01)

    @pytest.mark.parametrize("web_chat", ["on", "off"])
    async def test_tells_of_all_its_parts_with_or_without_the_web_chat(
        self, desk: Desk, web_chat: str, tmp_path: Path
    ) -> None:
        desk.settings |= {"WEB_CHAT": web_chat, "UPLOADS_DIR": str(tmp_path / "uploads")}
        await desk.opens()

        told = await self.is_well(desk)

        assert set(told["parts"]) == {"database", "receiving", "intake", "delivery", "ticker"}

    async def test_is_told_from_the_beginning_of_a_start(self, desk: Desk) -> None:
        """Somebody else writes to the database: nobody can work yet."""
        address = f"http://{desk.settings['HTTP_LISTEN']}"
        file = Path(desk.settings["DATABASE_URL"].removeprefix("sqlite+aiosqlite:///"))
        async with asyncio.TaskGroup() as tasks, locked(file):
            tasks.create_task(desk.opens())
            told = await self.answers(address)
            put_off = await get(f"{address}/chat")

        assert told == (503, {"status": "starting", "parts": {}})
        assert put_off == (503, '{"error": "unavailable"}')

    async def test_is_told_to_who_asks_over_one_connection(self, desk: Desk) -> None:
        """It was made during the start, and must not lead there for ever."""
        url = f"http://{desk.settings['HTTP_LISTEN']}/health"
        file = Path(desk.settings["DATABASE_URL"].removeprefix("sqlite+aiosqlite:///"))
        async with asyncio.timeout(20), ClientSession() as session:
            async with asyncio.TaskGroup() as tasks, locked(file):
                tasks.create_task(desk.opens())
                await self.answers(f"http://{desk.settings['HTTP_LISTEN']}")
                async with session.get(url) as starting:
                    assert starting.status == 503
            while True:
                async with session.get(url) as answer:
                    if answer.status == 200:
                        return
                await asyncio.sleep(0.05)

    async def test_is_down_while_telegram_is_away(self, desk: Desk) -> None:
        await desk.opens()
        await self.is_well(desk)

        outage = await desk.tg.fault("error", status=502)
        await desk.tg.drop_connections()

        told = await self.is_well(desk, well=False)
        assert told["parts"]["receiving"] == {"state": "down", "reason": "cannot ask for updates"}
        await desk.tg.clear_faults(id=outage)
        await self.is_well(desk)

    async def test_counts_what_it_does(self, desk: Desk) -> None:
        await desk.opens()
        await desk.opened_ticket("Сайт открывается через раз")
        await desk.settles()

        told = await metrics(f"http://{desk.settings['HTTP_LISTEN']}")

        assert told["otboinik_sends_total delivered"] >= 3
        assert told["otboinik_acknowledgement_seconds_count"] == 1
        assert told["otboinik_outbox_depth"] == 0
        assert not any("Анна" in name or str(desk.group) in name for name in told)

    async def test_says_when_its_address_is_taken(self, desk: Desk) -> None:
        """Before anything is received or sent."""
        host, port = "127.0.0.1", int(desk.settings["HTTP_LISTEN"].rpartition(":")[2])
        taken = await asyncio.start_server(lambda _reader, _writer: None, host, port)
        async with taken:
            with pytest.raises(SettingsError, match="HTTP_LISTEN"):
                async with running(load_settings(env_file=None, environ=desk.settings)):
                    pass

        assert (await desk.tg.counters()).get("method.getMe", 0) == 0
