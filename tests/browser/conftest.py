"""Real browsers at a real desk."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.desk_process import DeskProcess
from tests.browser.support import Support
from tests.browser.visitor import Visitor

OpenBrowser = Callable[..., Awaitable[Visitor]]


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    path = find_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        await browser.close()


@pytest.fixture
async def support(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Support]:
    """The desk of a hosting provider, with one FAQ entry that it is sure of."""
    support = Support(sqlite_url, tmp_path)
    await support.opens()
    await support.knows("Как получить доступ к FTP?", "Откройте личный кабинет → «Доступы».")
    yield support
    await support.closes()


@pytest.fixture
async def visits(chromium: Browser, support: Support) -> AsyncIterator[OpenBrowser]:
    """Opens the chat in a browser of its own; `faults` of its pages fail the test."""
    async with AsyncExitStack() as stack:
        visitors: list[Visitor] = []

        async def visit(path: str = "/chat", **options: Any) -> Visitor:
            context = await chromium.new_context(
                **{"locale": "ru-RU", "timezone_id": "Europe/Moscow"} | options
            )
            stack.push_async_callback(context.close)
            visitor = Visitor(context, support.address + path)
            visitors.append(visitor)
            await visitor.opens_a_tab()
            return visitor

        yield visit
        assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest.fixture
async def anna(visits: OpenBrowser) -> Visitor:
    """A customer who has the chat open."""
    return await visits()


@pytest.fixture
async def bot(sqlite_url: str, tmp_path: Path) -> AsyncIterator[DeskProcess]:
    """The bot as a newcomer starts it."""
    process = DeskProcess(sqlite_url, tmp_path)
    await process.starts()
    yield process
    await process.is_killed()
