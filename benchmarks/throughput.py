"""How many messages a second cross, with everything written down on the way, beside bare echo bots.

The bot runs as operators start it, on SQLite; an echo bot of each library runs as its documentation shows it.
One after the other they meet the same double of the Bot API, in a process of its own, without the messenger's
limits. Measured is the way from the update to the post in the ticket's topic (of an echo bot: to the echo),
both ledgers included, and the CPU time of the bot's process (from /proc: Linux). Bursts are read at once
(`BURST_SECONDS=0`).

    python benchmarks/throughput.py [--tickets 100] [--messages 1000] [--rate 20] [--library aiogram]
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.botapi.client import Client

PATIENCE_SECONDS = 300.0
ECHO_BOTS = {"aiogram": "benchmarks._echo_aiogram", "python-telegram-bot": "benchmarks._echo_ptb"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One phase: seconds from the first update to the last post, each message's own delay, CPU seconds."""

    title: str
    seconds: float
    cpu_seconds: float
    delays: Sequence[float]

    @property
    def per_second(self) -> float:
        return len(self.delays) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """A message."""
        return self.cpu_seconds / len(self.delays) * 1000

    def row(self) -> str:
        count = len(self.delays)
        median, late = statistics.median(self.delays), sorted(self.delays)[int(count * 0.99)]
        return (
            f"{self.title:<52} {count:>8} {self.per_second:>8.0f} {self.cpu_ms:>8.1f}"
            f" {median * 1000:>8.0f} {late * 1000:>8.0f}"
        )


@dataclass(frozen=True, slots=True)
class Bench:
    """Customers who write, a bot at work, and the chat where it posts (None: it answers each in private)."""

    tg: Client
    bot: Process
    name: str
    customers: list[int]
    group: int | None

    async def measure(self, title: str, text: str, count: int, rate: float = 0.0) -> Measured:
        """Send `count` texts; `{n}` in them tells which is which."""
        cpu_before = _cpu_seconds(self.bot)
        await self.tg.load(user_ids=self.customers, count=count, rate=rate, text=text)
        marks = [text.replace("{n}", str(n)) for n in range(count)]
        posted = await self._posted(marks)
        cpu_seconds = _cpu_seconds(self.bot) - cpu_before
        sent: dict[str, float] = {}
        for customer in self.customers:
            for message in await self.tg.messages(chat_id=customer, from_bot=False):
                sent[message["text"]] = message["ts"]
        delays = [posted[mark] - sent[mark] for mark in marks]
        seconds = max(posted.values()) - min(sent[mark] for mark in marks)
        return Measured(f"{self.name}: {title}", seconds, cpu_seconds, delays)

    async def _posted(self, marks: list[str]) -> dict[str, float]:
        """When each text was posted."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        wanted, start = set(marks), marks[0].split(" № ")[0]
        posted: dict[str, float] = {}
        where = {} if self.group is None else {"chat_id": self.group}
        while len(posted) < len(wanted):
            if time.monotonic() > deadline:
                sys.exit(f"{len(wanted) - len(posted)} of {len(wanted)} messages never arrived")
            await asyncio.sleep(1.0)
            for message in await self.tg.messages(**where, from_bot=True, contains=start):
                for line in message["text"].splitlines():
                    found = line[line.index(start) :].strip("«»“”") if start in line else ""
                    if found in wanted:
                        posted.setdefault(found, message["ts"])
        return posted


def _cpu_seconds(process: Process) -> float:
    """What the process has used up to now, all threads together."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def _double() -> AsyncIterator[Client]:
    command = ("-m", "tests.botapi", "--port", "0", "--control-port", "0")
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, "--set", "limits=false", "--set", "journal=light", stdout=PIPE
    )
    addresses = await process.stdout.readline() if process.stdout else b""
    try:
        async with Client(json.loads(addresses)["control"]) as tg:
            yield tg
    finally:
        await _end(process)


@asynccontextmanager
async def _echo_bot(tg: Client, library: str, customers: int) -> AsyncIterator[Bench]:
    bot = await tg.bot()
    settings = {"TELEGRAM_BOT_TOKEN": bot["token"], "TELEGRAM_API_URL": bot["base_url"]}
    async with _running(tg, settings, "-m", ECHO_BOTS[library]) as process:
        yield Bench(tg, process, f"bare {library}, echo", await _people(tg, customers), None)


@asynccontextmanager
async def _otboinik(tg: Client, library: str, customers: int, database_url: str) -> AsyncIterator[Bench]:
    bot = await tg.bot()
    group = await tg.forum("Support")
    settings = {
        "TELEGRAM_BOT_TOKEN": bot["token"],
        "TELEGRAM_API_URL": bot["base_url"],
        "TELEGRAM_LIBRARY": library,
        "TELEGRAM_LIMITS": "off",
        "STAFF_CHAT_ID": str(group),
        "DATABASE_URL": database_url,
        "BURST_SECONDS": "0",
        "WEB_CHAT": "off",
        "HTTP_LISTEN": "127.0.0.1:0",
        "SAMPLE_FAQ": "off",
    }
    async with _running(tg, settings, "-m", "bot", "run") as process:
        yield Bench(tg, process, f"Otboinik on {library}", await _people(tg, customers), group)


@asynccontextmanager
async def _running(tg: Client, settings: dict[str, str], *command: str) -> AsyncIterator[Process]:
    """The bot's process, from its first question for updates on: starting is not what is measured."""

    async def asked() -> bool:
        return bool((await tg.counters()).get("method.getUpdates"))

    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env={**os.environ, **settings}, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        await tg.until(asked, timeout=60)
        yield process
    finally:
        await _end(process)


async def _people(tg: Client, count: int) -> list[int]:
    return [(await tg.user(first_name=f"Customer {n}", language_code="en")).id for n in range(count)]


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
        await process.wait()


async def _compare(options: argparse.Namespace, folder: Path) -> None:
    async with _double() as tg:
        for library in options.library or ECHO_BOTS:
            await tg.reset(limits=False)
            async with _echo_bot(tg, library, options.tickets) as bench:
                bare = await _messages(bench, options)
            await tg.reset(limits=False)
            database_url = options.database_url or f"sqlite+aiosqlite:///{folder}/{library}.db"
            async with _otboinik(tg, library, options.tickets, database_url) as bench:
                opened = await bench.measure("new tickets", "broken thing № {n}", options.tickets)
                print(opened.row())
                ours = await _messages(bench, options)
            print(
                f"  of the bare library's own: {ours.per_second / bare.per_second:.2f} in messages a second,"
                f" {ours.cpu_ms / bare.cpu_ms:.1f} times the CPU time\n"
            )


async def _messages(bench: Bench, options: argparse.Namespace) -> Measured:
    """All at once (returned), then at a rate; of our bot, on tickets that are open."""
    at_once = await bench.measure("all at once", "one more detail № {n}", options.messages)
    print(at_once.row())
    title = f"{options.rate:g} a second"
    paced = await bench.measure(title, "and a remark № {n}", options.messages, options.rate)
    print(paced.row(), flush=True)
    return at_once


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tickets", type=int, default=100)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--library", choices=list(ECHO_BOTS), action="append", help="both, unless named")
    parser.add_argument("--database-url", default=None, help="an empty database; with one library alone")
    options = parser.parse_args()
    print(f"{'':<52} {'messages':>8} {'per s':>8} {'CPU ms':>8} {'p50 ms':>8} {'p99 ms':>8}")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_compare(options, Path(folder)))


if __name__ == "__main__":
    main()
