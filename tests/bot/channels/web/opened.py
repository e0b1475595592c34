"""Chat and desk of a whole bot, and the browsers that come to them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import running
from bot.channels.web.desk.passwords import hash_password
from bot.lifecycle import App
from bot.settings import load_settings
from handlers.clock import Clock, utc_now
from storage.database import Database
from storage.records.desk_roles import DeskRole
from storage.web.desk import DeskUser
from tests.bot.channels.web.browser import Browser
from tests.bot.channels.web.desk_browser import DeskBrowser

PASSWORD = "correct horse battery"
QUESTION = "У меня не открывается сайт, пишет <script>alert(1)</script>"


async def hire(url: str, user_id: str, name: str, role: DeskRole) -> None:
    """One more person who may enter the desk, by `PASSWORD`."""
    database = await Database.open(url)
    user = DeskUser(id=user_id, name=name, role=role, password=hash_password(PASSWORD), created_at=utc_now())
    async with database.books() as books:
        await books.desk_users.save(user)
        await books.commit()
    await database.close()


async def hire_people(url: str) -> None:
    """Олег is an agent, Мария a manager."""
    await hire(url, "oleg", "Олег Агентов", DeskRole.AGENT)
    await hire(url, "maria", "Мария Главная", DeskRole.MANAGER)


@asynccontextmanager
async def a_bot(
    url: str, folder: Path, changed: Mapping[str, str] | None = None, clock: Clock = utc_now
) -> AsyncIterator[Opened]:
    """The whole bot with these people, by default without any messenger."""
    await hire_people(url)
    environ = {
        "DATABASE_URL": url,
        "HTTP_LISTEN": "127.0.0.1:0",
        "UPLOADS_DIR": str(folder / "uploads"),
        "SAMPLE_FAQ": "off",
        "BURST_SECONDS": "0",
        "WORKING_HOURS": "24x7",
    }
    settings = load_settings(env_file=None, environ=environ | dict(changed or {}))
    async with AsyncExitStack() as stack, running(settings, clock=clock) as app:
        yield Opened(app, stack)
        await stack.aclose()


class Opened:
    """Browsers that the test opens."""

    def __init__(self, app: App, stack: AsyncExitStack) -> None:
        assert app.address is not None
        self.app, self.address, self._stack = app, app.address, stack

    @property
    def link(self) -> str:
        assert self.app.desk_link is not None
        return self.app.desk_link

    async def desk(self, name: str | None = None) -> DeskBrowser:
        """A browser at the desk; of somebody who has signed in, if named."""
        browser = await self._stack.enter_async_context(DeskBrowser.at(self.address))
        if name is not None:
            assert (await browser.signs_in(name, PASSWORD)).status == 200
        return browser

    async def customer(self, name: str = "Анна") -> Browser:
        browser = await self._stack.enter_async_context(Browser.at(self.address))
        await browser.enter()
        await browser.post("name", {"name": name})
        return browser

    async def ticket(self, agent: DeskBrowser, text: str = QUESTION) -> tuple[Browser, int]:
        """A customer with a ticket, which the agent sees."""
        anna = await self.customer()
        await anna.writes(text)
        inbox = await agent.sees("inbox?list=unassigned", lambda told: bool(told["tickets"]))
        return anna, inbox["tickets"][0]["number"]


async def standing(customer: Browser, words: str) -> dict[str, Any]:
    """The message with these words, once it stands in the customer's chat."""
    async with customer.listening() as stream:
        while True:
            _, _, messages = await stream.next("messages")
            for message in messages:
                if words in message["text"]:
                    found: dict[str, Any] = message
                    return found
