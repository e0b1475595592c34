"""How many customers' messages a second reach their topics, with everything written down on the way.

The bot runs as operators start it, on SQLite, against a double of the Bot API in a process of its own,
without the messenger's limits: what is measured is the way from the update to the topic post being sent, both
ledgers included. Bursts are read at once (`BURST_SECONDS=0`).

    python benchmarks/throughput.py [--tickets 200] [--messages 2000] [--database-url URL]
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass

from tests.botapi.client import Client

PATIENCE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One phase: seconds from the first update to the last post, and each message's own delay."""

    title: str
    seconds: float
    delays: list[float]

    def row(self) -> str:
        count = len(self.delays)
        median, late = statistics.median(self.delays), sorted(self.delays)[int(count * 0.99)]
        return (
            f"{self.title:<34} {count:>8} {self.seconds:>8.1f} {count / self.seconds:>8.0f}"
            f" {median * 1000:>8.0f} {late * 1000:>8.0f}"
        )


class Bench:
    """A staff group with as many customers as there are tickets."""

    def __init__(self, tg: Client, group: int, customers: list[int]) -> None:
        self.tg, self.group, self.customers = tg, group, customers

    async def bot_listens(self) -> None:
        """Wait for the first question for updates: starting is not what is measured."""

        async def asked() -> bool:
            return bool((await self.tg.counters()).get("method.getUpdates"))

        await self.tg.until(asked, timeout=60)

    async def measure(self, title: str, text: str, count: int, rate: float = 0.0) -> Measured:
        """Send `count` texts; `{n}` in them tells which is which."""
        await self.tg.load(user_ids=self.customers, count=count, rate=rate, text=text)
        marks = [text.replace("{n}", str(n)) for n in range(count)]
        posted = await self._posted(marks)
        sent: dict[str, float] = {}
        for customer in self.customers:
            for message in await self.tg.messages(chat_id=customer, from_bot=False):
                sent[message["text"]] = message["ts"]
        delays = [posted[mark] - sent[mark] for mark in marks]
        return Measured(title, max(posted.values()) - min(sent[mark] for mark in marks), delays)

    async def _posted(self, marks: list[str]) -> dict[str, float]:
        """When each text was posted in the group."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        wanted, start = set(marks), marks[0].split(" № ")[0]
        posted: dict[str, float] = {}
        while len(posted) < len(wanted):
            if time.monotonic() > deadline:
                sys.exit(f"{len(wanted) - len(posted)} of {len(wanted)} messages never reached their topics")
            await asyncio.sleep(1.0)
            for message in await self.tg.messages(chat_id=self.group, from_bot=True, contains=start):
                for line in message["text"].splitlines():
                    found = line[line.index(start) :].strip("«»“”") if start in line else ""
                    if found in wanted:
                        posted.setdefault(found, message["ts"])
        return posted


async def _double() -> tuple[Process, str]:
    command = ("-m", "tests.botapi", "--port", "0", "--control-port", "0")
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, "--set", "limits=false", "--set", "journal=light", stdout=PIPE
    )
    addresses = await process.stdout.readline() if process.stdout else b""
    return process, json.loads(addresses)["control"]


async def _stage(tg: Client, tickets: int, database_url: str) -> tuple[Bench, dict[str, str]]:
    bot = await tg.bot()
    group = await tg.forum("Support")
    customers = [(await tg.user(first_name=f"Customer {n}", language_code="en")).id for n in range(tickets)]
    settings = {
        "TELEGRAM_BOT_TOKEN": bot["token"],
        "TELEGRAM_API_URL": bot["base_url"],
        "TELEGRAM_LIMITS": "off",
        "STAFF_CHAT_ID": str(group),
        "DATABASE_URL": database_url,
        "BURST_SECONDS": "0",
        "WEB_CHAT": "off",
        "HTTP_LISTEN": "127.0.0.1:0",
        "SAMPLE_FAQ": "off",
    }
    return Bench(tg, group, customers), settings


async def _run(options: argparse.Namespace, database_url: str) -> list[Measured]:
    double, control_url = await _double()
    async with Client(control_url) as tg:
        bench, settings = await _stage(tg, options.tickets, database_url)
        bot = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            env={**os.environ, **settings},
        )
        try:
            await bench.bot_listens()
            return [
                await bench.measure("new tickets (topic and card)", "broken thing № {n}", options.tickets),
                await bench.measure(
                    "on open tickets, all at once", "one more detail № {n}", options.messages
                ),
                await bench.measure(
                    f"on open tickets, {options.rate:g} a second",
                    "and a remark № {n}",
                    options.messages,
                    options.rate,
                ),
            ]
        finally:
            await _end(bot)
            await _end(double)


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
        await process.wait()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tickets", type=int, default=200)
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--rate", type=float, default=30.0)
    parser.add_argument("--database-url", default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database_url = options.database_url or f"sqlite+aiosqlite:///{folder}/bench.db"
        measured = asyncio.run(_run(options, database_url))
    print(f"{'':<34} {'messages':>8} {'seconds':>8} {'per s':>8} {'p50 ms':>8} {'p99 ms':>8}")
    for phase in measured:
        print(phase.row())


if __name__ == "__main__":
    main()
