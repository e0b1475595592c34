"""Open chats with live events on one process: their memory, and how soon a word is on the other side.

The bot runs as operators start it, without a token, on SQLite. So many visitors open the chat, each from an
address of their own, ask what no FAQ knows and listen; so many agents listen at the desk. Then visitors write
and agents reply at a steady rate. Measured is the way from the call to the event in the visitor's stream: of
the visitor's own words, and of an agent's reply (both ledgers included). Memory is that of the bot's process
(from /proc: Linux).

    python benchmarks/web_chats.py [--chats 200] [--agents 10] [--messages 600] [--replies 400] [--rate 10]
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout, CookieJar, TCPConnector

from bot.channels.web.desk.passwords import hash_password
from storage.database import Database
from storage.records.desk_roles import DeskRole
from storage.web.desk import DeskUser

PATIENCE_SECONDS = 120.0
PASSWORD = "only for this benchmark"  # noqa: S105 - opens nothing but a bot that ends with it
QUESTION = "Вчера в {n}-й раз пропали картинки в каталоге, помогите разобраться"


@dataclass(slots=True)
class Browser:
    """A browser without a screen, at its own address. `waits` are words that its stream has to bring."""

    site: str
    address: str
    session: ClientSession
    token: str = ""
    waits: dict[str, asyncio.Future[float]] = field(default_factory=dict)

    async def call(self, path: str, body: object) -> dict[str, Any]:
        headers = {"Origin": self.site, "X-CSRF-Token": self.token, "X-Forwarded-For": self.address}
        async with self.session.post(f"{self.site}{path}", json=body, headers=headers) as answer:
            told: dict[str, Any] = await answer.json()
            if answer.status != 200:  # noqa: PLR2004
                sys.exit(f"{path} answered {answer.status}: {told}")
            return told

    def expect(self, words: str) -> asyncio.Future[float]:
        """When a message with these words comes down."""
        self.waits[words] = asyncio.get_running_loop().create_future()
        return self.waits[words]

    async def listen(self, path: str) -> None:
        """Read the stream until cancelled."""
        endless = ClientTimeout(total=None)
        headers = {"X-Forwarded-For": self.address}
        async with self.session.get(f"{self.site}{path}", headers=headers, timeout=endless) as stream:
            async for line in stream.content:
                if line.startswith(b"data: ["):
                    self._heard(json.loads(line.removeprefix(b"data: ")), time.monotonic())

    def _heard(self, messages: list[dict[str, Any]], at: float) -> None:
        for message in messages:
            for words in [words for words in self.waits if words in message["text"]]:
                self.waits.pop(words).set_result(at)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody who has a page open."""

    visitors: Sequence[Browser]
    agents: Sequence[Browser]
    tickets: Sequence[int]

    async def writes(self, number: int) -> float:
        """A visitor writes; the seconds until it stands in their chat."""
        visitor = self.visitors[number % len(self.visitors)]
        text = f"уточнение {number:05}."
        body = {"id": f"message-{number:06}", "text": text}
        return await _timed(visitor.expect(text), visitor.call("/chat/api/messages", body))

    async def replies(self, number: int) -> float:
        """An agent replies; the seconds until it stands in the visitor's chat."""
        place = number % len(self.visitors)
        visitor, agent = self.visitors[place], self.agents[number % len(self.agents)]
        text = f"ответ {number:05}."
        body = {"id": f"reply-{number:06}", "text": text}
        path = f"/desk/api/tickets/{self.tickets[place]}/messages"
        return await _timed(visitor.expect(text), agent.call(path, body))


async def _timed(arrival: asyncio.Future[float], call: Awaitable[object]) -> float:
    began = time.monotonic()
    await call
    return await asyncio.wait_for(arrival, PATIENCE_SECONDS) - began


async def at_a_rate(act: Callable[[int], Coroutine[Any, Any, float]], count: int, rate: float) -> list[float]:
    """`act(0)`, `act(1)` … begun at a steady rate, whatever the earlier ones take; their delays."""
    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        running: list[asyncio.Task[float]] = []
        for number in range(count):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            running.append(group.create_task(act(number)))
    return [task.result() for task in running]


@asynccontextmanager
async def a_bot(folder: Path, agents: int) -> AsyncIterator[tuple[Process, str]]:
    """The bot with so many agents at its desk; gives its process and its address."""
    url = f"sqlite+aiosqlite:///{folder}/otboinik.db"
    database = await Database.open(url)
    hashed = hash_password(PASSWORD)
    async with database.books() as books:
        for n in range(agents):
            user = DeskUser(
                id=f"agent{n}",
                name=f"Агент {n}",
                role=DeskRole.AGENT,
                password=hashed,
                created_at=datetime.now(UTC),
            )
            await books.desk_users.save(user)
        await books.commit()
    await database.close()
    settings = {
        "DATABASE_URL": url,
        "HTTP_LISTEN": "127.0.0.1:0",
        "TRUSTED_PROXIES": "127.0.0.1",
        "UPLOADS_DIR": str(folder / "uploads"),
        "SAMPLE_FAQ": "off",
        "BURST_SECONDS": "0",
        "WORKING_HOURS": "24x7",
        "PATH": os.environ["PATH"],
    }
    command = (sys.executable, "-m", "bot", "run")
    root = Path(__file__).parents[1]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=root, env=settings, stdout=PIPE, stderr=DEVNULL
    )
    try:
        yield process, await _printed_address(process)
    finally:
        process.terminate()
        await process.wait()


async def _printed_address(process: Process) -> str:
    async with asyncio.timeout(60):
        while process.stdout and (line := await process.stdout.readline()):
            if found := re.search(r"Chat  (http://[^/]+)", line.decode()):
                return found[1]
    sys.exit("the bot ended before it was up")


@asynccontextmanager
async def pages(site: str, chats: int, agents: int) -> AsyncIterator[Crowd]:
    """Everybody has a page open and listens; each visitor has a ticket."""
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:

        async def browser(number: int) -> Browser:
            session = ClientSession(cookie_jar=CookieJar(unsafe=True), connector=TCPConnector(limit=0))
            await stack.enter_async_context(session)
            return Browser(site, f"10.{number // 62500}.{number // 250 % 250}.{number % 250}", session)

        staff = [await browser(60_000 + n) for n in range(agents)]
        for n, agent in enumerate(staff):
            told = await agent.call("/desk/api/session", {"name": f"Агент {n}", "password": PASSWORD})
            agent.token = told["token"]
        visitors = [await browser(n) for n in range(chats)]
        listening = [group.create_task(agent.listen("/desk/api/events")) for agent in staff]
        tickets = []
        for n, visitor in enumerate(visitors):
            visitor.token = (await visitor.call("/chat/api/session", {"language": "ru"}))["token"]
            listening.append(group.create_task(visitor.listen("/chat/api/events")))
            question = {"id": f"question-{n:04}", "text": QUESTION.format(n=n)}
            await _timed(visitor.expect(f"№ {n + 1})"), visitor.call("/chat/api/messages", question))
            tickets.append(n + 1)
        yield Crowd(visitors, staff, tickets)
        for task in listening:
            task.cancel()


def memory_mb(process: Process, name: str = "VmRSS") -> float:
    """What the process holds now; `VmHWM`: what it held at most."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(re.findall(rf"{name}:\s+(\d+) kB", status)[0]) / 1024


def row(title: str, delays: Sequence[float]) -> str:
    """Median and 99th percentile, in milliseconds."""
    late = sorted(delays)[int(len(delays) * 0.99)]
    return f"{title:<42} {len(delays):>6} {statistics.median(delays) * 1000:>8.0f} {late * 1000:>8.0f}"


async def main() -> None:
    """Run it and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name, default in (("chats", 200), ("agents", 10), ("messages", 600), ("replies", 400)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--rate", type=float, default=10.0, help="a second; agents may reply once a second")
    options = parser.parse_args()
    busy_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        async with a_bot(Path(folder), options.agents) as (process, site):
            idle = memory_mb(process)
            async with pages(site, options.chats, options.agents) as crowd:
                opened = memory_mb(process)
                written = await at_a_rate(crowd.writes, options.messages, options.rate)
                replied = await at_a_rate(crowd.replies, options.replies, options.rate)
                used = memory_mb(process)
            peak = memory_mb(process, "VmHWM")
    print(f"{options.chats} chats and {options.agents} desks open, {options.rate:g} a second")
    print(f"{'':<42} {'count':>6} {'p50 ms':>8} {'p99 ms':>8}")
    print(row("a visitor's message → their own stream", written))
    print(row("an agent's reply → the visitor's stream", replied))
    print(f"memory, MB: {idle:.0f} before, {opened:.0f} with all open, {used:.0f} after, {peak:.0f} at most")
    print(f"load average: {busy_before:.1f} before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} cores")


if __name__ == "__main__":
    asyncio.run(main())
