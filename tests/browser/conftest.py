"""Real browsers at a real desk.

One Chromium serves all tests of a pytest process, since its start costs as much as a short test: each opens
contexts of its own in it. What drives it belongs to one event loop, so these tests share theirs.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.desk_process import DeskProcess
from tests.browser.support import Support
from tests.browser.visitor import Visitor

OpenBrowser = Callable[..., Awaitable[Visitor]]

# Spent in vain only when a test fails; Playwright's five seconds are too few for a busy machine.
expect.set_options(timeout=20_000)

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of this folder share an event loop."""
    for item in items:
        if item.path.is_relative_to(_HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def started_chromium() -> AsyncIterator[Browser]:
    path = find_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def chromium(started_chromium: Browser) -> AsyncIterator[Browser]:
    """A browser in which nothing is open yet; whatever a test opened in it is closed behind it."""
    await _close_all(started_chromium)  # an error while closing leaves contexts open: that test alone fails
    yield started_chromium
    await _close_all(started_chromium)


async def _close_all(browser: Browser) -> None:
    for context in browser.contexts:
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def support(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Support]:
    """The desk of a hosting provider, with one FAQ entry that it is sure of."""
    support = Support(sqlite_url, tmp_path)
    await support.opens()
    await support.knows("Как получить доступ к FTP?", "Откройте личный кабинет → «Доступы».")
    yield support
    await support.closes()


@pytest_asyncio.fixture(loop_scope="session")
async def visits(chromium: Browser, support: Support) -> AsyncIterator[OpenBrowser]:
    """Opens the chat in a browser of its own; `faults` of its pages fail the test."""
    visitors: list[Visitor] = []

    async def visit(path: str = "/chat", **options: Any) -> Visitor:
        context = await chromium.new_context(**{"locale": "ru-RU", "timezone_id": "Europe/Moscow"} | options)
        visitor = Visitor(context, support.address + path)
        visitors.append(visitor)
        await visitor.opens_a_tab()
        return visitor

    yield visit
    assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest_asyncio.fixture(loop_scope="session")
async def anna(visits: OpenBrowser) -> Visitor:
    """A customer who has the chat open."""
    return await visits()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sqlite_url: str, tmp_path: Path) -> AsyncIterator[DeskProcess]:
    """The bot as a newcomer starts it."""
    process = DeskProcess(sqlite_url, tmp_path)
    try:
        await process.starts()
        yield process
    finally:
        await process.is_killed()
