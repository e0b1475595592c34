"""Who a customer is, at the desk as people see it: one person with two tickets, and a ban."""

from playwright.async_api import Browser, expect

from tests.browser.at_the_desk import at_the_ticket, owner, replies, with_ticket
from tests.browser.axe import faults_of
from tests.browser.desk_process import DeskProcess


class TestOnePerson:
    async def test_is_joined_seen_and_taken_apart_beside_the_ticket(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        await with_ticket(chromium, bot, 1, name="Анна")
        anya = await with_ticket(chromium, bot, 2, name="Аня", question="Корзина показывает чужие товары")
        desk = await at_the_ticket(await owner(chromium, bot), bot, 2)
        person = desk.locator("details[data-form=person]")

        await person.locator("summary").click()
        await person.get_by_role("textbox").fill("77")
        await person.get_by_role("button", name="Объединить").click()
        await expect(desk.locator(".toast")).to_contain_text("Обращения «77» нет")
        await person.get_by_role("textbox").fill("1")
        await person.get_by_role("button", name="Объединить").click()

        await expect(person.locator("li")).to_have_text(["Аня · Web", "Анна · Web"])
        await expect(desk.locator(".facts")).to_contain_text("Прежние обращения")
        assert await faults_of(desk) == []
        await replies(desk, "Чиним почту")
        await anya.sees("Чиним почту")
        await person.get_by_role("button", name="Разъединить").click()
        await expect(person.locator("li")).to_have_count(0)
