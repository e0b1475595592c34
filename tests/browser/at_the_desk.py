"""Who comes to a bot without any messenger, each in a browser of their own: customers and staff."""

import re

from playwright.async_api import Browser, Page, expect

from tests.browser.desk_process import DeskProcess
from tests.browser.visitor import Visitor

QUESTION = "Потерялась посылка <img src=x onerror=alert(1)> с бумагами"
PASSWORD = "correct horse battery"


async def opened(chromium: Browser, address: str) -> Visitor:
    """A browser that nobody used before."""
    context = await chromium.new_context(locale="ru-RU", timezone_id="Europe/Moscow")
    return Visitor(context, address)


async def a_customer(chromium: Browser, bot: DeskProcess) -> Visitor:
    """Somebody who has the chat open."""
    customer = await opened(chromium, f"{bot.address}/chat")
    await customer.opens_a_tab()
    return customer


async def with_ticket(
    chromium: Browser, bot: DeskProcess, number: int = 1, *, name: str = "", question: str = QUESTION
) -> Visitor:
    """A customer who asked and was told the number."""
    customer = await a_customer(chromium, bot)
    if name:
        await customer.is_called(name)
    await customer.writes(question)
    await customer.sees(f"№ {number}")
    return customer


async def signed_in(chromium: Browser, bot: DeskProcess, name: str) -> Page:
    """One of the staff, by name and password."""
    page = await (await opened(chromium, bot.address)).context.new_page()
    return await signs_in(page, bot, name)


async def signs_in(page: Page, bot: DeskProcess, name: str) -> Page:
    """One of the staff, in a tab that is there already."""
    await page.goto(f"{bot.address}/desk")
    await page.get_by_label("Имя").fill(name)
    await page.get_by_label("Пароль").fill(PASSWORD)
    return await _comes_in(page)


async def owner(chromium: Browser, bot: DeskProcess) -> Page:
    """Who started the bot, come by the link that it printed."""
    page = await (await opened(chromium, bot.address)).context.new_page()
    await page.goto(bot.link)
    await page.get_by_label("Ваше имя и фамилия").fill("Мария Соколова")
    return await _comes_in(page)


async def _comes_in(page: Page) -> Page:
    await page.get_by_role("button", name="Войти").click()
    await expect(page.locator(".link.up")).to_be_visible()
    return page


async def at_the_ticket(page: Page, bot: DeskProcess, number: int = 1) -> Page:
    """The page shows the ticket with what its customer said.

    Its number is waited for first: until then another ticket may stand there, with what was said in that one.
    """
    await page.goto(f"{bot.address}/desk#/tickets/{number}")
    await expect(page.locator(".ticket-head")).to_contain_text(re.compile(rf"№\s{number}\b"))
    await expect(page.locator(".said.customer")).to_be_visible()
    return page


async def at_the_place(page: Page, bot: DeskProcess, place: str, heading: str, content: str) -> None:
    """The page shows a place of the bar and what belongs into it.

    The heading is waited for as well: until the place has changed, the one before may show like content.
    """
    await page.goto(f"{bot.address}/desk#/{place}")
    await expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    await expect(page.locator(content).first).to_be_visible()


async def replies(desk: Page, text: str) -> None:
    """In the ticket that is open."""
    box = desk.get_by_role("textbox", name="Ответ клиенту")
    await box.fill(text)
    await box.press("Control+Enter")
