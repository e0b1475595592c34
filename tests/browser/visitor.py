"""A customer at the chat's page: what they do, and what they see."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, ConsoleMessage, Locator, Page, expect

# What a browser says by itself about a line that broke is no fault of the page.
_OF_THE_LINE = ("net::ERR_", *(f"status of {status}" for status in (401, 409, 415, 429, 500, 503)))


@dataclass
class Visitor:
    """One browser; `page` is the tab in front."""

    context: BrowserContext
    address: str
    faults: list[str] = field(default_factory=list)
    _page: Page | None = None

    @property
    def page(self) -> Page:
        assert self._page is not None
        return self._page

    async def opens_a_tab(self) -> Page:
        page = await self.context.new_page()
        page.on("console", self._notice)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(f"a dialog: {dialog.message}"))
        await page.goto(self.address)
        self._page = page
        await self.is_linked()
        return page

    async def is_linked(self) -> None:
        await expect(self.page.locator(".link.up")).to_be_visible()

    async def writes(self, text: str) -> None:
        box = self.page.get_by_role("textbox", name="Ваше сообщение")
        await box.fill(text)
        await box.press("Enter")

    async def is_called(self, name: str) -> None:
        """Answers the question for the name."""
        await self.page.get_by_role("textbox", name="Ваше имя").fill(name)
        await self.page.get_by_role("button", name="OK").click()
        await expect(self.page.get_by_text(f"Приятно познакомиться, {name}!")).to_be_visible()

    async def sees(self, text: str, *, times: int = 1) -> None:
        await expect(self.said(text)).to_have_count(times)

    def said(self, text: str) -> Locator:
        """Messages that hold the text."""
        return self.page.locator(".message").filter(has_text=text)

    async def conversation(self) -> list[str]:
        """All words of the conversation, in order, as they can be read."""
        return await self.page.locator("[role=log] .message .text").all_inner_texts()

    def _notice(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(known in message.text for known in _OF_THE_LINE):
            self.faults.append(message.text)
