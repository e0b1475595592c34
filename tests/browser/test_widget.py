"""The chat on somebody's site, by one line."""

from collections.abc import AsyncIterator

import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, FrameLocator, Page, expect

from bot.setting_values import ListenAddress
from tests.bot.ports import listening
from tests.browser.support import Support

PAGE = """<!doctype html><html lang="en"><title>A shop</title><h1>A shop</h1>
<script src="{support}/chat/widget.js" async></script></html>"""


@pytest_asyncio.fixture(loop_scope="session")
async def shop(support: Support) -> AsyncIterator[str]:
    """A site that embeds the chat. Its own policy lets nothing inline run."""

    async def page(_request: web.Request) -> web.Response:
        policy = f"script-src {support.address}; frame-src {support.address}; style-src 'none'"
        return web.Response(
            text=PAGE.format(support=support.address),
            content_type="text/html",
            headers={"Content-Security-Policy": policy},
        )

    app = web.Application()
    app.router.add_get("/", page)
    async with listening(app, ListenAddress("127.0.0.1", 0)) as address:
        yield address


class TestASiteThatIsAllowed:
    async def test_shows_the_chat_and_what_waits_unread(
        self, chromium: Browser, support: Support, shop: str
    ) -> None:
        page, chat = await self._asks(chromium, support, shop)
        await expect(page.locator("iframe")).to_be_hidden()
        await support.agent_replies("We found it")
        await self._reads_the_one_that_waits(page, chat)
        await expect(page.get_by_role("button", name="Minimise the support chat")).not_to_contain_text("1")

    async def test_still_shows_what_waits_unread_after_a_reload(
        self, chromium: Browser, support: Support, shop: str
    ) -> None:
        page, chat = await self._asks(chromium, support, shop)
        await page.goto("about:blank")
        await support.agent_replies("We found it")
        await page.goto(shop)

        await self._reads_the_one_that_waits(page, chat)
        await page.reload()
        await expect(chat.get_by_text("We found it")).to_be_attached()
        await expect(page.get_by_role("button", name="Open the support chat", exact=True)).to_be_visible()

    async def _asks(self, chromium: Browser, support: Support, shop: str) -> tuple[Page, FrameLocator]:
        """A customer of the shop got a ticket and minimised the chat: their page, and the chat in it."""
        support.allowed_origins = (shop,)
        await support.closes()
        await support.opens()
        page = await chromium.new_page(locale="en-US")
        await page.goto(shop)
        await page.get_by_role("button", name="Open the support chat").click()
        chat = page.frame_locator("iframe")
        await expect(chat.locator(".link.up")).to_be_visible()
        await chat.get_by_role("textbox", name="Your message").fill("My parcel is lost")
        await chat.get_by_role("button", name="Send", exact=True).click()
        await expect(chat.get_by_text("ticket #1")).to_be_visible()
        await chat.get_by_role("button", name="Minimise the chat").click()
        return page, chat

    async def _reads_the_one_that_waits(self, page: Page, chat: FrameLocator) -> None:
        launcher = page.get_by_role("button", name="Open the support chat (1)")
        await expect(launcher).to_contain_text("1")
        await launcher.click()
        await expect(chat.get_by_text("We found it")).to_be_visible()


class TestAnyOtherSite:
    async def test_shows_no_frame_and_is_told_why(self, chromium: Browser, shop: str) -> None:
        page = await chromium.new_page(locale="en-US")
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        await page.goto(shop)
        launcher = page.get_by_role("button", name="Open the support chat")
        await launcher.click()
        await expect(page.locator("iframe")).to_be_hidden()
        await expect(page.locator("iframe")).to_have_count(0)
        await expect(launcher).to_have_attribute("aria-busy", "false")
        assert any(f"did not open on {shop}" in text and "ALLOWED_ORIGINS" in text for text in told)
