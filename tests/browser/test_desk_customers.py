"""Who a customer is, at the desk as people see it: one person with two tickets, and a ban."""

from playwright.async_api import Browser, Page, expect

from tests.browser.desk_process import DeskProcess
from tests.browser.test_desk import LONG, QUESTION, opened, owner, replies
from tests.browser.test_desk_work import faults_of
from tests.browser.visitor import Visitor


async def with_ticket(chromium: Browser, bot: DeskProcess, name: str, question: str, number: int) -> Visitor:
    """A customer of that name who was told the number."""
    visitor = await opened(chromium, f"{bot.address}/chat")
    await visitor.opens_a_tab()
    await visitor.is_called(name)
    await visitor.writes(question)
    await visitor.sees(f"№ {number}")
    return visitor


async def at(page: Page, bot: DeskProcess, number: int) -> Page:
    await page.goto(f"{bot.address}/desk#/tickets/{number}")
    await expect(page.locator(".said.customer")).to_be_visible(timeout=LONG)
    return page


class TestOnePerson:
    async def test_is_joined_seen_and_taken_apart_beside_the_ticket(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        await with_ticket(chromium, bot, "Анна", QUESTION, 1)
        anya = await with_ticket(chromium, bot, "Аня", "Корзина показывает чужие товары", 2)
        desk = await at(await owner(chromium, bot), bot, 2)
        person = desk.locator("details[data-form=person]")

        await person.locator("summary").click()
        await person.get_by_role("textbox").fill("77")
        await person.get_by_role("button", name="Объединить").click()
        await expect(desk.locator(".toast")).to_contain_text("Обращения «77» нет")
        await person.get_by_role("textbox").fill("1")
        await person.get_by_role("button", name="Объединить").click()

        await expect(person.locator("li")).to_have_text(["Аня · Web", "Анна · Web"], timeout=LONG)
        await expect(desk.locator(".facts")).to_contain_text("Прежние обращения")
        assert await faults_of(desk) == []
        await replies(desk, "Чиним почту")
        await anya.sees("Чиним почту")
        await person.get_by_role("button", name="Разъединить").click()
        await expect(person.locator("li")).to_have_count(0, timeout=LONG)
