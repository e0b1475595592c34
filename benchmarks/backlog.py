"""How fast a backlog of letters to many chats leaves under Telegram's real limits, and if it meets a 429.

The bot runs as operators start it, with its default pacing, on SQLite, against a double of the Bot API that
counts as Telegram does: 30 calls a second in all, 1 a second in a private chat. The letters wait in the
outbox when the bot starts, as after an outage.

    python benchmarks/backlog.py [--letters 1000] [--chats 300] [--library aiogram]
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp

from handlers.clock import utc_now
from storage.database import Database
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText
from storage.records.letters import Destination, Letter
from tests.botapi.client import Client
from tests.botapi.server import Server

PATIENCE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Measured:
    """How long it took from the first letter's arrival to the last one's."""

    letters: int
    chats: int
    seconds: float
    floods: int

    def __str__(self) -> str:
        return (
            f"{self.letters} letters to {self.chats} chats in {self.seconds:.1f} s:"
            f" {self.letters / self.seconds:.1f} a second, {self.floods} answers of 429"
        )


async def _measure(letters: int, chats: int, library: str, database_url: str) -> Measured:
    async with AsyncExitStack() as stack:
        server = await Server().start()
        stack.push_async_callback(server.stop)
        tg = await stack.enter_async_context(Client(server.control_url))
        bot = await tg.bot()
        customers = await _customers_who_wrote_once(tg, server, bot["token"], chats)
        await _fill_outbox(database_url, [f"telegram:{customers[n % chats]}" for n in range(letters)])
        group = await tg.forum()
        settings = {
            "STAFF_CHAT_ID": str(group),
            "TELEGRAM_BOT_TOKEN": bot["token"],
            "TELEGRAM_API_URL": server.base_url,
            "TELEGRAM_LIBRARY": library,
            "DATABASE_URL": database_url,
            "WEB_CHAT": "off",
            "HTTP_LISTEN": "127.0.0.1:0",
            "SAMPLE_FAQ": "off",
        }
        async with _running(settings):
            arrived = await tg.wait(letters, PATIENCE_SECONDS, from_bot=True)
            moments = [message["ts"] for message in arrived]
        floods = (await tg.counters()).get("flood_429", 0)
        return Measured(letters, chats, max(moments) - min(moments), floods)


async def _customers_who_wrote_once(tg: Client, server: Server, token: str, count: int) -> list[int]:
    """A bot may write only to people who wrote first. Their messages are confirmed: nobody has to answer."""
    customers = [await tg.user(first_name=f"Customer {number}") for number in range(count)]
    for customer in customers:
        await customer.send("/start")
    last = max(update["update_id"] for update in (await tg.updates())["updates"])
    url = f"{server.base_url}/bot{token}/getUpdates"
    async with aiohttp.ClientSession() as session:
        await (await session.get(url, params={"offset": last + 1})).read()
    return [customer.id for customer in customers]


async def _fill_outbox(database_url: str, chats: list[str]) -> None:
    database = await Database.open(database_url, upgrade=True)
    letters = [
        Letter(
            to=Destination(chat),
            action=SendContent(Content(FormattedText(f"news № {number}"))),
            language="en",
        )
        for number, chat in enumerate(chats)
    ]
    async with database.books() as books:
        await books.outbox.post(letters, now=utc_now())
        await books.commit()
    await database.close()


@asynccontextmanager
async def _running(settings: dict[str, str]) -> AsyncIterator[None]:
    """The bot as a process of its own."""
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**os.environ, **settings}, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield
    finally:
        bot.terminate()
        await bot.wait()


def main() -> None:
    """Print the figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--chats", type=int, default=300)
    parser.add_argument("--library", choices=["aiogram", "python-telegram-bot"], default="aiogram")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database_url = f"sqlite+aiosqlite:///{folder}/bench.db"
        print(asyncio.run(_measure(options.letters, options.chats, options.library, database_url)))


if __name__ == "__main__":
    main()
