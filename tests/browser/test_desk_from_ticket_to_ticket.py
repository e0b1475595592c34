"""Going from ticket to ticket at the desk: what is begun at one goes on there, and reaches no other."""

import asyncio

from playwright.async_api import Browser, FilePayload, Route, expect

from tests.browser.at_the_desk import at_the_ticket, owner, with_ticket
from tests.browser.desk_process import DeskProcess


class TestATicketThatComesSlowly:
    async def test_lets_who_opened_it_go_on(self, chromium: Browser, bot: DeskProcess) -> None:
        """The focus is there at once: coming with the ticket, it folded a menu that was opened meanwhile."""
        await with_ticket(chromium, bot)
        desk = await owner(chromium, bot)
        has_come = asyncio.Event()

        async def comes_slowly(route: Route) -> None:
            await has_come.wait()
            await route.continue_()

        await desk.route("**/desk/api/tickets/1", comes_slowly)
        await desk.locator("a.ticket").click()
        await expect(desk.locator("#ticket-title")).to_be_focused()
        await desk.locator("summary", has_text="Готовый ответ").click()
        menu = desk.locator(".composer .sheet")
        await expect(menu).to_contain_text("Готовых ответов пока нет")
        has_come.set()

        await expect(desk.locator(".said.customer")).to_be_visible()
        await expect(menu).to_be_visible()


class TestWhatIsBegunAtATicket:
    async def test_is_not_taken_along_to_another(self, chromium: Browser, bot: DeskProcess) -> None:
        """A browser tells of a changed field only when that leaves the page: another ticket is open then."""
        await with_ticket(chromium, bot, 1)
        await with_ticket(chromium, bot, 2, question="Корзина показывает чужие товары")
        desk = await at_the_ticket(await owner(chromium, bot), bot, 2)
        await at_the_ticket(desk, bot, 1)
        service = desk.get_by_label("Услуга")

        await desk.locator(".composer input[type=file]").set_input_files(
            [FilePayload(name="опись.txt", mimeType="text/plain", buffer="конверт".encode())]
        )
        await desk.locator("summary", has_text="Готовый ответ").click()
        await expect(desk.locator(".composer .sheet")).to_be_visible()
        await desk.go_back()
        await expect(desk.locator(".said.customer")).to_contain_text("Корзина")
        await expect(desk.locator(".composer .sheet")).to_be_hidden()
        await expect(desk.locator(".composer .attached")).to_have_count(0)

        await at_the_ticket(desk, bot, 1)
        await expect(desk.locator(".composer .attached")).to_contain_text("опись.txt")
        await desk.locator("summary", has_text="Классификация").click()
        await service.focus()
        await desk.keyboard.type("склад")
        async with desk.expect_response("**/tickets/1/classification"):
            await desk.go_back()
        await expect(desk.locator(".said.customer")).to_contain_text("Корзина")
        await desk.locator("summary", has_text="Классификация").click()
        await expect(service).to_have_value("")
        await at_the_ticket(desk, bot, 1)
        await desk.locator("summary", has_text="Классификация").click()
        await expect(service).to_have_value("склад")
